from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from math import hypot

import pypdfium2 as pdfium
import pytest
import zxingcpp
from PIL import Image

from consentdesk.documents.press.blocks import Block
from consentdesk.documents.press.faces import Faces
from consentdesk.documents.press.figures import Ink, Picture, QrCode, curves
from consentdesk.documents.press.flow import Area, flow
from consentdesk.documents.press.paper import Paper
from consentdesk.domain.signature import Drawing, Point, Stroke
from tests.documents.reading import RESOURCES, pages_as_pictures
from tests.helpers.pictures import corners

FACES = Faces(RESOURCES / "fonts")
SIDE = 200


def drawn(block: Block, scale: float = 2) -> Image.Image:
    """The block alone on a square page without margins."""
    paper = Paper((SIDE, SIDE), FACES, "en", lambda *_: None)
    flow(paper, [block], Area(0, 0, SIDE, SIDE))
    paper.save()
    return pages_as_pictures(paper.pdf(), scale)[0]


def stroke(
    *places: tuple[float, float], step_ms: int = 16, device: str = "mouse", pressure: float = 0.5
) -> Stroke:
    points = (Point(n * step_ms, x, y, pressure) for n, (x, y) in enumerate(places))
    return Stroke(tuple(points), device)


def test_a_curve_goes_through_every_point_of_the_stroke() -> None:
    line = stroke((0, 0), (10, 20), (30, 10), (40, 40))
    ends = [(curve[0], curve[-1]) for curve, _ in curves(line, 1)]
    assert ends == [((a.x, a.y), (b.x, b.y)) for a, b in pairwise(line.points)]


def test_a_quick_hand_draws_thinner_and_a_pressed_pen_thicker() -> None:
    places = [(8.0 * n, 0.0) for n in range(8)]
    slow, quick = ([w for _, w in curves(stroke(*places, step_ms=ms), 1)][-1] for ms in (40, 4))
    light, pressed = (
        [w for _, w in curves(stroke(*places, device="pen", pressure=p), 1)][-1] for p in (0.1, 0.9)
    )
    assert quick < slow
    assert light < pressed


def test_a_single_point_is_a_dot() -> None:
    ((curve, width),) = curves(stroke((5, 5)), 1)
    assert len(set(curve)) == 1
    assert width == 2.5


@pytest.mark.parametrize("size", [(560, 200), (1240, 400)])
def test_a_signature_is_neither_turned_nor_stretched(size: tuple[int, int]) -> None:
    slope = Drawing((stroke((100, 150), (200, 100), (300, 50)),), *size)
    left, top, right, bottom = _ink(drawn(Ink(slope, 100)))
    assert (right - left) / (bottom - top) == pytest.approx(2, rel=0.05)
    picture = drawn(Ink(slope, 100))
    assert picture.getpixel((left + 4, bottom - 4)) != (255, 255, 255)


def test_a_flat_stroke_has_a_place_on_paper_too() -> None:
    assert _ink(drawn(Ink(Drawing((stroke((0, 5), (100, 5)),), 560, 200), 40)))


def test_a_qr_code_reads_back() -> None:
    page = Image.new("RGB", (480, 480), "white")
    page.paste(drawn(QrCode("consentdesk:K7QF-2M9D-XR41:" + "9f" * 32, 88)), (40, 40))
    assert zxingcpp.read_barcode(page).text == "consentdesk:K7QF-2M9D-XR41:" + "9f" * 32


def test_a_picture_is_shown_upright_whole_and_in_its_proportions() -> None:
    jpeg = BytesIO()
    corners(96, 64).save(jpeg, "JPEG", quality=95)
    shown = drawn(Picture(jpeg.getvalue(), 60), scale=1)
    assert _ink(shown)[2:] == pytest.approx((90, 60), abs=1)
    assert shown.getpixel((10, 10))[0] > 150
    assert shown.getpixel((80, 10))[1] > 120


def _ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """The box around everything that is not paper."""
    box = picture.convert("L").point(lambda value: 255 if value < 250 else 0).getbbox()
    assert box is not None
    return box


def test_ink_is_vectors() -> None:
    paper = Paper((SIDE, SIDE), FACES, "en", lambda *_: None)
    flow(paper, [Ink(Drawing((stroke((0, 0), (50, 50), (90, 10)),), 560, 200), 40)], Area(0, 0, SIDE, SIDE))
    paper.save()
    with pdfium.PdfDocument(paper.pdf()) as document:
        kinds = {item.type for item in document[0].get_objects()}
    assert kinds == {pdfium.raw.FPDF_PAGEOBJ_PATH}


def test_the_ink_is_as_long_as_what_was_drawn() -> None:
    places = [(0.0, 0.0), (30.0, 40.0), (60.0, 0.0)]
    total = sum(hypot(c[-1][0] - c[0][0], c[-1][1] - c[0][1]) for c, _ in curves(stroke(*places), 1))
    assert total == pytest.approx(100)
