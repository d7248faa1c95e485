"""The health of the vault. objectNames: integrity_page, check_last, check_verdict, check_excluded, anchors,
check_now, checking (with checking_progress, checking_cancel), integrity_outcome, found_<n> (numbers count
from 1), found_more, mend_folder, choose_folder, in_backup, mend, restore_way.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.integrity.state import FoundLine, IntegrityState
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.words import _, ngettext


class IntegrityScreen(QWidget):
    """`check_asked(str)` carries the chain hashes that somebody typed or scanned, one a line."""

    check_asked = Signal(str)
    stop_asked = Signal()
    choose_asked = Signal()
    mend_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("integrity_page")
        self._drawn: tuple[FoundLine, ...] = ()
        self._tries = 0
        self._last, self._verdict = Text("", "body", "check_last"), Badge("")
        self._verdict.setObjectName("check_verdict")
        self._excluded = Text("", "quiet", "check_excluded")
        hint = _(
            "The chain hash on the first page, or what its square code says. The newest copy proves most"
        )
        self._anchors = Field("anchors", _("Hold it against copies that patients have"), hint, lines=2)
        self._check = PrimaryButton(_("Check now"), "check_now")
        self._busy, self._outcome = BusyBar("checking", _("Stop")), Bar("integrity_outcome")
        self._found, self._more = column(spacing=6), Text("", "quiet", "found_more")
        self._folder, self._in_backup = Text("", "body", "mend_folder"), Text("", "body", "in_backup")
        self._choose, self._mend = SecondaryButton("", "choose_folder"), SecondaryButton("", "mend")
        self._restore = Text("", "strong", "restore_way")
        self._connect()
        self._lay_out()

    def draw(self, state: IntegrityState) -> None:
        """Draw what has changed; what is typed stays."""
        self._last.setText(state.last)
        self._draw_verdict(state)
        self._busy.show_progress(state.running, state.done, state.total)
        self._outcome.show_bar("" if state.running else state.outcome, "bad" if state.failed else "good")
        self._anchors.show_problem(state.problem)
        self._draw_found(state)
        self._draw_mending(state)
        if state.tries != self._tries:
            self._tries = state.tries
            self._anchors.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._check.setFocus()

    def _draw_verdict(self, state: IntegrityState) -> None:
        self._verdict.show_words(state.verdict)
        restyle(self._verdict, mood="good" if state.sound else "bad")
        self._excluded.show_words(state.excluded)

    def _draw_found(self, state: IntegrityState) -> None:
        reveal(self._findings, bool(state.found))
        if state.found != self._drawn:
            self._drawn = state.found
            clear(self._found)
            for number, line in enumerate(state.found, 1):
                self._found.addWidget(_finding(number, line))
        words = ngettext("{count} more", "{count} more", state.more) if state.more else ""
        self._more.show_words(words.format(count=state.more))

    def _draw_mending(self, state: IntegrityState) -> None:
        reveal(self._mending, state.may_mend)
        self._folder.setText(state.folder or _("Say where the backups lie, to see what they can bring back"))
        self._choose.show_words(_("Another folder") if state.folder else _("Choose the folder"))
        self._in_backup.show_words(state.in_backup)
        self._mend.show_words(state.mend)
        if state.running and self._mend.hasFocus():
            self._choose.setFocus()  # what is hidden would give the keyboard to the end of the page
        reveal(self._mend, bool(state.mend) and not state.running)
        self._restore.show_words(state.restore)
        if state.restore:
            self._choose.clearFocus()  # as above: what came of it stays in sight
        reveal(self._ways, not state.restore)

    def _connect(self) -> None:
        self._check.clicked.connect(lambda: self.check_asked.emit(self._anchors.text))
        self._busy.cancel_asked.connect(self.stop_asked)
        self._choose.clicked.connect(self.choose_asked)
        self._mend.clicked.connect(self.mend_asked)

    def _lay_out(self) -> None:
        last = row(self._last, self._verdict, spacing=16)
        last.setStretchFactor(self._last, 1)
        ways = row(self._folder, self._choose, self._mend, spacing=12)
        ways.setStretchFactor(self._folder, 1)
        self._findings = Card(held(self._found), self._more, heading=_("What was found"), name="findings")
        self._ways = held(column(held(ways), self._in_backup, spacing=8))
        self._mending = Card(self._restore, self._ways, heading=_("What backups can bring back"))
        again = Card(self._anchors, held(row(None, self._check)), heading=_("Check again"), name="again")
        page = column(
            Text(_("Health of the vault"), "title"),
            self._outcome,
            self._busy,
            Card(held(last), self._excluded, heading=_("Last check")),
            self._mending,
            self._findings,
            again,
            None,
            spacing=16,
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _finding(number: int, line: FoundLine) -> QWidget:
    words = column(Text(line.what, "strong"), Text(line.wrong, "quiet"), spacing=0)
    made = row(words, Text(line.remedy, "quiet", wrap=False), spacing=16)
    made.setStretchFactor(words, 1)
    return held(made, f"found_{number}")
