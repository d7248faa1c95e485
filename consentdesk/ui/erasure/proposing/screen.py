"""Proposing that something is erased for good. objectNames: propose_erasure, back_to_patient, problems,
trouble, target (target_patient, target_image), image (image_<source hash>), image_words, ground
(ground_<ground>), note, keep, goes, stays, beyond, agreed_by, own_code, propose.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.erasure import Ground, Target
from consentdesk.ui.erasure.proposing.state import ImageChoice, ProposingState
from consentdesk.ui.erasure.told import ground_words
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.picture import Thumbnail, ThumbnailButton
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.words import _


class ProposingScreen(QWidget):
    """`propose_asked(note, code)`; `patient_opened(id)` leads back, `room_asked("erasure")` to what waits."""

    target_chosen = Signal(str)
    image_chosen = Signal(str)
    ground_chosen = Signal(str)
    propose_asked = Signal(str, str)
    patient_opened = Signal(str)
    room_asked = Signal(str)

    def __init__(self, state: ProposingState) -> None:
        super().__init__()
        self.setObjectName("propose_erasure")
        self._state = ProposingState(state.patient)
        self._back, self._title = LinkButton("", "back_to_patient"), Text(_("Erase for good"), "title")
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._target = OptionGrid("target", _("What is erased?"), 2)
        self._images, self._image = Wrap(), dict[str, ThumbnailButton]()
        self._image_problem, self._image_words = Text("", "problem"), Text("", "quiet", "image_words")
        self._ground = OptionGrid("ground", _("Why?"), 2)
        self._note = Field("note", _("Note, if needed"), _("It stays readable for ever: name nobody"))
        self._keep = Bar("keep")
        self._goes, self._stays, self._beyond = (
            Text("", "body", name) for name in ("goes", "stays", "beyond")
        )
        self._agreed_by = Text("", "body", "agreed_by")
        self._code = Field("own_code", _("Your code"), secret=True)
        self._propose = PrimaryButton(_("Propose to erase it"), "propose")
        self._connect()
        self._lay_out()

    def draw(self, state: ProposingState) -> None:
        """Draw what has changed; what is being typed stays."""
        before, self._state = self._state, state
        self._back.setText(_("‹  {name}").format(name=state.name) if state.name else "")
        self._trouble.show_bar(state.trouble, "bad")
        self._draw_choices(state)
        self._keep.show_bar(state.keep, "warn" if state.keep_warns else "info")
        for text, words in ((self._goes, state.goes), (self._stays, state.stays)):
            text.setText(words)
        reveal(self._follows, bool(state.target))
        self._beyond.setText(state.beyond)
        self._agreed_by.setText(state.agreed_by)
        if state.tries != before.tries:
            self._code.show_text("")
        if state.problems != before.problems or state.tries != before.tries:
            self._draw_problems(state)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._target.setFocus()

    def _draw_choices(self, state: ProposingState) -> None:
        self._target.show_options(_targets(state), state.target or None)
        if list(self._image) != [choice.source_sha256 for choice in state.images]:
            self._draw_images(state.images)
        for source, button in self._image.items():
            restyle(button, chosen=source == state.image)
        chosen = (choice.words for choice in state.images if choice.source_sha256 == state.image)
        self._image_words.show_words(next(chosen, ""))
        reveal(self._which, state.target == Target.IMAGE)
        self._ground.show_options([Option(g.value, ground_words(g)) for g in Ground], state.ground or None)

    def _draw_images(self, images: Sequence[ImageChoice]) -> None:
        clear(self._images)
        for choice in images:
            source = choice.source_sha256
            button = ThumbnailButton(Thumbnail(source, choice.words, choice.image), f"image_{source}")
            button.clicked.connect(partial(self.image_chosen.emit, source))
            self._image[source] = button
            self._images.addWidget(button)

    def _draw_problems(self, state: ProposingState) -> None:
        said = dict(state.problems)
        for name, part in self._parts.items():
            part.show_problem(said.get(name, ""))
        of_image = (words for where, words in state.problems if where.startswith("image_"))
        self._image_problem.show_words(next(of_image, ""))
        self._problems.show_problems(state.problems)

    def _connect(self) -> None:
        self._parts: dict[str, OptionGrid | Field] = {
            "target": self._target,
            "ground": self._ground,
            "note": self._note,
            "own_code": self._code,
        }
        self._target.chosen.connect(self.target_chosen)
        self._ground.chosen.connect(self.ground_chosen)
        self._code.entered.connect(self._ask)
        self._propose.clicked.connect(self._ask)
        self._back.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))

    def _ask(self) -> None:
        self.propose_asked.emit(self._note.text, self._code.text)

    def _lay_out(self) -> None:
        which = Text(_("Which picture?"), "strong")
        self._which = held(
            column(which, self._image_problem, held(self._images), self._image_words, spacing=4)
        )
        self._image_problem.show_words("")
        asked = Card(self._target, self._which, self._ground, self._note)
        self._follows = held(
            column(
                *(Text(_("Nobody can read any more"), "strong"), self._goes),
                *(Text(_("Stays"), "strong"), self._stays),
                *(Text(_("Cannot be reached from here"), "strong"), self._beyond),
                spacing=4,
            )
        )
        does = Card(self._follows, self._agreed_by, self._code, held(row(self._propose, None)))
        across = row(column(asked, None), column(does, None), spacing=20)
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        head = row(self._back, self._title, None, spacing=20)
        parts = (head, self._problems, self._trouble, self._keep, across, None)
        page = column(*parts, spacing=12)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _targets(state: ProposingState) -> list[Option]:
    """One picture only where there is one."""
    whole = _("Everything that identifies the patient")
    found = [Option(Target.PATIENT.value, whole)]
    return [*found, Option(Target.IMAGE.value, _("One picture"))] if state.images else found
