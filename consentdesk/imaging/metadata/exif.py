"""What EXIF gives away, and the serial numbers that makers hide in their notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from PIL import ExifTags
from PIL.ExifTags import GPS, IFD, Base
from PIL.Image import Exif
from PIL.ImageFile import ImageFile

from consentdesk.domain.image import TraceKind
from consentdesk.imaging.metadata.maker_notes import serial_numbers
from consentdesk.imaging.metadata.wording import Said, place, readable

_KINDS: dict[int, TraceKind] = {
    Base.Make: "device",
    Base.Model: "device",
    Base.Software: "software",
    Base.HostComputer: "device",
    Base.Artist: "person",
    Base.Copyright: "person",
    Base.CameraOwnerName: "person",
    Base.DateTime: "date",
    Base.DateTimeOriginal: "date",
    Base.DateTimeDigitized: "date",
    Base.BodySerialNumber: "serial",
    Base.LensSerialNumber: "serial",
    Base.CameraSerialNumber: "serial",
    Base.ImageUniqueID: "text",
    Base.ImageDescription: "text",
    Base.DocumentName: "text",
}
_WINDOWS_KINDS: dict[int, TraceKind] = {
    Base.XPAuthor: "person",
    Base.XPTitle: "text",
    Base.XPComment: "text",
    Base.XPKeywords: "text",
    Base.XPSubject: "text",
}
_COMMENT_ENCODINGS = {b"ASCII\0\0\0": "ascii", b"UNICODE\0": "utf-16-le", b"\0" * 8: "latin-1"}


def exif_says(image: ImageFile) -> Iterator[Said]:
    """Every value that gives something away. Raises what Pillow raises for damaged tags."""
    exif = image.getexif()
    details = exif.get_ifd(IFD.Exif)
    yield from _gps(exif.get_ifd(IFD.GPSInfo))
    for ifd in (exif, details):
        yield from _named(ifd)
    yield from _comment(details.get(Base.UserComment))
    yield from (("serial", number) for number in _maker_serials(exif, details, image))


def _named(ifd: Exif | Mapping[int, Any]) -> Iterator[Said]:
    for tag, value in ifd.items():
        if tag in _KINDS:
            yield _KINDS[tag], value
        elif tag in _WINDOWS_KINDS:
            yield _WINDOWS_KINDS[tag], _utf16(value)


def _gps(ifd: Mapping[int, Any]) -> Iterator[Said]:
    if GPS.GPSLatitude in ifd and GPS.GPSLongitude in ifd:
        latitude = _degrees(ifd[GPS.GPSLatitude], ifd.get(GPS.GPSLatitudeRef))
        longitude = _degrees(ifd[GPS.GPSLongitude], ifd.get(GPS.GPSLongitudeRef))
        yield "place", place(latitude, longitude)
    if GPS.GPSDateStamp in ifd:
        yield "date", ifd[GPS.GPSDateStamp]


def _degrees(parts: Iterable[Any], side: object) -> float:
    """Degrees, south and west negative. Raises ValueError, TypeError, ZeroDivisionError."""
    degrees, minutes, seconds = (float(part) for part in parts)
    size = degrees + minutes / 60 + seconds / 3600
    if not 0 <= size <= 180:
        raise ValueError("not a coordinate")
    return -size if readable(side) in ("S", "W") else size


def _comment(value: object) -> Iterator[Said]:
    if isinstance(value, bytes):
        encoding = _COMMENT_ENCODINGS.get(value[:8])
        yield "text", value[8:].decode(encoding, "replace") if encoding else value


def _utf16(value: object) -> object:
    return value.decode("utf-16-le", "replace") if isinstance(value, bytes) else value


def _maker_serials(exif: Exif, details: Mapping[int, Any], image: ImageFile) -> tuple[str, ...]:
    note = details.get(ExifTags.Base.MakerNote)
    block = image.info.get("exif")
    if not isinstance(note, bytes) or not isinstance(block, bytes):
        return ()
    return serial_numbers(readable(exif.get(Base.Make, "")), note, block.removeprefix(b"Exif\0\0"))
