"""Everything the page on which an erasure is proposed shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage


@dataclass(frozen=True)
class ImageChoice:
    """An image that could be erased. The picture is null where it cannot be read."""

    source_sha256: str
    words: str
    image: QImage


@dataclass(frozen=True)
class ProposingState:
    """`target`, `image` and `ground` are what was chosen, "" before. `goes` and `stays` follow the target;
    `keep` says what the rules ask to keep, as a warning where that is still to come. `agreed_by` says who has
    to agree, or from when whoever sits here can confirm alone. `problems` are (objectName, words); each of
    the `tries` empties the field for the code."""

    patient: str
    name: str = field(default="", repr=False)
    images: tuple[ImageChoice, ...] = ()
    target: str = ""
    image: str = ""
    ground: str = ""
    goes: str = ""
    stays: str = ""
    beyond: str = ""
    keep: str = ""
    keep_warns: bool = False
    agreed_by: str = ""
    loaded: bool = False
    busy: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    tries: int = 0
    trouble: str = ""
