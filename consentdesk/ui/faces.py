"""The faces of the window, one at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.ui.kit.layout import discard


class Faces(QStackedWidget):
    """What is shown no more is discarded."""

    def show_face(self, face: QWidget, behind: QWidget | None = None) -> None:
        """Show a face; the one `behind` it stays to come back."""
        if self.indexOf(face) < 0:
            self.addWidget(face)
        self.setCurrentWidget(face)
        for other in [self.widget(index) for index in range(self.count())]:
            if other is not None and other not in (face, behind):
                self.removeWidget(other)
                discard(other)
