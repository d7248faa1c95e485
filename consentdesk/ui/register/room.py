"""What the pages of the register share: the desk, days in words, and what is looked for among the places."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from consentdesk.domain.pack import RECORD_USE
from consentdesk.domain.placement import PlacesBefore, WantedPlaces
from consentdesk.domain.refusals import Problem
from consentdesk.ui.machine import Machine
from consentdesk.ui.words import day_in_words, sentence
from consentdesk.workflows.desk import Desk


@dataclass
class Room:
    """`wanted` and `starts` stay when a place is looked at; `starts` are where the pages up to the one shown
    begin. `unsaved` says whether the page that is up holds something that is not noted."""

    machine: Machine
    desk: Desk
    wanted: WantedPlaces = field(default_factory=WantedPlaces)
    starts: list[PlacesBefore | None] = field(default_factory=lambda: [None])
    unsaved: Callable[[], bool] = bool

    @property
    def today(self) -> date:
        return self.machine.clock.now().day

    def day(self, day: date | None) -> str:
        """A day in words; "" for none."""
        return day_in_words(day, self.machine.month_first) if day else ""

    def uses(self) -> tuple[tuple[str, str], ...]:
        """The uses that an image can be somewhere for, with their words; asked on the lane."""
        words = self.desk.staff_wording.uses
        return tuple((use.id, words[use.id].short) for use in self.desk.pack.uses if use.id != RECORD_USE)


def told(problems: tuple[Problem, ...]) -> tuple[tuple[str, str], ...]:
    """Problems as pages show them: the name of the field, and the words."""
    return tuple((problem.where, sentence(problem)) for problem in problems)
