"""The staff face of the showing: who looks at the screen, and who has seen what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import LinkButton, ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.show.state import Looking, ShownRow, ShowState
from consentdesk.ui.words import _

THUMBNAIL = QSize(92, 72)


class StaffFace(QWidget):
    """Draws the staff's part of a ShowState."""

    look_asked = Signal(str, bool)
    show_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("show_page")
        self._problems = ProblemSummary(_("There is a problem"))
        self._title = Text("", "title")
        self._chips: dict[str, ToggleChip] = {}
        self._chip_row = row(spacing=10)
        question = Text(_("Who is looking?"), "strong", wrap=False)
        self._viewers = held(row(question, self._chip_row, None, spacing=16), "viewers")
        self._rows: dict[str, _Row] = {}
        self._list = column(spacing=10)
        self._card = Card(held(self._list), name="show")
        self._drawn: tuple[tuple[str, str], ...] = ()
        self.setLayout(column(self._problems, self._title, self._viewers, self._card, None, spacing=16))

    def draw(self, state: ShowState) -> None:
        self._title.setText(state.title)
        self._draw_viewers(state.looking)
        self._viewers.setVisible(bool(state.rows))
        self._draw_rows(state.rows)
        self._card.setVisible(bool(state.rows))
        if state.problems != self._drawn:
            self._drawn = state.problems
            self._problems.show_problems(state.problems)

    def _draw_viewers(self, people: Sequence[Looking]) -> None:
        if [person.id for person in people] != list(self._chips):
            clear(self._chip_row)
            self._chips = {person.id: self._chip(person) for person in people}
        for person in people:
            self._chips[person.id].show_words(person.name)
            self._chips[person.id].setChecked(person.chosen)
            self._chips[person.id].updateGeometry()

    def _chip(self, person: Looking) -> ToggleChip:
        chip = ToggleChip(person.name, f"looking_{person.id}")
        chip.clicked.connect(lambda: self.look_asked.emit(person.id, chip.isChecked()))
        self._chip_row.addWidget(chip)
        self._viewers.setFocusProxy(chip)
        return chip

    def _draw_rows(self, rows: Sequence[ShownRow]) -> None:
        if [image.source for image in rows] != list(self._rows):
            clear(self._list)
            self._rows = {image.source: self._row(image) for image in rows}
        for image in rows:
            self._rows[image.source].draw(image)

    def _row(self, image: ShownRow) -> _Row:
        made = _Row(image)
        made.show_button.clicked.connect(lambda: self.show_asked.emit(image.source))
        self._list.addWidget(made)
        return made


class _Row(QWidget):
    """One photograph: small, with who has seen it."""

    def __init__(self, image: ShownRow) -> None:
        super().__init__()
        words = _("Picture {number}").format(number=image.number)
        self._words, self._drawn = words, ShownRow("", 0, "", "")
        self._picture = Picture(f"thumbnail_{image.number}", words)
        self._picture.setFixedSize(THUMBNAIL)
        self._label = Text("", "lead", wrap=False)
        self._seen = Text("", "quiet", f"seen_{image.number}", wrap=False)
        self.show_button = LinkButton(
            _("Show this one"), f"show_{image.number}", _("Show {picture}").format(picture=words)
        )
        said = column(None, self._label, self._seen, None, spacing=2)
        self.setLayout(row(self._picture, said, None, self.show_button, spacing=18))

    def draw(self, image: ShownRow) -> None:
        if image == self._drawn:
            return
        self._drawn = image
        self._picture.show_image(image.thumbnail, self._words)
        self._label.setText(f"{self._words}, {image.label}" if image.label else self._words)
        self._seen.setText(image.seen)
