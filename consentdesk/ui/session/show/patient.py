"""The patient's face of the showing: one picture, as large as the screen allows, and little beside it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.show.state import ShowState

SIDE_PX, WIDEST_SIDE_PX = 290, 480


class ShownPicture(Picture):
    """A picture that says `painted(source)` once each time it has come to stand on the screen."""

    painted = Signal(str)

    def __init__(self) -> None:
        super().__init__("shown_picture")
        self._source, self._told = "", False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_source(self, source: str, image: QImage, spoken: str) -> None:
        """Show the image of this source; null while it is coming."""
        key = "" if image.isNull() else source
        if key != self._source:
            self._source, self._told = key, False
            self.show_image(image, spoken)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._source and not self._told:
            self._told = True
            self.painted.emit(self._source)


class PatientFace(QWidget):
    """Draws the patient's part of a ShowState."""

    away_asked = Signal()
    kept = Signal()
    away_confirmed = Signal()

    def __init__(self, screen: Mapping[str, str]) -> None:
        super().__init__()
        self.setObjectName("showing")
        self.picture = ShownPicture()
        self._help = Text("", "patient_lead", "help")
        self._away = SecondaryButton(screen["do_not_want"], "do_not_want")
        self._away.clicked.connect(self.away_asked)
        self._question = self._asked(screen)
        side = held(column(self._help, None, self._question, self._away, spacing=16))
        side.setMinimumWidth(SIDE_PX)
        side.setMaximumWidth(WIDEST_SIDE_PX)
        line = row(self.picture, side, spacing=28)
        line.setStretchFactor(self.picture, 1)
        self.setLayout(line)

    def draw(self, state: ShowState) -> None:
        self.picture.show_source(state.source, state.picture, state.progress)
        self._help.show_words(state.help)
        asks = state.place == "leaving"
        if asks and self._question.isHidden():
            self._question.show()
            self._keep.setFocus()
        self._question.setVisible(asks)
        self._away.setVisible(state.place == "picture")

    def _asked(self, screen: Mapping[str, str]) -> QWidget:
        yes = SecondaryButton(screen["take_away"], "take_away")
        yes.clicked.connect(self.away_confirmed)
        self._keep = SecondaryButton(screen["keep_it"], "keep_it")
        self._keep.clicked.connect(self.kept)
        question = Text(screen["take_away_question"], "patient_lead")
        note = Text(screen["take_away_note"], "patient")
        return held(column(question, note, self._keep, yes, spacing=14))
