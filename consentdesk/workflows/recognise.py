"""Which image is this picture? By the hash of the file, by the hash of its pixels; else a guess by its looks,
said as one: looking alike never answers yes (R24)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from consentdesk.domain.access import Act
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.looks import Looks
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Decoder


class How(StrEnum):
    """By what a picture was recognised."""

    FILE = "file"  # the very bytes, as taken in or as released
    PIXELS = "pixels"  # another file with the very pixels
    NOT = ""


@dataclass(frozen=True)
class Recognised:
    """`line` is the image that a picture is, None where it is none that is known here. `guesses` only look
    alike, the likest first; there are none where the image is known."""

    line: ImageLine | None
    how: How = How.NOT
    guesses: tuple[ImageLine, ...] = ()


@dataclass(frozen=True)
class Seen:
    """What a picture is known by; the same for the same bytes. `width` and `height` are in pixels,
    upright."""

    pixels_sha256: str
    look: str
    width: int
    height: int


NOT_RECOGNISED = Recognised(None)


@needs(Act.ASK_USE)
def recognise(desk: Desk, decoder: Decoder, data: bytes) -> Recognised:
    """Which image the bytes of a file are. Raises Refusal as `Decoder.look` does, for what is no picture."""
    known = recognise_file(desk, hashlib.sha256(data).hexdigest())
    return known if known.line else recognise_seen(desk, see(decoder, data), stored_looks(desk))


def see(decoder: Decoder, data: bytes) -> Seen:
    """Look at a picture; on any thread. Raises Refusal as `Decoder.look` does."""
    looked = decoder.look(data)
    try:
        pixels = decoder.pixel_sha256(data)
    except Refusal as refusal:
        # too much of it to be decoded whole: then nothing but its file can say which image it is
        if refusal.code != "image_needs_too_much_memory":
            raise
        pixels = ""
    return Seen(pixels, looked.look, looked.width, looked.height)


@needs(Act.ASK_USE)
def recognise_file(desk: Desk, sha256: str) -> Recognised:
    """By the hash of a file alone."""
    line = desk.vault.image_with_file(sha256)
    return Recognised(line, How.FILE) if line else NOT_RECOGNISED


@needs(Act.ASK_USE)
def recognise_seen(desk: Desk, seen: Seen, looks: Looks) -> Recognised:
    """By pixels, else guessed by looks."""
    line = desk.vault.image_with_shown_pixels(seen.pixels_sha256) if seen.pixels_sha256 else None
    if line:
        return Recognised(line, How.PIXELS)
    lines = (desk.vault.image(source) for source in looks.like(seen.look))
    return Recognised(None, guesses=tuple(line for line in lines if line))


@needs(Act.ASK_USE)
def stored_looks(desk: Desk) -> Looks:
    """The looks of all images here: made once for many pictures."""
    return Looks(desk.vault.looks())
