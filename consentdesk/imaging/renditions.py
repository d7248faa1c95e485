"""Images as they leave: files made of upright sRGB pixels and nothing else, the same bytes each time (R25).

Every file is encoded anew from pixels that the confined reader gave, a JPEG at its full size too: what a
camera leaves in segments, tables and trailers cannot come along, nor can what was made to harm a reader. PNG
and TIFF keep each pixel; JPEG keeps colour at full resolution.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from consentdesk.domain.masking import Masking, margin_px
from consentdesk.domain.refusals import refuse
from consentdesk.domain.release import Form, ReleaseFormat, Rendition
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.masking import masked

if TYPE_CHECKING:  # the start of the program does not wait for Pillow
    from PIL import Image
    from PIL.ImageFont import FreeTypeFont

FACES = ("AtkinsonHyperlegibleNext-SemiBold.ttf", "NotoSans-Bold.ttf")
PAPER, INK = "#f7f6f2", "#1f2a30"
BAND_SHARE, LEAST_BAND_PX = 0.035, 28  # of the longer edge
TEXT_SHARE, LEAST_TEXT_PX = 0.55, 11  # of the band
LOSSLESS = ("PNG", "TIFF")
NOBODY = "\U0010fffd"  # no face has it
_ENCODING: dict[ReleaseFormat, dict[str, Any]] = {
    "JPEG": {"quality": 95, "subsampling": 0},
    "PNG": {"compress_level": 3},
    "TIFF": {"compression": "tiff_adobe_deflate"},
}


class Renditions:
    """Makes files to be released, on any thread; foreign bytes go to the confined reader."""

    def __init__(self, decoder: ConfinedDecoder, fonts: Path) -> None:
        self._decoder, self._fonts = decoder, fonts

    def rendition(self, source: bytes, form: Form) -> Rendition:
        """A source file in another form. A mark stands on a band of its own below the picture, which it hides
        nothing of. Raises Refusal as the decoder does, `mark_too_long` where the mark does not fit under this
        picture and `mark_not_drawable` where no face has its letters."""
        from PIL import Image

        seen = self._decoder.upright(source, form.long_edge_px)
        picture = Image.frombytes("RGB", (seen.width, seen.height), seen.rgb)
        if form.mark:
            picture = self._marked(picture, form.mark)
        file = _encoded(picture, form.format)
        pixels = self._decoder.pixel_sha256(file)
        return Rendition(file, form.format, *picture.size, pixels, marked=bool(form.mark))

    def masked(self, source: bytes, format: str, masking: Masking) -> bytes:
        """A new file of a source of this format, cropped and covered: a PNG where that keeps what PNG or TIFF
        had, else a JPEG. What is covered or cut off is in no pixel of it: two sources that differ there alone
        give the same bytes. Raises Refusal as the decoder does."""
        from PIL import Image

        seen = self._decoder.upright(source)
        picture = Image.frombytes("RGB", (seen.width, seen.height), seen.rgb)
        return _encoded(masked(picture, masking, margin_px(format)), "PNG" if format in LOSSLESS else "JPEG")

    def _marked(self, picture: Image.Image, mark: str) -> Image.Image:
        from PIL import Image, ImageDraw

        width, height = picture.size
        band = max(LEAST_BAND_PX, round(BAND_SHARE * max(picture.size)))
        face = self._face(mark, width - band, band)
        marked = Image.new("RGB", (width, height + band), PAPER)
        marked.paste(picture)
        ImageDraw.Draw(marked).text((width / 2, height + band / 2), mark, INK, face, anchor="mm")
        return marked

    def _face(self, mark: str, most_px: int, band: int) -> FreeTypeFont:
        """The largest in which a mark fits."""
        from PIL import ImageFont

        files = (str(self._fonts / name) for name in FACES)
        faces = (ImageFont.truetype(file, max(LEAST_TEXT_PX, round(TEXT_SHARE * band))) for file in files)
        face = next((face for face in faces if _draws(face, mark)), None)
        if face is None:
            raise refuse("mark_not_drawable", "mark")
        length = face.getlength(mark)
        fitting = face.size if length <= most_px else int(face.size * most_px / length)
        if fitting < LEAST_TEXT_PX:
            raise refuse("mark_too_long", "mark")
        return face.font_variant(size=fitting)


def _draws(face: FreeTypeFont, text: str) -> bool:
    """Whether a face has every letter of a text."""
    blank = bytes(face.getmask(NOBODY))
    return all(bytes(face.getmask(letter)) != blank for letter in set(text))


def _encoded(picture: Image.Image, format: ReleaseFormat) -> bytes:
    file = BytesIO()
    picture.save(file, format, **_ENCODING[format])
    return file.getvalue()
