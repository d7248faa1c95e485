"""What the metadata of a source file gives away: gathered wherever cameras and programs put it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from PIL import IptcImagePlugin
from PIL.ImageFile import ImageFile
from PIL.PngImagePlugin import PngImageFile

from consentdesk.domain.image import MAX_TRACE_CHARACTERS, Trace, TraceKind
from consentdesk.imaging.metadata.exif import exif_says
from consentdesk.imaging.metadata.wording import Said, day_and_minute, readable
from consentdesk.imaging.metadata.xmp import xmp_says
from consentdesk.imaging.original import MALFORMED
from consentdesk.imaging.protocol import MAX_TRACES

_PNG_KINDS: dict[str, TraceKind] = {
    "author": "person",
    "copyright": "person",
    "creation time": "date",
    "software": "software",
    "source": "device",
}
# record 2 of IPTC-IIM 4.2: dataset number to kind
_IPTC_KINDS: dict[int, TraceKind] = {
    55: "date",
    62: "date",
    65: "software",
    80: "person",
    90: "place",
    92: "place",
    95: "place",
    101: "place",
    110: "person",
    116: "person",
    122: "person",
    5: "text",
    25: "text",
    40: "text",
    105: "text",
    120: "text",
}


def traces(image: ImageFile) -> tuple[Trace, ...]:
    """Everything found in EXIF, maker notes, XMP, IPTC, PNG text and JPEG comments of a decoded file: sorted,
    nothing twice, forty at most. Damaged metadata says less; it never stops the picture."""
    found = {Trace(kind, text) for reader in _READERS for kind, text in _readable(reader, image)}
    return tuple(sorted(found)[:MAX_TRACES])


def _readable(
    reader: Callable[[ImageFile], Iterable[Said]], image: ImageFile
) -> Iterator[tuple[TraceKind, str]]:
    try:
        for kind, value in reader(image):
            text = day_and_minute(value) if kind == "date" else readable(value)
            if text:
                yield kind, text[:MAX_TRACE_CHARACTERS].rstrip()
    except MALFORMED:
        return


def _xmp(image: ImageFile) -> Iterator[Said]:
    for key in ("xmp", "XML:com.adobe.xmp"):
        packet = image.info.get(key)
        if packet:
            yield from xmp_says(packet.encode() if isinstance(packet, str) else bytes(packet))


def _iptc(image: ImageFile) -> Iterator[Said]:
    for (record, dataset), values in (IptcImagePlugin.getiptcinfo(image) or {}).items():
        if record == 2 and dataset in _IPTC_KINDS:
            for value in values if isinstance(values, list) else [values]:
                yield _IPTC_KINDS[dataset], value


def _png_text(image: ImageFile) -> Iterator[Said]:
    if not isinstance(image, PngImageFile):
        return
    for key, value in image.text.items():
        if not key.startswith(("XML:", "Raw profile")):
            kind = _PNG_KINDS.get(key.lower(), "text")
            yield kind, f"{key}: {value}" if kind == "text" else str(value)


def _comment(image: ImageFile) -> Iterator[tuple[TraceKind, Any]]:
    comment = image.info.get("comment")
    if comment:
        yield "text", comment


_READERS: tuple[Callable[[ImageFile], Iterable[Said]], ...] = (exif_says, _xmp, _iptc, _png_text, _comment)
