"""What an XMP packet gives away."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from consentdesk.domain.image import TraceKind
from consentdesk.imaging.metadata.wording import Said, place

_LARGEST_PACKET = 1 << 20
# names without their namespaces: programs disagree on those more often than on the names
_KINDS: dict[str, TraceKind] = {
    "City": "place",
    "State": "place",
    "Country": "place",
    "CountryName": "place",
    "ProvinceState": "place",
    "Location": "place",
    "Sublocation": "place",
    "CreateDate": "date",
    "DateCreated": "date",
    "DateTimeOriginal": "date",
    "SerialNumber": "serial",
    "BodySerialNumber": "serial",
    "LensSerialNumber": "serial",
    "CameraSerialNumber": "serial",
    "creator": "person",
    "Artist": "person",
    "AuthorsPosition": "person",
    "CaptionWriter": "person",
    "Credit": "person",
    "OwnerName": "person",
    "CameraOwnerName": "person",
    "PersonInImage": "person",
    "rights": "person",
    "Name": "person",
    "Make": "device",
    "Model": "device",
    "CreatorTool": "software",
    "Software": "software",
    "title": "text",
    "description": "text",
    "subject": "text",
    "Headline": "text",
    "Instructions": "text",
    "UserComment": "text",
}
_COORDINATE = re.compile(r"(\d+),(\d+(?:\.\d+)?)(?:,(\d+(?:\.\d+)?))?([NSEW])")


def xmp_says(packet: bytes) -> Iterator[Said]:
    """Every value of a name that gives something away. Raises SyntaxError for what is not XML; a packet that
    declares entities or is beyond a megabyte is passed over."""
    if len(packet) > _LARGEST_PACKET or b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        return
    coordinates: dict[str, float] = {}
    for name, value in _values(packet):
        if name in ("GPSLatitude", "GPSLongitude"):
            coordinates[name] = _degrees(value)
        elif name in _KINDS:
            yield _KINDS[name], value
    if len(coordinates) == 2:
        yield "place", place(coordinates["GPSLatitude"], coordinates["GPSLongitude"])


def _values(packet: bytes) -> Iterator[tuple[str, str]]:
    """Simple values, whether written as elements, as attributes or as the items of a list."""
    # tools pad packets with zeros, which are not XML
    for element in ElementTree.fromstring(packet.strip(b"\0 \r\n\t")).iter():
        for name, value in element.attrib.items():
            yield _local(name), value
        for text in (element.text, *(item.text for item in element.findall("*/{*}li"))):
            if text and text.strip():
                yield _local(element.tag), text


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _degrees(text: str) -> float:
    """Degrees, south and west negative, from "50,6.654N" or "50,6,39N". Raises ValueError."""
    match = _COORDINATE.fullmatch(text.strip())
    if match is None:
        raise ValueError("not a coordinate")
    degrees, minutes, seconds, side = match.groups()
    size = int(degrees) + float(minutes) / 60 + float(seconds or 0) / 3600
    return -size if side in "SW" else size
