"""Who is it? Initials to choose from, by a press or by typing them."""

from __future__ import annotations

from time import monotonic

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.layout import column, discard, held
from consentdesk.ui.kit.text import Text, name_widget
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.words import _

ONE_WORD_S = 1.0  # letters that follow each other within it belong together
HIGHEST_PX = 190  # the card fits a small window, however many work here


class Initials(QWidget):
    """A chip a person, named who_<initials>. `chosen(str)` comes when somebody presses one or types its
    first letters, `pressed` when it was pressed: then their passphrase follows."""

    chosen = Signal(str)
    pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        name_widget(self, "who", _("Your initials"))
        self._chips: dict[str, ToggleChip] = {}
        self._typed, self._typed_at = "", 0.0
        self._problem = Text("", "problem", "who_problem")
        self._line = Wrap(spacing=8)
        self._room = _Room(held(self._line))
        self.setLayout(column(Text(_("Your initials"), "strong"), self._problem, self._room, spacing=6))

    def show_people(self, people: tuple[str, ...], who: str, problem: str) -> None:
        """Show who can be chosen, who is, and what is wrong."""
        if tuple(self._chips) != people:
            self._offer(people)
        for initials, chip in self._chips.items():
            chip.setChecked(initials == who)
        self._problem.show_words(problem)
        self._lead_keyboard(who)

    def take_keyboard(self) -> None:
        """To whoever is chosen, else to the first."""
        stop = next((chip for chip in self._chips.values() if chip.isChecked()), None)
        self._lead_to(stop or next(iter(self._chips.values())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters choose whose initials begin with them."""
        letters = event.text().upper()
        if not letters.isalnum():
            super().keyPressEvent(event)
            return
        now = monotonic()
        self._typed = self._typed + letters if now - self._typed_at < ONE_WORD_S else letters
        self._typed_at = now
        found = self._beginning(self._typed) or self._beginning(letters)
        if found:
            self.chosen.emit(found)
            self._lead_to(self._chips[found])

    def _lead_to(self, chip: ToggleChip) -> None:
        chip.setFocus()
        self._room.ensureWidgetVisible(chip)

    def _beginning(self, letters: str) -> str:
        return next((initials for initials in self._chips if initials.upper().startswith(letters)), "")

    def _offer(self, people: tuple[str, ...]) -> None:
        for chip in self._chips.values():
            self._line.removeWidget(chip)
            discard(chip)
        self._chips = {initials: self._chip(initials) for initials in people}
        self._room.fit()

    def _chip(self, initials: str) -> ToggleChip:
        chip = ToggleChip(initials, f"who_{initials}")
        chip.clicked.connect(lambda: self._press(initials))
        self._line.addWidget(chip)
        chip.show()
        return chip

    def _press(self, initials: str) -> None:
        for other, chip in self._chips.items():
            chip.setChecked(other == initials)
        self.chosen.emit(initials)
        self.pressed.emit()

    def _lead_keyboard(self, who: str) -> None:
        """Tab comes once: to whoever is chosen, else to the first."""
        stop = who if who in self._chips else next(iter(self._chips), "")
        for initials, chip in self._chips.items():
            once = initials == stop
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if once else Qt.FocusPolicy.ClickFocus)


class _Room(QScrollArea):
    """As high as what it holds; from some height on one scrolls."""

    def __init__(self, held: QWidget) -> None:
        super().__init__()
        self.setObjectName("initials")
        self._held = held
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(held)

    def fit(self) -> None:
        """Take the height that is needed at this width."""
        self.setFixedHeight(min(HIGHEST_PX, self._held.heightForWidth(self.viewport().width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
