"""Words on a page, and the two small acts every piece of the kit needs: naming and restyling."""

from __future__ import annotations

import re
from typing import Literal
from unicodedata import bidirectional

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy, QWidget

Role = Literal[
    "body", "quiet", "lead", "strong", "heading", "title", "step", "problem", "patient",
    "patient_strong", "patient_title", "patient_lead", "patient_name", "patient_quiet", "badge",
    "brand", "person", "verdict",
]  # fmt: skip

RUNNING = ("body", "patient", "patient_strong", "patient_lead")
LINE_EM = 32  # 75 letters of English, and of Spanish, are about 32 times as wide as the type is high
QWIDGETSIZE_MAX = 16_777_215
LTR_MARK, RTL_MARK = "\u200e", "\u200f"
_LONG_WORD = re.compile(r"\S{40}")


def name_widget(widget: QWidget, name: str, spoken: str, description: str = "") -> None:
    """Give a widget its stable name and what a screen reader says."""
    widget.setObjectName(name)
    widget.setAccessibleName(spoken)
    widget.setAccessibleDescription(description)


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the stylesheet asks about and, where one changed, draw the widget anew."""
    if all(widget.property(key) == value for key, value in properties.items()):
        return
    for key, value in properties.items():
        widget.setProperty(key, value)
    for part in (widget, *widget.findChildren(QWidget)):
        # one that was never polished reads the stylesheet when it is first measured or shown
        if part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            part.style().unpolish(part)
            part.style().polish(part)
    # a frame reads its padding anew only when it is told so
    QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))


def reveal(widget: QWidget, wanted: bool) -> None:
    """Show a part of a page, or hide it. One that stands on no page yet is shown with the page: shown by
    itself it would flash up as a window and take the keyboard from the real one."""
    if wanted and widget.parent() is None:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
    else:
        widget.setVisible(wanted)


class Text(QLabel):
    """Plain text (never markup, whatever a name contains) in one of the roles of the stylesheet.

    Running text (body and patient) that wraps does so after some 75 characters, however wide its place.
    """

    def __init__(self, words: str = "", role: Role = "body", name: str = "", wrap: bool = True) -> None:
        super().__init__()
        self._words, self._runs_on = "", wrap and role in RUNNING
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setProperty("role", role)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(words)

    def setText(self, words: str) -> None:
        self._words = words
        super().setText(_directed(_breakable(words), self.isRightToLeft()))

    def sizeHint(self) -> QSize:
        return super().sizeHint() - self._spare()

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() - self._spare()

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(min(width, self._widest()) + self._spare().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._keep_line()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.LayoutDirectionChange:
            self.setText(self._words)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._keep_line()

    def _keep_line(self) -> None:
        """Leave what is wider than a line free at the end of the lines. Other words keep the padding that the
        stylesheet gives them."""
        if not self._runs_on:
            return
        spare = max(0, self.width() - self._widest())
        left, right = (spare, 0) if self.isRightToLeft() else (0, spare)
        self.setContentsMargins(left, 0, right, 0)

    def _spare(self) -> QSize:
        if not self._runs_on:
            return QSize(0, 0)
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), 0)

    def _widest(self) -> int:
        return LINE_EM * self.fontInfo().pixelSize() if self._runs_on else QWIDGETSIZE_MAX

    def show_words(self, words: str) -> None:
        """Show `words`, or nothing and no gap when there are none."""
        self.setText(words)
        reveal(self, bool(words))


def _breakable(words: str) -> str:
    """The same words; one that no line has room for can be broken, and widens no page."""
    return _LONG_WORD.sub("\\g<0>\u200b", words)


def _directed(words: str, rtl: bool) -> str:
    """The same words, to be read in the direction of the page. Qt alone would turn an English sentence round
    because it begins with an Arabic name."""
    strong = (bidirectional(letter) for letter in words)
    first = next((kind for kind in strong if kind in ("L", "R", "AL")), "")
    turned = first in ("R", "AL") if not rtl else first == "L"
    return (RTL_MARK if rtl else LTR_MARK) + words if turned else words
