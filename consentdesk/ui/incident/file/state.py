"""Everything that the page of one incident shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.ui.kit.bar import Mood


@dataclass(frozen=True)
class StepRow:
    """A step: what it is, how it stands in a word, and who did it when. `page` is where it is done or seen,
    `leads` what the way there says."""

    step: str
    words: str
    badge: str
    mood: Mood
    detail: str = field(default="", repr=False)
    page: str = ""
    leads: str = ""


@dataclass(frozen=True)
class TaskRow:
    """Something that somebody has to do; `late` where its day has passed."""

    id: str
    words: str = field(repr=False)
    detail: str = field(default="", repr=False)
    done: bool = False
    late: bool = False


@dataclass(frozen=True)
class Way:
    """Another page, or another part of the window (`room`) about something."""

    name: str
    words: str = field(repr=False)
    page: str = ""
    room: str = ""


@dataclass(frozen=True)
class FileState:
    """`found` is what was found, line by line; `next` the way on, in the accent button. `leads`: whoever
    sits here gives tasks and closes it; `closed` says that it is closed, and when."""

    title: str = field(default="", repr=False)
    found: tuple[str, ...] = field(default=(), repr=False)
    pictures: tuple[Way, ...] = ()
    steps: tuple[StepRow, ...] = ()
    tasks: tuple[TaskRow, ...] = ()
    papers: tuple[Way, ...] = ()
    next: Way | None = None
    page: str = ""
    leads: bool = False
    closed: str = ""
    trouble: str = ""
    loaded: bool = False
