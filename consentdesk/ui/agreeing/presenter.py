"""Leads a second person through how a picture would leave."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.agreeing.reading import read
from consentdesk.ui.agreeing.state import AgreeingState, Posting
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.second_person import agree, decline

FIELDS = {"reason": "decline_reason"}


class AgreeingPresenter(Presenter[AgreeingState]):
    def __init__(self, machine: Machine, desk: Desk, check: str) -> None:
        super().__init__(AgreeingState())
        self._machine, self._desk, self._check = machine, desk, check

    def open(self) -> None:
        """Read the check and show it."""
        work = partial(read, self._desk, self._check, self._day)
        self._machine.lane.run(self, work, self._show, self._refused)

    def saw_end(self) -> None:
        """All of it was on the screen."""
        self.become(replace(self.state, seen_to_end=True))

    def agree(self) -> None:
        """Agree, once all of it was read."""
        if self.state.posting is None or self.state.done:
            return
        if not self.state.seen_to_end:
            self._say((("agreeing_reading", _("Read on to the end")),))
            return
        done = _("You agreed. Whoever made the check can let the picture out now.")
        work = partial(agree, self._desk, self._check)
        self._machine.lane.run(self, work, lambda none: self._end(done), self._refused)

    def begin_to_decline(self) -> None:
        """Ask for the reason."""
        if self.state.posting is not None:
            self.become(replace(self.state, declining=True, problems=()))

    def type_reason(self, reason: str) -> None:
        self.become(replace(self.state, reason=reason))

    def decline(self) -> None:
        """Do not agree, with the reason."""
        done = _("You did not agree. Whoever made the check reads why when they want to let the picture out.")
        work = partial(decline, self._desk, self._check, self.state.reason)
        self._machine.lane.run(self, work, lambda none: self._end(done), self._refused)

    def _show(self, posting: Posting) -> None:
        self.become(replace(self.state, posting=posting, trouble=""))

    def _end(self, done: str) -> None:
        self.become(replace(self.state, done=done, declining=False, problems=(), trouble=""))

    def _refused(self, refusal: Refusal) -> None:
        told = ((FIELDS.get(problem.where, ""), sentence(problem)) for problem in refusal.problems)
        at_fields = tuple(each for each in told if each[0])
        if at_fields:
            self._say(at_fields)
        else:
            self.become(replace(self.state, trouble=sentence(refusal.problems[0])))

    def _say(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.become(replace(self.state, problems=problems, tried=self.state.tried + 1, trouble=""))

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)
