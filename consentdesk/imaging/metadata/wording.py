"""Values from metadata as one short line a person can read."""

from __future__ import annotations

import re

from consentdesk.domain.image import TraceKind

Said = tuple[TraceKind, object]
"""A kind and the value as it was found: text, bytes in an unknown encoding, or a number."""

_MOMENT = re.compile(r"(\d{4})[:\-/]?(\d\d)[:\-/]?(\d\d)(?:[T ]+(\d\d):?(\d\d))?")
_LONGEST_LOOKED_AT = 4096


def readable(value: object) -> str:
    """One printable line, white space collapsed; "" for nothing. Bytes are read as UTF-8, else Latin-1."""
    if isinstance(value, bytes):
        value = _text(value[:_LONGEST_LOOKED_AT])
    line = "".join(c if c.isprintable() else " " for c in str(value)[:_LONGEST_LOOKED_AT])
    return " ".join(line.split())


def day_and_minute(value: object) -> str:
    """ "2019-07-03 14:22" from any of the ways metadata writes it, or the text as it stands; an unset date
    (all zeros) is ""."""
    text = readable(value)
    match = _MOMENT.match(text)
    if match is None:
        return text if any(c in "123456789" for c in text) else ""
    year, month, day, hour, minute = match.groups()
    if year == "0000":
        return ""
    return f"{year}-{month}-{day}" + (f" {hour}:{minute}" if hour else "")


def place(latitude: float, longitude: float) -> str:
    """ "50.1109° N, 8.6821° E": degrees to about ten metres."""
    north = "S" if latitude < 0 else "N"
    east = "W" if longitude < 0 else "E"
    return f"{abs(latitude):.4f}° {north}, {abs(longitude):.4f}° {east}"


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
