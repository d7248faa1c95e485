"""Everything a second person is shown before they agree that a picture leaves."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.wording import Statement


@dataclass(frozen=True)
class LeftInRow:
    """Something that points to the patient and stays: what it is, why it points to them, why it stays."""

    what: str = field(repr=False)
    why: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class Posting:
    """A picture as it would leave. `checked` says by whom and when it was looked through; `together` are
    sentences; `said` is what whoever sits here said to it before."""

    picture: QImage
    words: str = field(repr=False)
    going: str
    checked: str
    title: str = field(repr=False)
    caption: str = field(repr=False)
    mark: str = field(default="", repr=False)
    left_in: tuple[LeftInRow, ...] = ()
    together: tuple[str, ...] = ()
    ran: str = ""
    note: str = ""
    warnings: tuple[Statement, ...] = ()
    said: str = ""


@dataclass(frozen=True)
class AgreeingState:
    """`posting` is None before it was read. `declining`: the reason is asked for. `done` says what was
    decided. `problems` are (field, words), anew with every one `tried`."""

    posting: Posting | None = None
    seen_to_end: bool = False
    declining: bool = False
    reason: str = field(default="", repr=False)
    done: str = ""
    problems: tuple[tuple[str, str], ...] = ()
    tried: int = 0
    trouble: str = ""
