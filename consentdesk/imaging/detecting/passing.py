"""What the desk shows to the detectors, and what they say of it: both ends of it.

What is shown is four bytes each for width and height, and RGB pixels. The reply says where things are, in
whole pixels, and carries what could be read, a line each. The desk trusts none of it.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import BinaryIO, NamedTuple, cast

from consentdesk.domain.reidentification.identifier import Box, SeenInPicture
from consentdesk.imaging.pipe import ProtocolError, expect, read_reply, write_reply
from consentdesk.imaging.protocol import Pixels

FACES, TEXT = ("faces", "text")
MAX_PLACES = 200
MAX_TEXT_CHARACTERS = 200
_MAX_TEXT_BYTES = MAX_PLACES * (MAX_TEXT_CHARACTERS * 4 + 1)
_SIZE = struct.Struct(">II")


class Place(NamedTuple):
    """A rectangle in whole pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Words:
    """A line of text, printable and not empty, and where it stands."""

    text: str
    place: Place


@dataclass(frozen=True)
class Marks:
    """What detectors found. `ran` are those that could be asked."""

    ran: tuple[str, ...]
    faces: tuple[Place, ...] = ()
    eyes: tuple[Place, ...] = ()
    words: tuple[Words, ...] = ()


def showing(picture: Pixels) -> bytes:
    """What is sent to have a picture looked at."""
    return _SIZE.pack(picture.width, picture.height) + picture.rgb


def read_shown(request: bytes) -> Pixels:
    """The picture to look at."""
    width, height = _SIZE.unpack_from(request)
    return Pixels(width, height, request[_SIZE.size :])


def write_marks(pipe: BinaryIO, marks: Marks) -> None:
    """Of each kind no more than the desk takes."""
    words = marks.words[:MAX_PLACES]
    places = {"faces": marks.faces, "eyes": marks.eyes, "text": [line.place for line in words]}
    header = {"ran": marks.ran} | {kind: found[:MAX_PLACES] for kind, found in places.items()}
    write_reply(pipe, header, "\n".join(line.text[:MAX_TEXT_CHARACTERS] for line in words).encode())


def read_seen(pipe: BinaryIO, picture: Pixels) -> SeenInPicture:
    """What was seen in the picture that was shown. Raises Refusal when the worker refused, ProtocolError."""
    header, payload = read_reply(pipe, _MAX_TEXT_BYTES)
    expect(header.keys() == {"ran", "faces", "eyes", "text"})
    ran = _ran(header["ran"])
    faces, eyes, lines = (_boxes(header[kind], picture) for kind in ("faces", "eyes", "text"))
    texts = _texts(bytes(payload))
    expect(len(texts) == len(lines))
    expect(not (faces or eyes) or FACES in ran)
    expect(not texts or TEXT in ran)
    return SeenInPicture(faces, eyes, texts, lines, ran)


def _ran(names: object) -> tuple[str, ...]:
    expect(isinstance(names, list) and names in ([], [FACES], [TEXT], [FACES, TEXT]))
    return tuple(cast("list[str]", names))


def _boxes(places: object, picture: Pixels) -> tuple[Box, ...]:
    expect(isinstance(places, list) and len(places) <= MAX_PLACES)
    return tuple(_box(place, picture) for place in cast("list[object]", places))


def _box(place: object, picture: Pixels) -> Box:
    expect(isinstance(place, list) and len(place) == 4 and all(type(edge) is int for edge in place))
    left, top, width, height = cast("list[int]", place)
    expect(0 <= left < left + width <= picture.width and 0 <= top < top + height <= picture.height)
    return Box(left / picture.width, top / picture.height, width / picture.width, height / picture.height)


def _texts(payload: bytes) -> tuple[str, ...]:
    try:
        texts = payload.decode().split("\n") if payload else []
    except UnicodeDecodeError:
        raise ProtocolError from None
    for text in texts:
        expect(0 < len(text) <= MAX_TEXT_CHARACTERS and text.isprintable())
    return tuple(texts)
