"""Leads the page after the recovery code."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.recovery.state import Entries, PersonRow, RecoveryState
from consentdesk.ui.roles import roles_in_words
from consentdesk.ui.words import sentence
from consentdesk.workflows.choose_secrets import secrets_problems
from consentdesk.workflows.come_and_go import change_user
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.people import StaffLine, renew_after_recovery, staff_list

FIELDS = ("person", "passphrase", "passphrase_again", "code")


class RecoveryPresenter(Presenter[RecoveryState]):
    """`signed_in(Desk)` follows once the person chosen has new secrets and sits at the desk."""

    signed_in = Signal(object)

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(RecoveryState())
        self._machine, self._desk = machine, desk
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy=False)))

    def look_who(self) -> None:
        """Read who works here; where it is one person, they are chosen."""
        self._machine.lane.run(self, lambda: staff_list(self._desk), self._show_people, self._refused)

    def choose(self, initials: str) -> None:
        """Say who gets a new passphrase."""
        left = tuple(problem for problem in self.state.problems if problem[0] != "person")
        self.become(replace(self.state, chosen=initials, problems=left))

    def renew(self, entries: Entries) -> None:
        """Give them the secrets typed and sign them in, or say what is wrong; a second press meanwhile does
        nothing."""
        person = next((row for row in self.state.people if row.initials == self.state.chosen), None)
        problems = secrets_problems(entries.secrets, entries.passphrase_again)
        if person is None:
            problems.insert(0, Problem("person_not_chosen", "person"))
        if self.state.busy:
            return
        self._say(problems)
        if person is not None and not problems:
            self._renew(person, entries)

    def _renew(self, person: PersonRow, entries: Entries) -> None:
        self.become(replace(self.state, busy=True))

        def work() -> Desk:
            renew_after_recovery(self._desk, person.id, entries.secrets)
            return change_user(self._desk, entries.passphrase, person.initials)

        self._machine.lane.run(self, work, self.signed_in.emit, self._refused)

    def _show_people(self, lines: tuple[StaffLine, ...]) -> None:
        people = tuple(_row(line) for line in lines if line.left is None)
        alone = people[0].initials if len(people) == 1 else ""
        self.become(replace(self.state, people=people, chosen=alone))

    def _refused(self, refusal: Refusal) -> None:
        self._say(refusal.problems)

    def _say(self, problems: Iterable[Problem]) -> None:
        placed = [(problem.where, sentence(problem)) for problem in problems]
        self.become(
            replace(
                self.state,
                busy=False,
                problems=tuple((where, words) for where, words in placed if where in FIELDS),
                trouble=next((words for where, words in placed if where not in FIELDS), ""),
            )
        )


def _row(line: StaffLine) -> PersonRow:
    hint = f"{line.initials} · {roles_in_words(line.member.roles)}"
    return PersonRow(line.member.id, line.initials, line.member.name, hint)
