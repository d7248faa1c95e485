"""Everything the work list shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from consentdesk.ui.kit.bar import Mood
from consentdesk.workflows.work_list import Work


class Leads(StrEnum):
    """Where a press leads to."""

    ROOM = "room"
    SESSION = "session"  # to go on with it
    CONSENT = "consent"  # a new one with this patient
    COPY = "copy"
    PATIENT = "patient"
    DISCARDING = "discarding"  # first it is asked whether that is meant
    DONE = "done"  # somebody looked at the place: nowhere else


@dataclass(frozen=True)
class Way:
    """One thing that can be done about a line. `name` is the beginning of its button's; `about` is the id of
    what it is about, `room` which part of the window it leads to where it leads to one."""

    name: str
    words: str
    leads: Leads
    about: str
    room: str = ""


@dataclass(frozen=True)
class WorkRow:
    """A line of work. Of its `ways` the first is what the line is for. `leaving` asks whether the session is
    to be discarded."""

    badge: str
    mood: Mood
    words: str = field(repr=False)
    ways: tuple[Way, ...]
    leaving: bool = False

    @property
    def about(self) -> str:
        return self.ways[0].about


@dataclass(frozen=True)
class KindRows:
    """The lines of a kind that are shown, and in words how many more there are."""

    kind: Work
    name: str
    rows: tuple[WorkRow, ...]
    more: str = ""


@dataclass(frozen=True)
class WorkState:
    """`loaded` is whether anything was read, `may_begin` whether whoever sits here may begin a consent;
    `trouble` is words."""

    kinds: tuple[KindRows, ...] = ()
    loaded: bool = False
    may_begin: bool = False
    trouble: str = ""

    @property
    def rows(self) -> tuple[WorkRow, ...]:
        """The lines in sight, from the top."""
        return tuple(row for kind in self.kinds for row in kind.rows)
