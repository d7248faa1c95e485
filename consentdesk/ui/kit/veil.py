"""What lies over a page that nobody has looked at for a while."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from consentdesk.ui.kit.text import reveal


class Veil(QFrame):
    """Covers the whole of its parent while it is drawn. The press or key that lifts it does nothing else: it
    was meant for nothing beneath, since nothing could be seen there."""

    def __init__(self, parent: QWidget, name: str = "veil") -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        parent.installEventFilter(self)

    def draw(self, drawn: bool) -> None:
        """Draw it over everything now, or lift it once the event under way has been dealt with."""
        if drawn:
            self.setGeometry(self._page.rect())
            reveal(self, True)
            self.raise_()
            self.setFocus()
        else:
            QTimer.singleShot(0, self, self._lift)

    def _lift(self) -> None:
        if self.hasFocus():
            self.focusPreviousChild()
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self.setGeometry(self._page.rect())
        return False
