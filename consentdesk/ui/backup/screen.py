"""Back up. objectNames: backup_page, backup_last, backup_due, backup_folder, choose_folder,
integrity, back_up, backing_up (with backing_up_progress, backing_up_cancel), backup_outcome; after a
restoring gap, gap_reason, gap_reviewed.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.backup.state import BackupState
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _


class BackupScreen(QWidget):
    """`review_asked(str)` carries what somebody found about the time before a vault was restored."""

    choose_asked = Signal()
    back_up_asked = Signal()
    stop_asked = Signal()
    review_asked = Signal(str)
    room_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("backup_page")
        self._state = BackupState()
        self._last, self._due = Text("", "body", "backup_last"), Badge(_("Backup due"), "warn")
        self._due.setObjectName("backup_due")
        self._folder = Text("", "body", "backup_folder")
        self._choose = SecondaryButton("", "choose_folder")
        self._start = PrimaryButton(_("Back up now"), "back_up")
        self._busy, self._outcome = BusyBar("backing_up", _("Stop")), Bar("backup_outcome")
        self._reason = Field("gap_reason", _("What you found about that time"), lines=3)
        self._reviewed = SecondaryButton(_("It was reviewed"), "gap_reviewed")
        self._health = LinkButton(_("Health of the vault"), "integrity")
        self._connect()
        self._lay_out()

    def draw(self, state: BackupState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._last.setText(state.last)
        reveal(self._due, state.due and bool(state.last))
        self._folder.setText(state.folder or _("No folder was chosen on this computer yet"))
        self._choose.setText(_("Another folder") if state.folder else _("Choose a folder"))
        self._busy.show_progress(state.running, state.done, state.total)
        self._outcome.show_bar("" if state.running else state.outcome, "bad" if state.failed else "good")
        self._reason.show_problem(state.problem)
        reveal(self._gap, state.gap)
        reveal(self._to_know, not state.gap)  # one thing at a time
        if state.tries != before.tries:
            self._reason.setFocus()
        elif before.gap and not state.gap:
            self._start.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._start.setFocus()

    def _connect(self) -> None:
        self._health.clicked.connect(lambda: self.room_asked.emit("integrity"))
        self._choose.clicked.connect(self.choose_asked)
        self._start.clicked.connect(self.back_up_asked)
        self._busy.cancel_asked.connect(self.stop_asked)
        self._reviewed.clicked.connect(lambda: self.review_asked.emit(self._reason.text))

    def _lay_out(self) -> None:
        last = row(self._last, self._due, spacing=16)
        last.setStretchFactor(self._last, 1)
        where = row(self._folder, self._choose, self._start, spacing=12)
        where.setStretchFactor(self._folder, 1)
        self._gap = Card(
            Text(_about_gap(), "body"),
            self._reason,
            held(row(self._reviewed, None)),
            heading=_("This vault was brought back from a backup"),
            name="gap",
        )
        self._to_know = Card(Text(_about(), "body"), Text(_rule(), "body"), heading=_("Good to know"))
        page = column(
            row(Text(_("Back up"), "title"), None, self._health),
            self._outcome,
            self._busy,
            self._gap,
            Card(held(last), heading=_("Last good backup")),
            Card(held(where), heading=_("To a folder or a stick")),
            self._to_know,
            None,
            spacing=16,
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _about_gap() -> str:
    return _(
        "What happened after the backup was taken may be missing, withdrawals too. Until somebody has looked "
        "into it, pictures are refused for every use outside the medical record."
    )


def _about() -> str:
    return _(
        "You can go on working meanwhile. A backup is as encrypted as the vault: the recovery code or a "
        "passphrase opens it on any computer, so keep the code in another place. While this program is open, "
        "it backs up once a day to the folder used last."
    )


def _rule() -> str:
    return _(
        "All backups of the last 7 days stay, the last one of each week for 8 weeks, and the last one of "
        "each month for a year. Each is read back before it counts; one that fails replaces nothing."
    )
