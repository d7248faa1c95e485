"""Adding 24 megapixel JPEGs, against a bare Pillow script that does the same without walls."""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from statistics import median

import pytest
from PIL import Image, ImageOps

from consentdesk.domain.image import THUMBNAIL_LONG_EDGE_PX, VIEW_LONG_EDGE_PX
from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import camera_exif, jpeg, photograph

ROUNDS = 5
SEVERAL = 20
MOST_FOR_ONE = 1.6
MOST_FOR_EACH_OF_SEVERAL = 1.0
NOISY = 0.25
SIDE_BY_SIDE = 1.5
Work = Callable[[bytes], object]

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def source() -> bytes:
    return jpeg(photograph(6000, 4000), camera_exif())


def bare_script(source: bytes) -> tuple[str, bytes, bytes]:
    digest = hashlib.sha256(source).hexdigest()
    image = Image.open(BytesIO(source))
    image.draft("RGB", (VIEW_LONG_EDGE_PX, VIEW_LONG_EDGE_PX * 2 // 3))
    view = image.resize((VIEW_LONG_EDGE_PX, round(VIEW_LONG_EDGE_PX * 2 / 3)), Image.Resampling.LANCZOS)
    view = ImageOps.exif_transpose(view)
    small_size = THUMBNAIL_LONG_EDGE_PX, round(THUMBNAIL_LONG_EDGE_PX * 2 / 3)
    small = view.resize(small_size, Image.Resampling.LANCZOS)
    files = BytesIO(), BytesIO()
    for picture, file in zip((view, small), files, strict=True):
        picture.save(file, "JPEG", quality=90)
    return digest, files[0].getvalue(), files[1].getvalue()


def seconds(work: Work, source: bytes) -> float:
    started = time.perf_counter()
    work(source)
    return time.perf_counter() - started


def in_two_threads(work: Work, times: int) -> Work:
    def several(source: bytes) -> None:
        with ThreadPoolExecutor(2) as threads:
            list(threads.map(work, [source] * times))

    return several


def report(capsys: pytest.CaptureFixture[str], what: str, ratios: list[float]) -> None:
    with capsys.disabled():
        sys.stdout.write(
            f"\n{what}: {median(ratios):.2f} times the bare script ({min(ratios):.2f} to {max(ratios):.2f})\n"
        )


def test_one_image_costs_little_more_than_the_bare_script(
    decoder: ConfinedDecoder, source: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    for work in (bare_script, decoder.look, decoder.look):
        work(source)
    rounds = [
        [seconds(work, source) for work in (bare_script, decoder.look, bare_script)] for _ in range(ROUNDS)
    ]
    ratios = [confined / ((before + after) / 2) for before, confined, after in rounds]
    report(capsys, "one 24 MP JPEG", ratios)
    if median(abs(after / before - 1) for before, _, after in rounds) > NOISY:
        pytest.skip("the machine is busy: the bare script differs from itself")
    assert min(ratios) <= MOST_FOR_ONE


@pytest.mark.long
@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="two workers need two cores")
def test_several_images_cost_no_more_each_than_the_bare_script(
    decoder: ConfinedDecoder, source: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    several = in_two_threads(decoder.look, SEVERAL)
    several(source)
    rounds = [
        [seconds(work, source) for work in (bare_script, several, in_two_threads(bare_script, 2))]
        for _ in range(ROUNDS)
    ]
    ratios = [confined / SEVERAL / bare for bare, confined, _ in rounds]
    report(capsys, "24 MP JPEGs, each of several", ratios)
    if median(two / bare for bare, _, two in rounds) > SIDE_BY_SIDE:
        pytest.skip("the machine is busy: the bare script does not run twice side by side")
    assert min(ratios) <= MOST_FOR_EACH_OF_SEVERAL
