"""The frames that staff pages stand in. The patient's own is in `patient_frame`."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.dropping import TakesFiles
from consentdesk.ui.kit.layout import Scroll, clear, column, row
from consentdesk.ui.kit.rail import Rail
from consentdesk.ui.kit.text import Text


class StaffPage(TakesFiles):
    """The rail and, beside it, a page. `files_dropped(paths)` when somebody drops files where the page takes
    none."""

    def __init__(self, rail: Rail, name: str = "staff") -> None:
        super().__init__(name)
        self.rail = rail
        self._scroll = Scroll("staff_scroll")
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # narrow windows
        self.setLayout(row(rail, self._scroll, spacing=0))

    def set_content(self, content: QWidget) -> None:
        """Show a page. A keyboard that was in the page before is at the top of this one, unless the page puts
        it elsewhere."""
        before, keyboard = self._scroll.widget(), QApplication.focusWidget()
        followed = before is not None and keyboard is not None and before.isAncestorOf(keyboard)
        self._scroll.hold(content, (44, 34, 44, 34))
        sheet = self._scroll.widget()
        if followed and sheet is not None and not content.isAncestorOf(QApplication.focusWidget() or self):
            sheet.setFocus()


@dataclass(frozen=True)
class SessionWords:
    """What stays the same on every page of a session."""

    back: str
    later: str


class SessionFrame(QWidget):
    """A staff page of a session: whose it is, which step, the content, and the one way on.

    The primary button is never disabled; pressed too early, the page says what is missing.
    """

    back_asked = Signal()
    later_asked = Signal()
    continue_asked = Signal()

    def __init__(self, words: SessionWords, name: str = "session") -> None:
        super().__init__()
        self.setObjectName(name)
        self._patient, self._details = Text("", "lead", "patient_name", False), Text("", "body", wrap=False)
        self._step, self._note = Text("", "step", "step", False), Text("", "quiet", "note", False)
        self.back = LinkButton(f"‹  {words.back}", "back", words.back)
        self.later = LinkButton(words.later, "later")
        self.primary = PrimaryButton("", "continue")
        self._scroll, self._extras = Scroll("session_scroll"), row()
        self._connect()
        self._lay_out()

    def set_content(self, content: QWidget) -> None:
        """Show a page; the one before it is deleted."""
        self._scroll.hold(content, (44, 26, 44, 16))

    def show_patient(self, name: str, details: str = "") -> None:
        """The patient's full name, always in sight of staff, and what tells them apart."""
        self._patient.setText(name)
        self._details.setText(details)

    def show_step(self, words: str) -> None:
        self._step.setText(words)

    def show_note(self, words: str) -> None:
        """A few words beside the primary button: "2 answers still open"."""
        self._note.setText(words)

    def show_primary(self, words: str) -> None:
        """What the one accent button says; "" hides it."""
        self.primary.show_words(words)
        self.primary.setVisible(bool(words))

    def show_back(self, possible: bool) -> None:
        self.back.setVisible(possible)

    def set_extras(self, *buttons: QWidget) -> None:
        """What else can be done, at the bottom left; those before are deleted."""
        clear(self._extras)
        for button in buttons:
            self._extras.addWidget(button)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.later.clicked.connect(self.later_asked)
        self.primary.clicked.connect(self.continue_asked)

    def _lay_out(self) -> None:
        whose = row(self.back, self._patient, self._details, spacing=12)
        top = QFrame(objectName="session_top")
        top.setLayout(row(whose, None, self._step, self.later, spacing=20, margins=(36, 0, 28, 0)))
        foot = row(self._extras, None, self._note, self.primary, spacing=14, margins=(44, 12, 44, 24))
        page = column(top, self._scroll, foot, spacing=0)
        page.setStretchFactor(self._scroll, 1)
        self.setLayout(page)
