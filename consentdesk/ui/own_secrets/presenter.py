"""Leads the page about one's own secrets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.own_secrets.state import Entries, OwnSecretsState
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.sign_in.back_off import WAIT, BackOff
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.own_secrets import change_own_secrets, own_secrets_problems

OF_THE_PRESENT = ("passphrase_wrong", WAIT)
FIELDS = ("present", "passphrase", "passphrase_again", "code")


class OwnSecretsPresenter(Presenter[OwnSecretsState]):
    """Asks for the present passphrase, whoever sits here: the desk may have been left open."""

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(OwnSecretsState())
        self._machine, self._desk = machine, desk
        self._back_off = BackOff(machine, self)
        self._back_off.told.connect(self._count_down)
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy=False)))

    def change(self, entries: Entries) -> None:
        """Change passphrase and code, or say what is wrong; a second press meanwhile does nothing."""
        if self.state.busy:
            return
        problems = own_secrets_problems(entries.present, entries.new, entries.passphrase_again)
        if problems:
            self._say(problems)
            return
        self._back_off.stop()
        self.become(OwnSecretsState(busy=True, tries=self.state.tries))
        desk, present, new = self._desk, entries.present, entries.new
        self._machine.lane.run(
            self, lambda: change_own_secrets(desk, present, new), self._changed, self._refused
        )

    def _changed(self, none: None) -> None:
        self.become(OwnSecretsState(tries=self.state.tries + 1, done=True))

    def _refused(self, refusal: Refusal) -> None:
        self._back_off.heed(refusal.problems[0])
        self._say(refusal.problems, tried=True)

    def _say(self, problems: Iterable[Problem], tried: bool = False) -> None:
        placed = [(_place(problem), sentence(problem)) for problem in problems]
        self.become(
            OwnSecretsState(
                problems=tuple((where, words) for where, words in placed if where in FIELDS),
                trouble=next((words for where, words in placed if where not in FIELDS), ""),
                tries=self.state.tries + tried,
            )
        )

    def _count_down(self, words: str) -> None:
        self.become(replace(self.state, problems=(("present", words),) if words else ()))


def _place(problem: Problem) -> str:
    return "present" if problem.code in OF_THE_PRESENT else problem.where
