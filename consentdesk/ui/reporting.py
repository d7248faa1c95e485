"""How other pages lead to the first page of an incident: what is it about, in one line of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROOM = "incident"
FIRST_PAGE = "found:"
_IMAGES, _PLACE, _NO_USE = "images", "place", "-"


@dataclass(frozen=True)
class About:
    """What is known before anybody said anything: `images` are source hashes, used there for `use` at
    `outlet`; or `place` is the id of a placement that is noted here."""

    images: tuple[str, ...] = ()
    use: str = ""
    outlet: str = ""
    place: str = ""

    @classmethod
    def read(cls, text: str) -> About:
        """What `of_images` or `of_place` wrote behind FIRST_PAGE; nothing is known of anything else."""
        kind, _space, rest = text.partition(" ")
        if kind == _PLACE:
            return cls(place=rest)
        if kind != _IMAGES:
            return cls()
        use, images, outlet = [*rest.split(" ", 2), "", ""][:3]
        return cls(tuple(filter(None, images.split(","))), "" if use == _NO_USE else use, outlet)


def of_images(images: Sequence[str], use: str = "", outlet: str = "") -> str:
    """The first page about these images."""
    return f"{FIRST_PAGE}{_IMAGES} {use or _NO_USE} {','.join(images)} {outlet}".rstrip()


def of_place(placement: str) -> str:
    """The first page about a place that is noted here."""
    return f"{FIRST_PAGE}{_PLACE} {placement}"
