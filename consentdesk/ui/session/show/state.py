"""Everything the two faces of the showing say: one for staff, one for the patient."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtGui import QImage

Place = Literal["staff", "picture", "leaving"]


@dataclass(frozen=True)
class Looking:
    """Somebody who may be looking at the screen. `id` is "patient" or "representative"."""

    id: str
    name: str = field(repr=False)
    chosen: bool


@dataclass(frozen=True)
class ShownRow:
    """A photograph and who has seen it when, in words. `thumbnail` is null while it is coming."""

    source: str
    number: int
    label: str = field(repr=False)
    seen: str = field(repr=False)
    thumbnail: QImage = field(default_factory=QImage)


@dataclass(frozen=True)
class ShowState:
    """`place` is the staff page, a picture, or a picture that the patient may not want.

    `title` and `primary` are the staff page's; what follows them is the patient's. `picture` is null while
    it is coming. `problems` are (objectName, words).
    """

    place: Place = "staff"
    title: str = field(default="", repr=False)
    primary: str = ""
    looking: tuple[Looking, ...] = ()
    rows: tuple[ShownRow, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    source: str = ""
    picture: QImage = field(default_factory=QImage)
    progress: str = ""
    next_words: str = ""
    help: str = ""
