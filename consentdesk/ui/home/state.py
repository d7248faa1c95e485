"""Everything home shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from consentdesk.domain.access import Act


class Waits(StrEnum):
    """What kind of work waits."""

    SESSION = "session"
    HELD = "held"
    COPY = "copy"


@dataclass(frozen=True)
class WaitingRow:
    """Work that waits; `opens` is the id of a draft, or of a record whose copy was not given. `leaving` asks
    whether the session is to be discarded."""

    kind: Waits
    badge: str
    words: str = field(repr=False)
    opens: str
    leaving: bool = False


@dataclass(frozen=True)
class RecordRow:
    """A record of today."""

    id: str
    name: str = field(repr=False)
    hint: str


@dataclass(frozen=True)
class FoundRow:
    """A patient who fits what was typed."""

    id: str
    name: str = field(repr=False)
    hint: str = field(repr=False)


@dataclass(frozen=True)
class NoticeRow:
    """Something about the vault that waits, and in which `room` it is seen to."""

    code: str
    words: str
    action: str
    room: str


@dataclass(frozen=True)
class HomeState:
    """`found` is None while nothing is searched for. `more_waiting` and `more_found` count what is not
    listed. `trouble` is words; `backup` says how old the last good one is. `emergency`: whoever sits here
    sees no patient now, and may in an emergency. `acts` is what they may do; what they may not, home does not
    offer."""

    greeting: str
    waiting: tuple[WaitingRow, ...] = ()
    more_waiting: int = 0
    today: tuple[RecordRow, ...] = ()
    found: tuple[FoundRow, ...] | None = None
    more_found: int = 0
    loaded: bool = False
    trouble: str = ""
    backup: str = ""
    backup_due: bool = False
    notices: tuple[NoticeRow, ...] = ()
    emergency: bool = False
    acts: frozenset[Act] = frozenset(Act)
