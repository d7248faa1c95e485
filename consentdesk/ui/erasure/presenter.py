"""Leads the page of erasures: what waits, and the answer to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.erasure.rows import asked_to_decline, asked_to_erase, ended_row, waiting_row
from consentdesk.ui.erasure.state import Asked, ErasureState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.erase import ErasureLine, agree_to_erasure, decline_erasure, erasures

ENDED_SHOWN = 20


class ErasurePresenter(Presenter[ErasureState]):
    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(ErasureState())
        self._machine, self._desk = machine, desk
        self._lines: dict[str, ErasureLine] = {}
        machine.lane.broke.connect(self._free)

    def refresh(self) -> None:
        """Read what waits and what was answered."""
        self._machine.lane.run(self, partial(erasures, self._desk), self._show, self._fail)

    def ask_to_erase(self, erasure: str) -> None:
        """Say what follows, before it is erased."""
        self._ask(asked_to_erase(self._lines[erasure]))

    def ask_to_decline(self, erasure: str) -> None:
        self._ask(asked_to_decline(self._lines[erasure]))

    def go_back(self) -> None:
        """To the lists; nothing was answered."""
        if not self.state.busy:
            self.become(replace(self.state, asked=None, problem=""))

    def answer(self, code: str) -> None:
        """Erase or decline, with a code. A second press while that is done does nothing."""
        asked = self.state.asked
        if asked is None or self.state.busy:
            return
        if not code:
            self._say(sentence(Problem("code_missing")))
            return
        words = _("Erasing") if asked.erases else _("Declining")
        self.become(replace(self.state, busy=words, problem="", trouble=""))
        answer = agree_to_erasure if asked.erases else decline_erasure
        work = partial(answer, self._desk, code, asked.erasure)
        self._machine.lane.run(self, work, lambda none: self._done(asked), self._refused)

    def _ask(self, asked: Asked) -> None:
        tries = self.state.tries + 1
        self.become(
            replace(self.state, asked=asked, problem="", outcome="", erased=False, tries=tries, trouble="")
        )

    def _done(self, asked: Asked) -> None:
        outcome = _("Erased for good. Take a backup, so that older ones give it up too")
        declined = _("Nothing was erased")
        self.become(
            replace(
                self.state, asked=None, busy="", erased=asked.erases,
                outcome=outcome if asked.erases else declined,
            )
        )  # fmt: skip
        self.refresh()

    def _show(self, lines: tuple[ErasureLine, ...]) -> None:
        self._lines = {line.erasure.id: line for line in lines}
        waiting = tuple(waiting_row(line, self._day) for line in lines if line.erasure.ending is None)
        ended = [ended_row(line, self._day) for line in lines if line.erasure.ending is not None]
        self.become(replace(self.state, waiting=waiting, ended=tuple(ended[:ENDED_SHOWN]), loaded=True))

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)

    def _refused(self, refusal: Refusal) -> None:
        if refusal.code == "locked_by_codes":
            self._machine.lock()
        elif refusal.problems[0].where == "code":
            self._say(sentence(refusal.problems[0]))
        else:
            self._fail(refusal)
            self.refresh()

    def _say(self, problem: str) -> None:
        self.become(replace(self.state, busy="", problem=problem, tries=self.state.tries + 1))

    def _fail(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy="", asked=None, trouble=sentence(refusal.problems[0])))

    def _free(self) -> None:
        self.become(replace(self.state, busy=""))
