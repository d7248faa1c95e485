"""Leads home."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal

from consentdesk.domain.access import Act
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.backup.told import age_words
from consentdesk.ui.home.notices import notice_row
from consentdesk.ui.home.rows import found_row, today_row
from consentdesk.ui.home.state import HomeState
from consentdesk.ui.kit.dates import parse_day
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.back_up import is_due
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.emergency import emergency_is_offered
from consentdesk.workflows.find import Found, find
from consentdesk.workflows.look_up import HomeLines, home_lines

FOUND_SHOWN = 7
SEARCH_AFTER_MS = 120


class HomePresenter(Presenter[HomeState]):
    """Reads what was done, and finds patients while somebody types. `found_alone(id)` follows `take_first`
    where nobody else was found."""

    found_alone = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, acts: frozenset[Act]) -> None:
        super().__init__(HomeState(greeting(machine.clock.now()), acts=acts))
        self._machine, self._desk, self._typed = machine, desk, ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(lambda: self._find())

    def refresh(self) -> None:
        """Read what was done today, and how the vault stands."""
        desk = self._desk
        self._machine.lane.run(self, lambda: home_lines(desk), self._show, self._say)
        self._machine.lane.run(self, lambda: emergency_is_offered(desk), self._offer_emergency, self._say)

    def search(self, typed: str) -> None:
        """Find whom these words, this number or this code may mean, once typing pauses."""
        self._typed = typed.strip()
        if self._typed:
            self._pause.start()
        else:
            self._pause.stop()
            self.become(replace(self.state, found=None, more_found=0))

    def take_first(self) -> None:
        """Find at once, and lead to whoever is found alone: a hand scanner ends what it read with Enter."""
        if self._typed:
            self._pause.stop()
            self._find(lead_on=True)

    def _find(self, lead_on: bool = False) -> None:
        typed, born = self._typed, parse_day(self._typed, self._machine.day_order)

        def show(found: tuple[Found, ...]) -> None:
            if typed == self._typed:
                self._show_found(found)
                if lead_on and len(found) == 1:
                    self.found_alone.emit(found[0].line.id)

        self._machine.lane.run(self, lambda: find(self._desk, typed, born), show, self._say)

    def _show(self, lines: HomeLines) -> None:
        self.become(
            replace(
                self.state,
                today=tuple(today_row(line) for line in lines.today),
                loaded=True,
                backup=age_words(lines.backup, self._machine.clock.now()),
                backup_due=is_due(lines.backup, self._machine.clock.now()),
                notices=tuple(map(notice_row, lines.notices)),
                acts=lines.acts,
            )
        )

    def _offer_emergency(self, offered: bool) -> None:
        self.become(replace(self.state, emergency=offered))

    def _show_found(self, found: tuple[Found, ...]) -> None:
        rows = tuple(found_row(each, self._machine.day_order) for each in found[:FOUND_SHOWN])
        self.become(replace(self.state, found=rows, more_found=len(found[FOUND_SHOWN:])))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def greeting(now: Moment) -> str:
    """By the clock on the clinic's wall."""
    hour = now.local.hour
    if hour < 5 or hour >= 18:
        return _("Good evening")
    return _("Good morning") if hour < 12 else _("Good afternoon")
