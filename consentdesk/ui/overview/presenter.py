"""Leads the overview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from consentdesk.domain.overview import Overview
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.overview.state import SPANS, OverviewState
from consentdesk.ui.overview.told import Telling
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.overview import overview, save_report, save_table


@dataclass(frozen=True)
class _Read:
    overview: Overview
    uses: dict[str, str]
    language: str


class OverviewPresenter(Presenter[OverviewState]):
    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(OverviewState())
        self._machine, self._desk = machine, desk
        self._read: _Read | None = None

    def open(self) -> None:
        """Count, and show what was counted."""
        desk, weeks = self._desk, SPANS[self.state.span]

        def read() -> _Read:
            words = desk.staff_wording
            uses = {use.id: words.uses[use.id].short for use in desk.pack.uses}
            return _Read(overview(desk, weeks), uses, words.language)

        self._machine.lane.run(self, read, self._show, self._say)

    def choose_span(self, span: str) -> None:
        """Tell of more or fewer weeks."""
        self.become(replace(self.state, span=span, notice=""))
        self.open()

    def show_tables(self, shown: bool) -> None:
        """Show the numbers below what is drawn of them, or not."""
        self.become(replace(self.state, tables=shown))

    def save_table(self) -> None:
        """Save the numbers for a spreadsheet, where the user says."""
        self._save("csv", lambda path, report: save_table(self._desk, self._machine.saver, path, report))

    def save_report(self) -> None:
        """Save numbers and plots as a PDF, where the user says."""
        paper = self._machine.paper
        self._save(
            "pdf", lambda path, report: save_report(self._desk, self._machine.saver, path, report, paper)
        )

    def _save(self, kind: str, save: Callable[..., None]) -> None:
        if self._read is None:
            return
        telling = self._telling(self._read, outside=True)
        path = self._machine.files.save_as(f"consentdesk-overview-{self._machine.clock.now().day}.{kind}")
        if path is not None:
            work = partial(save, path, telling.report(self._read.language))
            self._machine.lane.run(self, work, lambda none: self._saved(), self._say)

    def _saved(self) -> None:
        self.become(replace(self.state, notice=_("Saved."), trouble=""))

    def _show(self, read: _Read) -> None:
        self._read = read
        telling = self._telling(read)
        self.become(
            replace(
                self.state,
                subtitle=telling.subtitle(),
                numbers=telling.numbers(),
                sections=telling.sections(),
                loaded=True,
                trouble="",
            )
        )

    def _telling(self, read: _Read, outside: bool = False) -> Telling:
        today = self._machine.clock.now().day
        return Telling(read.overview, read.uses, today, self._day, outside)

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0]), notice="", loaded=True))
