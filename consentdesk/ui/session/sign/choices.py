"""What the person is told and can press beside the pad."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.buttons import SecondaryButton, ToggleChip
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.session.sign.state import PictureChoices, TypedLine, Words

THUMBNAIL_PX = (96, 80)


class Answers(QWidget):
    """What was decided, one line a use: `answer_<n>` from 1."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self._lines = Text("", "patient_strong"), QGridLayout()
        self._drawn: Words = ()
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setHorizontalSpacing(24)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self.setLayout(column(self._title, held(self._lines), spacing=8))

    def draw(self, title: str, answers: Words) -> None:
        self.setVisible(bool(answers))
        self._title.setText(title)
        if answers == self._drawn:
            return
        self._drawn = answers
        clear(self._lines)
        for line, (use, said) in enumerate(answers):
            self._lines.addWidget(Text(use, "patient", wrap=False), line, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addWidget(Text(said, "patient_strong", f"answer_{line + 1}"), line, 1)


class Choices(QWidget):
    """The pictures with what was granted for each; `pressed(str)` names the chip of a use."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._hint, self._rows = Text("", "patient"), column(spacing=12)
        self._chips: dict[str, ToggleChip] = {}
        self._pictures: list[Picture] = []
        self.setLayout(column(self._hint, self._rows, spacing=12))

    def draw(self, hint: str, choices: Sequence[PictureChoices]) -> None:
        self.setVisible(bool(choices))
        self._hint.setText(hint)
        if [c.name for p in choices for c in p.chips] != list(self._chips):
            self._build(choices)
        shown = [choice for choice in choices if choice.words]
        for picture, choice in zip(self._pictures, shown, strict=True):
            picture.show_image(choice.image, choice.words)
        for chip in (chip for choice in choices for chip in choice.chips):
            self._chips[chip.name].setChecked(chip.said_no)

    def _build(self, choices: Sequence[PictureChoices]) -> None:
        clear(self._rows)
        self._chips, self._pictures = {}, []
        for choice in choices:
            self._rows.addWidget(self._row(choice))

    def _row(self, choice: PictureChoices) -> QWidget:
        for chip in choice.chips:
            button = ToggleChip(chip.words, chip.name, f"{choice.words}: {chip.words}")
            button.clicked.connect(partial(self._tell, chip.name))
            self._chips[chip.name] = button
        chips = held(Wrap(*(self._chips[chip.name] for chip in choice.chips)))
        if not choice.words:
            return chips
        picture = Picture(f"thumbnail_{len(self._pictures) + 1}", choice.words)
        picture.setFixedSize(*THUMBNAIL_PX)
        self._pictures.append(picture)
        seen = held(column(picture, Text(choice.words, "patient_quiet", wrap=False), spacing=2))
        line = row(seen, chips, spacing=14)
        line.setStretchFactor(chips, 1)
        line.setAlignment(seen, Qt.AlignmentFlag.AlignTop)
        return held(line)

    def _tell(self, name: str) -> None:
        self.pressed.emit(name)


class Offers(QWidget):
    """Buttons in lines; `pressed(str)` names one. They are made anew only when others are offered."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._line = Wrap()
        self._drawn: Words = ()
        self.setLayout(self._line)

    def draw(self, offers: Words) -> None:
        if offers == self._drawn:
            return
        self._drawn = offers
        clear(self._line)
        for name, words in offers:
            button = SecondaryButton(words, name)
            button.clicked.connect(partial(self._tell, name))
            self._line.addWidget(button)

    def _tell(self, name: str) -> None:
        self.pressed.emit(name)


class TypedField(Field):
    """A field that is there while the state asks for it, and takes the keyboard when something is wrong with
    it; `typed(str)` has no spaces at either end."""

    typed = Signal(str)

    def __init__(self, name: str, label: str, hint: str = "", lines: int = 1) -> None:
        super().__init__(name, label, hint, lines=lines)
        self._wrong = ""
        self.edited.connect(lambda text: self.typed.emit(text.strip()))

    def draw(self, line: TypedLine) -> None:
        self.setVisible(line.asked)
        self.show_text(line.text)
        self.show_problem(line.problem)
        if line.problem and line.problem != self._wrong:
            self.setFocus()
        self._wrong = line.problem
