"""One clinical photograph as the desk knows it: what was shown, and what its metadata would give away."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

VIEW_LONG_EDGE_PX = 2048
THUMBNAIL_LONG_EDGE_PX = 320
SCAN_LONG_EDGE_PX = 2480  # A4 at 212 dots an inch
MAX_FILE_BYTES = 200_000_000
MAX_PIXELS = 50_000_000
MAX_JPEG_PIXELS = 120_000_000

ImageFormat = Literal["JPEG", "PNG", "TIFF", "WEBP", "HEIC"]
IMAGE_FORMATS: tuple[ImageFormat, ...] = get_args(ImageFormat)

TraceKind = Literal["place", "date", "serial", "person", "device", "software", "text"]
TRACE_KINDS: tuple[TraceKind, ...] = get_args(TraceKind)
MAX_TRACE_CHARACTERS = 80


@dataclass(frozen=True, order=True)
class Trace:
    """Something that the metadata of a source file says about where, when, by whom or with what it was
    taken. `text` is one printable line of at most 80 characters ("2019-07-03 14:22",
    "50.1109° N, 8.6821° E"). It may identify a person: show it, never log it."""

    kind: TraceKind
    text: str = field(repr=False)


@dataclass(frozen=True)
class DecodedImage:
    """A source file made fit to be shown.

    `width` and `height` are those of the source in pixels, upright. `view` and `thumbnail` are upright
    sRGB JPEGs that carry no metadata; their long edges are at most 2048 and 320 px, never enlarged. The
    hashes are lower-case hexadecimal SHA-256. `traces` is sorted and names nothing twice.
    `look` is what it looks like (`domain.looks`), empty where that is not known.
    """

    source_sha256: str
    format: ImageFormat
    width: int
    height: int
    view: bytes = field(repr=False)
    view_sha256: str
    thumbnail: bytes = field(repr=False)
    traces: tuple[Trace, ...] = field(repr=False)
    look: str = ""
