"""Everything the page shows that says which picture a file is."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class Guess:
    """A picture that looks alike: whose, which, and how it looks (null where that is gone)."""

    patient: str
    image: str
    name: str = field(repr=False)
    words: str = field(repr=False)
    picture: QImage = field(default_factory=QImage, repr=False)


@dataclass(frozen=True)
class FindPictureState:
    """`picture` is the one that was given, once it could be decoded. `known` means that the way leads on from
    here at once; where it is not, `guesses` look alike, the likest first."""

    looking: bool = True
    known: bool = False
    picture: QImage = field(default_factory=QImage, repr=False)
    guesses: tuple[Guess, ...] = ()
    trouble: str = ""
