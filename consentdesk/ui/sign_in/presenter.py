"""Leads every page on which somebody signs in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.language import spoken
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.sign_in.back_off import BackOff
from consentdesk.ui.sign_in.state import Remedy, SignInState
from consentdesk.ui.words import sentence

if TYPE_CHECKING:
    from consentdesk.workflows.desk import Desk

REMEDIES = {
    "vault_missing": Remedy.RESTORE,
    "vault_damaged": Remedy.RESTORE,
    "vault_foreign": Remedy.RESTORE,
    "slots_lost": Remedy.MEND,
}
ComeIn = Callable[[str, str], "Desk"]


class SignInPresenter(Presenter[SignInState]):
    """`signed_in(Desk)` follows the right secret. `come_in` tries one, and the initials chosen ("" where
    nobody has to choose), on the lane; it raises the refusals of `VaultDoor.unlock`."""

    signed_in = Signal(object)
    language_changed = Signal()

    def __init__(self, machine: Machine, come_in: ComeIn) -> None:
        missing = not machine.door.path.is_dir()
        super().__init__(_without_vault() if missing else SignInState())
        self._machine, self._come_in = machine, come_in
        self._back_off = BackOff(machine, self)
        self._back_off.told.connect(lambda words: self.become(replace(self.state, problem=words)))
        machine.lane.broke.connect(self._stop_waiting)

    def look_who(self) -> None:
        """Read who can sign in here."""
        door = self._machine.door
        self._machine.lane.run(self, lambda: door.people(), self._show_people, self._refused)

    def choose(self, who: str) -> None:
        """Somebody says who they are."""
        self.become(replace(self.state, who=who, who_problem=""))

    def sign_in(self, secret: str) -> None:
        """Try a passphrase or a recovery code; a second press while one is tried does nothing."""
        state = self.state
        if state.busy:
            return
        if state.people and not state.who:
            self.become(replace(state, who_problem=sentence(Problem("who_missing"))))
        elif not secret:
            self._answer(Problem("passphrase_missing", "passphrase"))
        else:
            self._back_off.stop()
            self.become(SignInState(state.people, state.who, busy=True, tries=state.tries))
            come_in, who = self._come_in, state.who
            self._machine.lane.run(self, lambda: come_in(secret, who), self._open, self._refused)

    def speak(self, language: str) -> None:
        """Have everything said in another language; while a passphrase is tried it does nothing."""
        if language != spoken() and not self.state.busy:
            self._machine.choose_language(language)
            self.language_changed.emit()

    def _show_people(self, people: tuple[str, ...]) -> None:
        self.become(replace(self.state, people=people if len(people) > 1 else ()))

    def _open(self, desk: Desk) -> None:
        self._answer()
        self.signed_in.emit(desk)

    def _refused(self, refusal: Refusal) -> None:
        self._back_off.heed(refusal.problems[0])
        self._answer(refusal.problems[0])

    def _answer(self, said: Problem | None = None) -> None:
        words = sentence(said) if said else ""
        at_field = said is not None and said.where == "passphrase"
        self.become(
            replace(
                self.state, busy=False, tries=self.state.tries + 1, who_problem="",
                problem=words if at_field else "", trouble="" if at_field else words,
                remedy=REMEDIES.get(said.code, Remedy.NONE) if said else Remedy.NONE,
            )
        )  # fmt: skip

    def _stop_waiting(self) -> None:
        """Work broke off: the window says so, and the passphrase can be tried again."""
        self.become(replace(self.state, busy=False))


def _without_vault() -> SignInState:
    return SignInState(trouble=sentence(Problem("vault_missing")), remedy=Remedy.RESTORE)
