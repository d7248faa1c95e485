"""What the pages of incidents share: the desk, moments in words and as they are typed, and what was entered
and is not noted yet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

from consentdesk.domain.incident import Incident
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Problem
from consentdesk.ui.incident.told import place_words
from consentdesk.ui.kit.dates import parse_day, typed_day
from consentdesk.ui.machine import Machine
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk

PREFIX = "incident_"
FIELDS = {"at": "time", "discovered_at": "time", "link": "where", "in_states": "states", "task": "words"}
"""What a workflow calls a field, as pages here call it where that is another name."""

_TIME = re.compile(r"(\d{1,2})[:. h]?(\d{2})")


@dataclass
class Room:
    """`said` keeps what was entered on each page until it is noted, so that turning a page loses nothing;
    `letters` the words of each letter, by its page, until the room is left."""

    machine: Machine
    desk: Desk
    said: dict[str, Mapping[str, str]] = field(default_factory=dict)
    letters: dict[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def now(self) -> Moment:
        return self.machine.clock.now()

    @property
    def unsaved(self) -> bool:
        """Whether something was entered that is not noted."""
        return bool(self.said)

    def day(self, day: date) -> str:
        return day_in_words(day, self.machine.month_first)

    def when(self, moment: Moment) -> str:
        """Day and time in words: "23 November 2026, 14:05"."""
        return f"{self.day(moment.day)}, {moment.local:%H:%M}"

    def typed_now(self) -> tuple[str, str]:
        """Today and the time it is, as they are typed."""
        return self.typed(self.now)

    def typed(self, moment: Moment) -> tuple[str, str]:
        return typed_day(moment.day, self.machine.day_order), f"{moment.local:%H:%M}"

    def typed_day(self, day: date | None) -> str:
        return typed_day(day, self.machine.day_order) if day else ""

    def parse_day(self, typed: str) -> date | None:
        return parse_day(typed, self.machine.day_order)

    def day_problem(self, where: str) -> Problem:
        """What is wrong with a day that is none."""
        return Problem("ledger_day_wrong", where, {"example": self.typed_now()[0]})

    def moment(self, day: str, clock: str) -> tuple[Moment | None, tuple[Problem, ...]]:
        """The moment that was typed; or None, and what is wrong with it at the fields `day` and `time`."""
        found, hour = self.parse_day(day), parse_time(clock)
        wrong = [] if found else [self.day_problem("day")]
        if hour is None:
            wrong.append(Problem("incident_time_wrong", "time"))
        if found is None or hour is None:
            return None, tuple(wrong)
        return self._on_the_wall(datetime.combine(found, hour)), ()

    def _on_the_wall(self, local: datetime) -> Moment:
        """The moment at which the clinic's clock showed this; of two, where clocks were set back, the first,
        and from it every deadline is the stricter one."""
        wall = self.machine.clock.wall
        offsets = {wall(local.replace(tzinfo=UTC) + timedelta(days=n)).offset_minutes for n in (-1, 1)}
        moments = [
            wall(local.replace(tzinfo=timezone(timedelta(minutes=o))).astimezone(UTC)) for o in offsets
        ]
        shown = [moment for moment in moments if moment.local.replace(tzinfo=None) == local]
        return min(shown or moments, key=lambda moment: moment.utc)


def title_of(room: Room, incident: Incident) -> str:
    """An incident by what was found and when."""
    words = _("{kind}, found on {day}")
    return words.format(kind=place_words(incident.kind), day=room.day(incident.discovered_at.day))


def parse_time(typed: str) -> time | None:
    """The time of day that was typed ("14:05", "14.05", "1405"), or None."""
    found = _TIME.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2])
    return time(hour, minute) if hour < 24 and minute < 60 else None


def told(problems: tuple[Problem, ...]) -> tuple[tuple[str, str], ...]:
    """Problems as pages show them: the name of the field, and the words."""
    return tuple(
        (f"{PREFIX}{FIELDS.get(p.where, p.where)}" if p.where else "", sentence(p)) for p in problems
    )


def name_of(names: Mapping[str, str], member: str) -> str:
    return names.get(member, _("Somebody who is not known here"))
