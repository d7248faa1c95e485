"""What is to be looked through: pictures, and what they are to leave for. Without a window."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

ROOM = "reidentification"
_NONE: Mapping[str, str] = {}


@dataclass(frozen=True)
class Wanted:
    """Images (source hashes) and, where that is settled, the use and the outlet that they are meant for with
    the words that go with them: `captions` by image, `mark` under each of them. `first` is the image to begin
    with."""

    images: tuple[str, ...]
    use: str = ""
    outlet: str = ""
    title: str = field(default="", repr=False)
    captions: Mapping[str, str] = field(default_factory=lambda: _NONE, repr=False)
    first: str = ""
    mark: str = field(default="", repr=False)


def about(images: Sequence[str], use: str = "", outlet: str = "") -> str:
    """What the room is opened about."""
    return "\n".join((" ".join(images), use, outlet))


def to_release(wanted: Wanted) -> str:
    """What the release is opened about, so that it begins with the words that were checked."""
    said = (list(wanted.images), wanted.use, wanted.outlet, wanted.title, dict(wanted.captions), wanted.mark)
    return json.dumps(said)


def read_release(about: str) -> Wanted:
    """The same again; of source hashes alone, joined by spaces, nothing is said yet."""
    if not about.startswith("["):
        return Wanted(tuple(dict.fromkeys(about.split())))
    images, use, outlet, title, captions, mark = json.loads(about)
    return Wanted(tuple(images), use, outlet, title, captions, mark=mark)


def read_about(about: str) -> Wanted:
    """The same by name; source hashes alone are on demand."""
    images, use, outlet = (*about.split("\n"), "", "")[:3]
    return Wanted(tuple(dict.fromkeys(images.split())), use, outlet)
