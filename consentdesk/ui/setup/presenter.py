"""Leads the first run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.language import spoken
from consentdesk.ui.machine import Machine, nothing
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.setup.offers import pack_rows
from consentdesk.ui.setup.state import PAGE_FIELDS, Entries, SetupPage, SetupState
from consentdesk.ui.words import _, sentence
from consentdesk.workflows import come_and_go
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.first_run import clinic_problems, member_problems, prepare_vault
from consentdesk.workflows.ports import NewVault

PAGES = tuple(SetupPage)


class SetupPresenter(Presenter[SetupState]):
    """`moved_in(Desk)` follows once the recovery code was typed back. Until then there is no vault, and
    whatever lies beside its place is taken away again."""

    moved_in = Signal(object)
    language_changed = Signal(object)

    def __init__(self, machine: Machine, typed: Entries | None = None) -> None:
        self._offers = {offer.id: offer for offer in machine.packs()}
        folder, packs = str(machine.door.path), pack_rows(self._offers.values())
        super().__init__(SetupState(folder, entries=typed or Entries(), packs=packs))
        self._machine = machine
        self._new: NewVault | None = None
        machine.lane.broke.connect(lambda: self.become(replace(self.state, busy="")))

    def edit(self, name: str, text: str) -> None:
        """Take what was typed into a field."""
        entries = replace(self.state.entries, **{name: text.strip()})
        self.become(replace(self.state, entries=entries))

    def speak(self, language: str) -> None:
        """Have everything said in another language."""
        if language != spoken():
            self._machine.choose_language(language)
            self.language_changed.emit(self.state.entries)

    def go_on(self) -> None:
        """To the next page, or say what is missing; a second press while work runs does nothing."""
        if self.state.busy:
            return
        self._say(self._problems())
        if self.state.problems:
            return
        if self.state.page is SetupPage.SECRETS:
            self._prepare()
        elif self.state.page is SetupPage.CHECK:
            self._finish()
        else:
            self._turn(1)

    def go_back(self) -> None:
        """To the page before. Everything typed stays; leaving the recovery code makes the next one new."""
        if self.state.busy:
            return
        if self.state.page is SetupPage.RECOVERY:
            self.abandon()
        self._turn(-1)

    def abandon(self) -> None:
        """Leave nothing behind of a vault that was not finished."""
        if self._new is not None:
            self._machine.lane.run(self, self._new.abandon, lambda gone: nothing(), self._refused)
            self._new = None

    def _problems(self) -> tuple[Problem, ...]:
        entries = self.state.entries
        found = [*clinic_problems(entries.clinic), *member_problems(entries.member, entries.passphrase_again)]
        if entries.pack not in self._offers:
            found.append(Problem("pack_not_chosen", "pack"))
        return tuple(p for p in found if p.where in PAGE_FIELDS[self.state.page])

    def _prepare(self) -> None:
        entries, machine = self.state.entries, self._machine

        def work() -> NewVault:
            return prepare_vault(
                *(machine.door, entries.clinic, entries.member, self._offers[entries.pack]),
                now=machine.clock.now(),
                rehearsal=machine.rehearsal,
            )

        self._work(_("Making the vault"), work, self._show_code)

    def _show_code(self, new: NewVault) -> None:
        self._new = new
        entries = replace(self.state.entries, recovery_code="")
        self.become(replace(self.state, recovery_code=new.recovery_code, entries=entries))
        self._turn(1)

    def _finish(self) -> None:
        desk_for, typed = self._machine.desk_for, self.state.entries.recovery_code
        if (new := self._new) is not None:
            words = _("Checking the recovery code")
            self._work(words, lambda: come_and_go.move_in(new, desk_for, typed), self._move_in)

    def _move_in(self, desk: Desk) -> None:
        self._new = None
        self.moved_in.emit(desk)

    def _work(self, words: str, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.become(replace(self.state, busy=words, trouble=""))

        def finished(outcome: object) -> None:
            self.become(replace(self.state, busy=""))
            done(outcome)

        self._machine.lane.run(self, work, finished, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        here = [p for p in refusal.problems if p.where in PAGE_FIELDS[self.state.page]]
        about_place = [p for p in refusal.problems if p not in here]
        self.become(replace(self.state, busy="", trouble=sentence(about_place[0]) if about_place else ""))
        self._say(tuple(here))

    def _say(self, problems: tuple[Problem, ...]) -> None:
        self.become(replace(self.state, problems=tuple((p.where, sentence(p)) for p in problems)))

    def _turn(self, by: int) -> None:
        page = PAGES[PAGES.index(self.state.page) + by]
        self.become(replace(self.state, page=page, problems=(), trouble=""))
