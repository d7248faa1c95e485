"""Everything home shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.access import Act


@dataclass(frozen=True)
class RecordRow:
    """A record of today."""

    id: str
    name: str = field(repr=False)
    hint: str


@dataclass(frozen=True)
class FoundRow:
    """A patient who fits what was typed; `by` says what of it fits."""

    id: str
    name: str = field(repr=False)
    hint: str = field(repr=False)
    by: str = ""


@dataclass(frozen=True)
class NoticeRow:
    """Something about the vault that waits, and in which `room` it is seen to."""

    code: str
    words: str
    action: str
    room: str


@dataclass(frozen=True)
class HomeState:
    """`found` is None while nothing is searched for; `more_found` counts what is not listed. `trouble` is
    words; `backup` says how old the last good one is. `emergency`: whoever sits here
    sees no patient now, and may in an emergency. `acts` is what they may do; what they may not, home does not
    offer."""

    greeting: str
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
