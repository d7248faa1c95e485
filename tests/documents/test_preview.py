from __future__ import annotations

from io import BytesIO

from PIL import Image

from tests.documents.reading import copies, pages_as_pictures, printed
from tests.helpers.sessions import ALL_USES, sealed_record


def test_each_page_is_a_png_of_the_width_asked_for() -> None:
    pdf = printed(sealed_record("adult", 2, ALL_USES))
    pictures = [Image.open(BytesIO(png)) for png in copies().pictures(pdf, 595)]
    assert len(pictures) == 2
    for png, page in zip(pictures, pages_as_pictures(pdf, scale=1), strict=True):
        assert (png.format, png.width) == ("PNG", 595)
        assert abs(png.height - page.height) <= 1


def test_the_preview_has_the_colours_of_the_page() -> None:
    pdf = printed(sealed_record())
    (first, *_) = copies().pictures(pdf, 1190)
    seen = {colour for _, colour in Image.open(BytesIO(first)).convert("RGB").getcolors(1 << 20)}
    assert (0xE3, 0xF0, 0xF0) in seen
