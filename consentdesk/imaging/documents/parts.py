"""What a part of a zipped file is, told by how it begins; its name only where that says enough."""

from __future__ import annotations

from enum import Enum, auto

from consentdesk.domain.refusals import Refusal
from consentdesk.imaging.documents.package import ZIP
from consentdesk.imaging.formats import recognise

HEAD_BYTES = 1024
_EMF_AT, _EMF = 40, b" EMF"
_WMF = (b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00", b"\x02\x00\x09\x00")
_MOVING = (b"ID3", b"\x1aE\xdf\xa3", b"\x30\x26\xb2\x75", b"OggS", b"RIFF", b"\0\0\x01\xba", b"\0\0\x01\xb3")
_TEXT = (b"<", b"\xef\xbb\xbf<", b"\xff\xfe<", b"\xfe\xff\0<")
_TEXT_WITH_PICTURES = (".svg", ".htm", ".html", ".xhtml")
# what such files hold beside what they show: words, fonts, how they were printed
_WITHOUT_PICTURES = (".xml", ".rels", ".vml", ".rdf", ".txt", ".json", ".css", "mimetype", "manifest")
_FONTS_AND_PRINTERS = (".fntdata", ".odttf", ".ttf", ".otf", "/printersettings")
_PREVIEWS = ("docprops/thumbnail.", "thumbnails/thumbnail.")


class Kind(Enum):
    """What a part is to a check."""

    NO_PICTURE = auto()
    PICTURE = auto()
    PREVIEW = auto()
    MOVING = auto()
    NESTED = auto()
    UNREADABLE = auto()


def kind_of(name: str, head: bytes) -> Kind:
    """What a part with this name that begins like this is; what nobody knows cannot be read."""
    low = name.lower()
    if _is_picture(head):
        return Kind.PREVIEW if low.startswith(_PREVIEWS) else Kind.PICTURE
    if _is_moving(head):
        return Kind.MOVING
    if head.startswith(ZIP):
        return Kind.NESTED
    if head.startswith(_TEXT):
        drawn = low.endswith(_TEXT_WITH_PICTURES) or any(mark in head.lower() for mark in (b"<svg", b"<html"))
        return Kind.UNREADABLE if drawn else Kind.NO_PICTURE
    if head.startswith(_WMF) or head[_EMF_AT : _EMF_AT + len(_EMF)] == _EMF:
        return Kind.UNREADABLE
    harmless = low.endswith(_WITHOUT_PICTURES) or any(mark in low for mark in _FONTS_AND_PRINTERS)
    return Kind.NO_PICTURE if harmless or not head else Kind.UNREADABLE


def _is_picture(head: bytes) -> bool:
    """Whether it is a photograph in any format, one that cannot be decoded too."""
    found = _format(head)
    return found not in ("", "video", "PDF")


def _is_moving(head: bytes) -> bool:
    return _format(head) == "video" or (head.startswith(_MOVING) and head[8:12] != b"WEBP")


def _format(head: bytes) -> str:
    try:
        return recognise(head)
    except Refusal as refusal:
        return str(refusal.problems[0].details.get("format", ""))
