"""The worker: a process without keys that decodes foreign bytes and answers with pixels.

Started fresh by `process`, never imported by the desk. Whatever it does not foresee ends it, and the desk
starts another; so nothing here catches more than damaged files are known to raise.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import BinaryIO, TypeVar

import pi_heif
from PIL import Image

from consentdesk.domain.image import THUMBNAIL_LONG_EDGE_PX, VIEW_LONG_EDGE_PX
from consentdesk.domain.refusals import refuse
from consentdesk.imaging import protocol, rows
from consentdesk.imaging.colour import ToSrgb, adobe_rgb
from consentdesk.imaging.documents import passing
from consentdesk.imaging.documents.pictures import pictures_in
from consentdesk.imaging.formats import open_image, refuse_beyond_memory
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.metadata.traces import traces
from consentdesk.imaging.original import MALFORMED, Size, decode, pixels
from consentdesk.imaging.protocol import Look, Wanted
from consentdesk.imaging.scans import read_pages
from consentdesk.imaging.serving import DECODER_THREADS, Answers, serve

Answer = TypeVar("Answer")


def main(arguments: Sequence[str]) -> None:
    """Serve until the desk closes its end. `arguments` are those of `Limits.arguments`."""
    serve(arguments, _prepare)


def look(source: bytes, limits: Limits) -> Look:
    """What the file shows and gives away. Raises Refusal."""
    name, image = open_image(source, limits)
    original = decode(image, VIEW_LONG_EDGE_PX)
    view = original.scaled(VIEW_LONG_EDGE_PX)
    thumbnail = view.resize(original.size.within(THUMBNAIL_LONG_EDGE_PX), Image.Resampling.LANCZOS)
    return Look(name, *original.size, pixels(view), pixels(thumbnail), traces(image))


def pixel_sha256(source: bytes, limits: Limits) -> str:
    """The hash of everything the file shows. Raises Refusal."""
    _, image = open_image(source, limits)
    refuse_beyond_memory(image, limits)
    return decode(image).pixel_sha256()


def upright(source: bytes, long_edge_px: int, limits: Limits) -> tuple[Size, Iterator[Image.Image]]:
    """The size of the picture, no larger than asked (0 as it is), and its rows from the top. Raises
    Refusal."""
    _, image = open_image(source, limits)
    refuse_beyond_memory(image, limits)
    original = decode(image, long_edge_px or None)
    if not long_edge_px or max(original.size) <= long_edge_px:
        return original.size, original.bands(rows.rows_at_once(original.size.width))
    small = original.scaled(long_edge_px)
    return Size(*small.size), _cut(small)


def _cut(image: Image.Image) -> Iterator[Image.Image]:
    rows_at_once = rows.rows_at_once(image.width)
    for top in range(0, image.height, rows_at_once):
        yield image.crop((0, top, image.width, min(top + rows_at_once, image.height)))


def _answer_look(outlet: BinaryIO, source: bytes, limits: Limits) -> None:
    protocol.write_look(outlet, _refusing(lambda: look(source, limits)))


def _answer_pixel_hash(outlet: BinaryIO, source: bytes, limits: Limits) -> None:
    protocol.write_pixel_hash(outlet, _refusing(lambda: pixel_sha256(source, limits)))


def _answer_pages(outlet: BinaryIO, source: bytes, limits: Limits) -> None:
    """Page by page: all of them at once would not fit."""
    count, pages = _refusing(lambda: read_pages(source, limits))
    for still_to_come in reversed(range(count)):
        protocol.write_page(outlet, _refusing(lambda: next(pages)), still_to_come)


def _answer_upright(outlet: BinaryIO, source: bytes, limits: Limits) -> None:
    """Some rows at a time: a whole copy would double the memory."""
    long_edge_px, file = rows.read_asked(source)
    size, bands = _refusing(lambda: upright(file, long_edge_px, limits))
    while (band := _refusing(lambda: next(bands, None))) is not None:
        rows.write_rows(outlet, *size, band.tobytes())


def _answer_pictures(outlet: BinaryIO, source: bytes, limits: Limits) -> None:
    """Picture by picture: all of them at once would not fit."""
    found = passing.marked_repeats(pictures_in(source, limits))
    while (picture := _refusing(lambda: next(found, None), "document_broken")) is not None:
        passing.write_found(outlet, *picture)
    passing.write_all_found(outlet)


_ANSWERS = {
    Wanted.LOOK: _answer_look,
    Wanted.PIXEL_HASH: _answer_pixel_hash,
    Wanted.PAGES: _answer_pages,
    Wanted.UPRIGHT: _answer_upright,
    Wanted.PICTURES: _answer_pictures,
}


def _refusing(work: Callable[[], Answer], broken: str = "image_broken") -> Answer:
    """The work's result, or a Refusal for whatever files are known to do to it."""
    try:
        return work()
    except MemoryError:
        raise refuse("image_needs_too_much_memory") from None
    except MALFORMED:
        raise refuse(broken) from None


def _prepare() -> Answers:
    warnings.simplefilter("ignore")
    # its own limits, by format, are checked before a reader sees the file
    Image.MAX_IMAGE_PIXELS = None
    pi_heif.options.THUMBNAILS = pi_heif.options.DEPTH_IMAGES = pi_heif.options.AUX_IMAGES = False
    pi_heif.options.DECODE_THREADS = DECODER_THREADS
    "".encode("utf-16-le")
    b"zip".decode("cp437")
    Image.preinit()
    ToSrgb(adobe_rgb(), "RGB")
    return _ANSWERS


if __name__ == "__main__":
    main(sys.argv[1:])
