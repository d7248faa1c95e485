"""What unfolds above the pictures: days and photographer, and the lists that are kept."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from consentdesk.ui.gallery.looking import FIRST_DAY, LAST_DAY
from consentdesk.ui.gallery.state import GalleryState
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.words import _

DAY_PX, NAME_PX = 150, 320


class More(QWidget):
    """Between which days the last consent was given, and who took the pictures in."""

    days_given = Signal(str, str)
    photographer_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last = Field(FIRST_DAY, _("From")), Field(LAST_DAY, _("To"))
        self._people = ChipRow("gallery_photographer", _("Taken in by"))
        self._people.chosen.connect(self.photographer_chosen)
        for field in (self._first, self._last):
            field.setFixedWidth(DAY_PX)
            assert isinstance(field.input, QLineEdit)
            field.input.editingFinished.connect(self._give)
        line = row(self._first, self._last, self._people, spacing=16)
        line.setStretch(2, 1)
        self.setLayout(line)

    def draw(self, state: GalleryState) -> None:
        for field, text in ((self._first, state.asked.first_day), (self._last, state.asked.last_day)):
            if not field.input.hasFocus():
                field.show_text(text)
            field.show_problem(state.problem(field.input.objectName()))
        self._people.show_options(state.photographers)
        self._people.show_value(state.asked.photographer)

    def _give(self) -> None:
        self.days_given.emit(self._first.text, self._last.text)


class Lists(QWidget):
    """The lists that are kept, and a name for the one that is shown."""

    chosen = Signal(str)
    named = Signal(str)
    forget_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kept = ChipRow("saved_list", _("Lists that are kept"))
        self._kept.chosen.connect(self.chosen)
        self._name = Field("list_name", _("Keep what is shown as"))
        self._name.setFixedWidth(NAME_PX)
        self._name.entered.connect(self._keep)
        keep = SecondaryButton(_("Keep this list"), "list_save")
        keep.clicked.connect(self._keep)
        self._forget = LinkButton(_("Forget the list that is shown"), "list_forget")
        self._forget.clicked.connect(self.forget_asked)
        line = row(self._name, spacing=12)
        for button in (keep, self._forget):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)
        line.addStretch(1)
        self.setLayout(column(self._kept, line, spacing=8))

    def draw(self, state: GalleryState) -> None:
        self._kept.show_options(state.lists)
        self._kept.show_value(state.list)
        reveal(self._kept, bool(state.lists))
        reveal(self._forget, bool(state.list))
        self._name.show_problem(state.problem("list_name"))

    def _keep(self) -> None:
        self.named.emit(self._name.text)
