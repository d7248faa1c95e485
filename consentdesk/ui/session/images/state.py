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
    metadata would tell others, in words; `kept` since when it is kept and how it came here, "" for one that
    came with this session; `made_from` which picture it was cropped or covered from, in words, "" for most;
    `leaving` asks whether it is to be taken out."""

    source: str
    number: int
    label: str = field(repr=False)
    gives_away: str = field(repr=False)
    thumbnail: QImage = field(default_factory=QImage)
    kept: str = ""
    made_from: str = ""
    leaving: bool = False


@dataclass(frozen=True)
class EarlierImage:
    """A photograph that is kept of this patient and not in the session: what it shows, and since when."""

    source: str
    words: str = field(repr=False)
    thumbnail: QImage = field(default_factory=QImage)


@dataclass(frozen=True)
class ImagesState:
    """`usual_words` offers the clinic's usual uses, "" while they are unknown or already chosen.

    `photography` is the answer to "may we take photographs?" (R1), `photography_open` whether that is asked
    on the page. `earlier` are the patient's photographs of earlier consents, listed where `earlier_open`.
    `progress` is "" unless photographs are on their way. `refused` are (file name, reason),
    `problems` (objectName, words).
    """

    first_name: str = ""
    uses: tuple[UseChip, ...] = ()
    usual_words: str = ""
    photography: bool | None = None
    photography_open: bool = False
    cards: tuple[ImageCard, ...] = ()
    earlier: tuple[EarlierImage, ...] = ()
    earlier_open: bool = False
    progress: str = ""
    done: int = 0
    total: int = 0
    refused: Shown = ()
    problems: Shown = ()
