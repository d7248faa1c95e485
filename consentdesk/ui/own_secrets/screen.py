"""Change one's own passphrase and code. objectNames: own_secrets_page, present, passphrase, passphrase_again,
code, change_secrets, changing (while work runs), changed, trouble, problems.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.own_secrets.state import Entries, OwnSecretsState
from consentdesk.ui.words import _

WIDEST_PX = 900


class OwnSecretsScreen(QWidget):
    """`change_asked(Entries)` carries what was typed; it is kept nowhere else."""

    change_asked = Signal(object)
    home_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("own_secrets_page")
        self._fields = _fields()
        self._change = PrimaryButton(_("Change both"), "change_secrets")
        self._problems = ProblemSummary(_("There is a problem"))
        self._busy, self._trouble, self._done = BusyBar("changing"), Bar("trouble"), Bar("changed")
        self._state = OwnSecretsState()
        self._change.clicked.connect(self._ask)
        self._done.asked.connect(lambda name: self.home_asked.emit())
        for field in self._fields.values():
            field.entered.connect(self._ask)
        self._lay_out()

    def draw(self, state: OwnSecretsState) -> None:
        """Draw what has changed; what is typed stays until it was answered."""
        before, self._state = self._state, state
        self._busy.show_progress(_("Changing them") if state.busy else "")
        self._trouble.show_bar(state.trouble, "bad")
        self._done.show_bar(_changed() if state.done else "", "good", (("home", _("Home")),))
        words = dict(state.problems)
        for name, field in self._fields.items():
            field.show_problem(words.get(name, ""))
        if state.tries != before.tries:
            for name in self._fields if state.done else ("present",):
                self._fields[name].show_text("")
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fields["present"].setFocus()

    def _ask(self) -> None:
        self.change_asked.emit(Entries(**{name: field.text for name, field in self._fields.items()}))

    def _lay_out(self) -> None:
        present, passphrase, again, code = self._fields.values()
        card = Card(present)
        half = row(code, None, spacing=20)
        half.setStretch(0, 1)
        for part in (side_by_side(passphrase, again), half, row(None, self._change)):
            card.body.addLayout(part)
        page = column(
            Text(_("Your passphrase and code"), "title"),
            Text(_("They are yours alone. Nobody at this clinic can read them, not even an administrator.")),
            *(self._done, self._problems, self._trouble, self._busy, card, None),
            spacing=16,
        )
        page.setContentsMargins(0, 0, 0, 0)
        content = held(page)
        content.setMaximumWidth(WIDEST_PX)
        self.setLayout(column(content))


def _fields() -> dict[str, Field]:
    good = _("Four or more words that do not belong together")
    code = _("Six digits or more: another one, or the one that you have")
    return {
        "present": Field("present", _("The passphrase that you have now"), secret=True),
        "passphrase": Field("passphrase", _("New passphrase"), good, secret=True),
        "passphrase_again": Field("passphrase_again", _("The same passphrase again"), secret=True),
        "code": Field("code", _("Your code: for every day"), code, secret=True),
    }


def _changed() -> str:
    return _(
        "Changed. From now on this passphrase unlocks the desk; older backups still open with the old one"
    )
