"""What has to be read to its end, in a window of its own height: whether the end was on the screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLayout, QWidget

from consentdesk.ui.kit.layout import Margins, Scroll, column
from consentdesk.ui.kit.text import name_widget

LEFT_OVER_PX = 40  # of what was read stays in sight, to go on reading from
LEAST_PX = 180


class Reading(Scroll):
    """`read_to_end` as soon as the end of what is held was painted, once for each content."""

    read_to_end = Signal()

    def __init__(self, name: str, spoken: str) -> None:
        super().__init__(name)
        name_widget(self, name, spoken)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the keys that turn pages read on
        self.setMinimumHeight(LEAST_PX)

    def hold(self, content: QWidget | QLayout, margins: Margins) -> None:
        end = _End()
        end.reached.connect(self.read_to_end)
        super().hold(column(content, end), margins)

    def read_on(self) -> None:
        """Scroll to what was not in sight yet."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(self.viewport().height() - LEFT_OVER_PX, LEFT_OVER_PX))


class _End(QWidget):
    """Stands last; what nobody can see is not painted."""

    reached = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._told = False
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._told and not self.visibleRegion().isEmpty():
            self._told = True
            QTimer.singleShot(0, self, self.reached.emit)  # nothing is drawn anew while it is being drawn
