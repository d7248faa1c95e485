"""Buttons. A second press that belongs to a double click is ignored, wherever it lands."""

from __future__ import annotations

from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from consentdesk.ui.kit.text import RTL_MARK, name_widget, restyle

TICK_ROOM_PX = 28
RTL_EMBEDDING, END_EMBEDDING = "\u202b", "\u202c"
LIST_PADDING_PX = 32


class Button(QPushButton):
    """A button that Enter and Space press. `spoken` is said instead of `words` where those are not enough."""

    def __init__(self, words: str, name: str, spoken: str = "") -> None:
        super().__init__()
        self._spoken = spoken
        self.setObjectName(name)
        self.setAutoDefault(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.show_words(words)

    def show_words(self, words: str, spoken: str = "") -> None:
        """Change what the button says; an ampersand stays an ampersand."""
        self.setText(_embedded(words.replace("&", "&&")))
        name_widget(self, self.objectName(), spoken or self._spoken or words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # a key held down would press the button of every page that follows
        if not event.isAutoRepeat():
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        # the page may have changed under the pointer: the second press was never meant for this button
        event.accept()


def _embedded(words: str) -> str:
    """The same words; those that begin in a script from the right run from there as a whole, with the Latin
    name in them. Qt draws the words of a button from the left whatever they are."""
    strong = [kind for kind in map(bidirectional, words) if kind in ("L", "R", "AL")]
    mixed = "L" in strong and strong[0] != "L"
    return f"{RTL_EMBEDDING}{words}{END_EMBEDDING}" if mixed else words


class PrimaryButton(Button):
    """The one accent button of a page, at the bottom right."""


class SecondaryButton(Button):
    """Any other button with a border."""


class LinkButton(Button):
    """A button that reads as a link: "Change", "Open", "Save and come back later"."""


class ListButton(Button):
    """One of a list to read down, marked while it is the present one; what has no room is cut at the end."""

    def __init__(self, words: str, name: str, spoken: str = "") -> None:
        self._whole = words
        super().__init__(words, name, spoken)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_words(self, words: str, spoken: str = "") -> None:
        self._whole = words
        super().show_words(words, spoken)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            restyle(self, rtl=self.isRightToLeft())  # a stylesheet does not mirror where words begin
            self._cut()

    def nextCheckState(self) -> None:
        """Only `setChecked` says which is the present one."""

    def _cut(self) -> None:
        room = max(self.width() - LIST_PADDING_PX, 0)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)  # as the present one is
        cut = QFontMetrics(bold).elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        mark = RTL_MARK if self.isRightToLeft() else ""
        self.setText(f"{mark}{cut.replace('&', '&&')}{mark}")


class TickButton(Button):
    """A button that is filled and ticked once chosen; it keeps room for the tick, so that nothing moves."""

    def sizeHint(self) -> QSize:
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)  # as chosen words are
        wider = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(
            self.text()
        )
        return super().sizeHint() + QSize(TICK_ROOM_PX + max(wider, 0), 0)


class ToggleChip(TickButton):
    """A choice that stands on its own and stays pressed; `toggled` says so."""

    def __init__(self, words: str, name: str, spoken: str = "") -> None:
        super().__init__(words, name, spoken)
        self.setCheckable(True)


class RepeatButton(SecondaryButton):
    """A button for small steps (A−, A+) where every press counts, however quick."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)
