"""The card on which somebody says who they are and types what only they know."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import Button, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import row
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.sign_in.initials import Initials
from consentdesk.ui.sign_in.state import Remedy, SignInState
from consentdesk.ui.words import _


class SignInCard(Card):
    """`asked(str)` carries what was typed, `who_asked(str)` initials, `remedy_asked(str)` what is to help
    where the vault cannot be opened. objectNames: who_<initials>, who_problem, unlocking (while it is tried),
    trouble (trouble_restore, trouble_mend), and those of the field and the button given."""

    asked = Signal(str)
    who_asked = Signal(str)
    remedy_asked = Signal(str)

    def __init__(
        self, heading: str, field: Field, go: PrimaryButton, *words: QWidget, ways: tuple[Button, ...] = ()
    ) -> None:
        self._trouble, self._busy = Bar("trouble"), BusyBar("unlocking")
        self._who, self._field = Initials(), field
        self._state = SignInState()
        super().__init__(*words, self._trouble, self._who, field, self._busy, heading=heading)
        self.body.addLayout(row(*ways, None, go))
        field.entered.connect(self._ask)
        go.clicked.connect(self._ask)
        self._trouble.asked.connect(self.remedy_asked)
        self._who.chosen.connect(self.who_asked)
        self._who.pressed.connect(field.setFocus)
        self._who.hide()

    def draw(self, state: SignInState) -> None:
        """Draw what has changed; what is being typed is left alone until it was answered."""
        before, self._state = self._state, state
        self._busy.show_progress(_("Unlocking") if state.busy else "")
        self._trouble.show_bar(state.trouble, "bad", _actions(state.remedy))
        self._field.show_problem(state.problem)
        self._who.show_people(state.people, state.who, state.who_problem)
        reveal(self._who, bool(state.people))
        if state.tries != before.tries:
            self._field.show_text("")
        if (state.tries, state.people, state.who_problem) != (
            before.tries,
            before.people,
            before.who_problem,
        ):
            self._lead_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lead_keyboard()

    def _lead_keyboard(self) -> None:
        """To the initials as long as nobody is chosen, unless somebody types already."""
        if self._state.people and not self._state.who and not self._field.text:
            self._who.take_keyboard()
        else:
            self._field.setFocus()

    def _ask(self) -> None:
        self.asked.emit(self._field.text)


def _actions(remedy: Remedy) -> tuple[tuple[str, str], ...]:
    words = {Remedy.RESTORE: _("Bring it back from a backup"), Remedy.MEND: _("Bring the keys back")}
    return ((remedy.value, words[remedy]),) if remedy in words else ()
