"""What the pages of the take-downs share: the desk, days in words, and what is said and not noted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from consentdesk.domain.placement import PlacementLine
from consentdesk.domain.refusals import Problem
from consentdesk.domain.take_down import RemovalPlace, Which
from consentdesk.ui.machine import Machine
from consentdesk.ui.register.told import place_kind_words
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk


@dataclass(frozen=True)
class Entries:
    """What somebody says of a task, as chosen and as typed; `pictures` are those that were added;
    `everywhere` says the same of the other images at the place."""

    outcome: str = ""
    proof: str = ""
    note: str = field(default="", repr=False)
    day: str = ""
    pictures: tuple[bytes, ...] = field(default=(), repr=False)
    everywhere: bool = False


NOTHING_SAID = Entries()


@dataclass
class Room:
    """`which` and `starts` stay when a task is looked at; `starts` are where the pages of the list up to the
    one shown begin. `said` keeps what was entered for each task, until it is noted."""

    machine: Machine
    desk: Desk
    which: Which = Which.OPEN
    starts: list[RemovalPlace | None] = field(default_factory=lambda: [None])
    said: dict[str, Entries] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.machine.clock.now().day

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not noted."""
        return any(entries.note or entries.pictures for entries in self.said.values())

    def day(self, day: date) -> str:
        return day_in_words(day, self.machine.month_first)

    def due(self, day: date) -> str:
        """By when, in words."""
        if day == self.today:
            return _("Due today")
        said = _("Was due on {day}") if day < self.today else _("Due on {day}")
        return said.format(day=self.day(day))


def where_words(line: PlacementLine) -> str:
    """What kind of place it is, and whose."""
    place = line.placement
    return " · ".join(part for part in (place_kind_words(place.kind), place.outlet) if part)


def image_words(line: PlacementLine) -> str:
    return line.image_label or line.placement.image[:6]


def name_of(names: Mapping[str, str], member: str) -> str:
    return names.get(member, _("Somebody who is not known here"))


def told(problems: tuple[Problem, ...]) -> tuple[tuple[str, str], ...]:
    """Problems as pages show them: the name of the field, and the words."""
    return tuple((f"removal_{p.where}" if p.where else "", sentence(p)) for p in problems)
