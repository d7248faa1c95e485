"""Everything the images page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

Shown = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UseChip:
    """A use this session may ask about. Nothing is chosen at first (R2)."""

    id: str
    words: str
    hint: str
    chosen: bool


@dataclass(frozen=True)
class ImageCard:
    """A photograph in the session. `thumbnail` is null while it is coming; `gives_away` is what its
    metadata would tell others, in words; `leaving` asks whether it is to be taken out."""

    source: str
    number: int
    label: str = field(repr=False)
    gives_away: str = field(repr=False)
    thumbnail: QImage = field(default_factory=QImage)
    leaving: bool = False


@dataclass(frozen=True)
class ImagesState:
    """`usual_words` offers the clinic's usual uses, "" while they are unknown or already chosen.

    `photography` is the answer to "may we take photographs?" (R1), `photography_open` whether that is asked
    on the page. `progress` is "" unless photographs are on their way. `refused` are (file name, reason),
    `problems` (objectName, words).
    """

    first_name: str = ""
    uses: tuple[UseChip, ...] = ()
    usual_words: str = ""
    photography: bool | None = None
    photography_open: bool = False
    cards: tuple[ImageCard, ...] = ()
    progress: str = ""
    done: int = 0
    total: int = 0
    refused: Shown = ()
    problems: Shown = ()
