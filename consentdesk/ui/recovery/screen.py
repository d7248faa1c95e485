"""After the recovery code. objectNames: recovery_page, person_<initials>, passphrase, passphrase_again, code,
renew, lock_recovery, renewing (while work runs), trouble, problems.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.frames import SessionFrame, SessionWords
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.recovery.state import Entries, RecoveryState
from consentdesk.ui.words import _

WIDTH_PX = 1000
FIELD_OF_PERSON = "person"


class RecoveryScreen(QWidget):
    """`renew_asked(Entries)` carries what was typed; it is kept nowhere else."""

    person_asked = Signal(str)
    renew_asked = Signal(object)
    lock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame = SessionFrame(SessionWords("", _("Lock instead")), "recovery_page")
        self._frame.back.hide()
        self._frame.later.setObjectName("lock_recovery")
        self._frame.primary.setObjectName("renew")
        self._people = OptionGrid(FIELD_OF_PERSON, _("Who gets a new passphrase?"), 3)
        self._fields = _fields()
        self._problems = ProblemSummary(_("There is a problem"))
        self._busy, self._trouble = BusyBar("renewing"), Bar("trouble")
        self._state = RecoveryState()
        self._connect()
        self._lay_out()

    def draw(self, state: RecoveryState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        words = dict(state.problems)
        options = [Option(row.initials, row.name, row.hint) for row in state.people]
        self._people.show_options(options, state.chosen or None)
        self._people.show_problem(words.get(FIELD_OF_PERSON, ""))
        for name, field in self._fields.items():
            field.show_problem(words.get(name, ""))
        self._busy.show_progress(_("Making the new key") if state.busy else "")
        self._trouble.show_bar(state.trouble, "bad")
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)
        if state.people != before.people:
            (self._fields["passphrase"] if state.chosen else self._people).setFocus()

    def _connect(self) -> None:
        self._people.chosen.connect(self.person_asked)
        self._frame.later_asked.connect(self.lock_asked)
        self._frame.continue_asked.connect(self._ask)
        for field in self._fields.values():
            field.entered.connect(self._ask)

    def _ask(self) -> None:
        self.renew_asked.emit(Entries(**{name: field.text for name, field in self._fields.items()}))

    def _lay_out(self) -> None:
        card = Card(self._people)
        card.body.addLayout(side_by_side(*self._fields.values()))
        about = _(
            "The recovery code opens the vault for this alone, and the ledger says so. From now on the "
            "person chosen signs in with what is typed here; the passphrase before opens nothing any more."
        )
        content = held(
            column(
                Text(_("A new passphrase"), "title"),
                *(Text(about), self._problems, self._trouble, self._busy, card, None),
                spacing=14,
            )
        )
        content.setFixedWidth(WIDTH_PX)
        self._frame.show_patient("ConsentDesk")
        self._frame.show_primary(_("Set it and sign in"))
        self._frame.set_content(held(row(None, content, None)))
        self.setLayout(column(self._frame))


def _fields() -> dict[str, Field]:
    good = _("Four or more words")
    code = _("Six digits or more")
    return {
        "passphrase": Field("passphrase", _("New passphrase"), good, secret=True),
        "passphrase_again": Field("passphrase_again", _("The same passphrase again"), secret=True),
        "code": Field("code", _("Their code: for every day"), code, secret=True),
    }
