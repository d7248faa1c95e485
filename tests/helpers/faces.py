"""A face drawn in code: nobody's, and enough for a detector of faces to prove that it was asked."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageFilter

from tests.helpers.pictures import photograph

_SKIN, _SHADE, _DARK, _LIP = (226, 180, 152), (176, 124, 98), (58, 38, 32), (168, 84, 80)


def face(side: int = 400) -> Image.Image:
    """A head seen from the front on a plain wall, drawn large and made smaller."""
    image = Image.new("RGB", (400, 400), (196, 204, 208))
    draw = ImageDraw.Draw(image)
    draw.ellipse((92, 30, 308, 240), fill=_DARK)
    draw.ellipse((104, 60, 296, 356), fill=_SKIN)
    for middle in (158, 242):
        _eye(draw, middle)
    draw.polygon((200, 180, 182, 248, 218, 248), fill=_SHADE)
    draw.ellipse((180, 236, 220, 258), fill=_SHADE)
    draw.ellipse((160, 280, 240, 306), fill=_LIP)
    draw.line((162, 292, 238, 292), fill=_DARK, width=4)
    return image.filter(ImageFilter.GaussianBlur(3)).resize((side, side), Image.Resampling.LANCZOS)


def somebody(width: int, height: int, at: tuple[int, int], side: int = 240) -> Image.Image:
    """A photograph with a face in it, its upper left corner there."""
    image = photograph(width, height)
    image.paste(face(side), at)
    return image


def _eye(draw: ImageDraw.ImageDraw, middle: int) -> None:
    draw.ellipse((middle - 34, 150, middle + 34, 206), fill=_SHADE)
    draw.arc((middle - 36, 136, middle + 36, 186), 195, 345, fill=_DARK, width=9)
    draw.ellipse((middle - 24, 168, middle + 24, 192), fill=(238, 234, 230))
    draw.ellipse((middle - 12, 168, middle + 12, 192), fill=_DARK)
