"""Letting pictures out. objectNames: release_page, picture_<n> (see `rows`), those of the form, leave_out,
release_note, release, release_count, making (with making_progress, making_cancel), problems, trouble,
home, choose_pictures.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.beside import Beside
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Check
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.release.form import ReleaseForm
from consentdesk.ui.release.rows import LeavingRows
from consentdesk.ui.release.state import ReleaseState
from consentdesk.ui.release.told import count_words, outlet_note_words
from consentdesk.ui.words import _

FORM_PX = 630


class ReleaseScreen(QWidget):
    """Draws a ReleaseState, until the pictures are out."""

    home_asked = Signal()
    room_asked = Signal(str)
    release_asked = Signal()
    stop_asked = Signal()
    left_out_asked = Signal(bool)
    caption_typed = Signal(str, str)
    check_asked = Signal(str)
    out_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("release_page")
        self._state = ReleaseState()
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        self._note, self._busy = Bar("release_note"), BusyBar("making", _("Stop"))
        self._rows = LeavingRows()
        self._choose = SecondaryButton(_("Choose pictures"), "choose_pictures")
        self._nothing = held(column(Text(_("No picture was chosen.")), row(self._choose, None), spacing=12))
        self._leave_out = Check(_("Leave out those that may not leave"), "leave_out")
        self.form = ReleaseForm()
        self._count = Text("", "quiet", "release_count", wrap=False)
        self._release = PrimaryButton(_("Release…"), "release")
        self._connect()
        self._lay_out()

    def draw(self, state: ReleaseState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        self._rows.draw(state)
        reveal(self._nothing, state.loaded and not state.rows)
        reveal(self._leave_out, bool(state.kept_back) and state.kept_back < len(state.rows))
        self._leave_out.setChecked(state.leave_out)
        self.form.draw(state)
        count, may_leave = len(state.rows), len(state.rows) - state.kept_back
        self._count.show_words(count_words(may_leave, count) if state.answered else "")
        note = state.note if state.names_outlet else None
        self._note.show_bar(outlet_note_words(note) if note else "")
        self._busy.show_progress(state.making, state.done, state.total)
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)
        elif not state.problems:
            self._problems.show_problems(())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.form.focus_first()

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._rows.caption_typed.connect(self.caption_typed)
        self._rows.check_asked.connect(self.check_asked)
        self._rows.out_asked.connect(self.out_asked)
        self._choose.clicked.connect(lambda: self.room_asked.emit("gallery"))
        self._release.clicked.connect(self.release_asked)
        self.form.entered.connect(self.release_asked)
        self._busy.cancel_asked.connect(self.stop_asked)
        self._leave_out.clicked.connect(lambda: self.left_out_asked.emit(self._leave_out.isChecked()))

    def _lay_out(self) -> None:
        pictures = Card(self._leave_out, self._nothing, self._rows, name="pictures")
        foot = row(None, self._count, self._release, spacing=16)
        chosen = column(Card(self.form, name="release_form"), self._busy, foot, None, spacing=14)
        body = Beside(held(chosen), held(column(self._note, pictures, None, spacing=14)), FORM_PX)
        head = row(Text(_("Release pictures"), "title"), None, self._home)
        page = column(head, self._trouble, self._problems, body, None, spacing=14)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
