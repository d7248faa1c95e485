"""The choose page: the picture on the left, its questions on the right.

objectNames, <n> the number of the image, <use> the id of a use: problems, problems_<k>, picture, caption,
pictures_<n> (thumbnails), answer_<n>_<use>_yes, answer_<n>_<use>_no, same_<use>, ask_<use>, change_<use>,
done_<use>, outlet_<use>_<outlet id>, outlet_<use>, until_<use>, event_<use>, part_<use>_<k>, warnings,
warnings_read, aloud, note, continue, back, later.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import DIRECTIONS, clear, column, held, row
from consentdesk.ui.kit.picture import Picture, Thumbnail, ThumbnailStrip
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.choose.card import QuestionCard
from consentdesk.ui.session.choose.state import ChooseState, Small
from consentdesk.ui.session.choose.warnings import WarningsPanel
from consentdesk.ui.words import _

TALLEST_PICTURE_PX = 560


class ChooseScreen(QWidget):
    """Draws a ChooseState in the frame it is given; decides nothing."""

    answer_asked = Signal(str, bool)
    same_asked = Signal(str)
    open_asked = Signal(str)
    outlet_asked = Signal(str, str)
    typed = Signal(str, str, str)
    other_asked = Signal(str)
    image_asked = Signal(int)
    problem_asked = Signal(str)
    aloud_asked = Signal(bool)
    read_asked = Signal()
    questions_asked = Signal()

    def __init__(self, frame: SessionFrame, state: ChooseState) -> None:
        super().__init__()
        self._frame, self._state = frame, state
        self._problems = ProblemSummary(_("There is a problem"))
        self._picture, self._caption = TallPicture("picture"), Text("", "quiet", "caption")
        self._strip = ThumbnailStrip("pictures", _("Pictures"))
        self._question, self._reassurance = Text("", "title"), Text("", "quiet")
        self._aloud = ToggleChip(_("Answered aloud"), "aloud", _("Said aloud and pressed by staff"))
        self._cards: dict[str, QuestionCard] = {}
        self._asked, self._warnings = column(spacing=10), column()
        self._lay_out()
        self._connect()
        self._draw_all(state)

    def draw(self, state: ChooseState) -> None:
        """Draw what has changed; the keyboard stays where it is."""
        before, self._state = self._state, state
        if state.number != before.number or len(state.cards) != len(before.cards):
            self._deal_cards(state)
        if state.smalls != before.smalls or state.number != before.number:
            self._draw_smalls(state.smalls, state.number, before.smalls)
        if state.picture != before.picture:
            self._picture.show_image(state.picture, state.spoken_picture)
        self._draw_words(state)
        if state.warnings != before.warnings:
            self._draw_warnings(state)
        if (state.problems, state.checks) != (before.problems, before.checks):
            self._problems.show_problems(state.problems, lead=state.checks != before.checks)
        self._bring_opened(before, state)

    def _draw_all(self, state: ChooseState) -> None:
        self._deal_cards(state)
        self._draw_smalls(state.smalls, state.number, ())
        self._picture.show_image(state.picture, state.spoken_picture)
        self._draw_warnings(state)
        self._draw_words(state)
        self._problems.show_problems(state.problems)

    def _draw_words(self, state: ChooseState) -> None:
        self._caption.setText(state.caption)
        self._picture.setVisible(bool(state.cards))
        self._question.setText(state.question)
        self._reassurance.setText(state.reassurance)
        for words in (self._question, self._reassurance):
            words.setLayoutDirection(DIRECTIONS[state.rtl])
        self._aloud.setChecked(state.aloud)
        self._frame.show_note(state.note)
        self._frame.show_primary(state.primary)
        for card in state.cards:
            self._cards[card.use].draw(card)

    def _deal_cards(self, state: ChooseState) -> None:
        """New cards for another picture, so that no press can reach the one before it."""
        clear(self._asked)
        self._cards = {}
        for card in state.cards:
            dealt = QuestionCard(card, state.yes, state.no, DIRECTIONS[state.rtl])
            self._connect_card(card.use, dealt)
            self._asked.addWidget(dealt)
            dealt.show()
            self._cards[card.use] = dealt

    def _draw_smalls(self, smalls: tuple[Small, ...], number: int, before: tuple[Small, ...]) -> None:
        self._strip.setVisible(bool(smalls))
        if smalls != before:
            self._strip.show_thumbnails([Thumbnail(str(s.number), s.spoken, s.image, s.done) for s in smalls])
        self._strip.show_picked(str(number))

    def _draw_warnings(self, state: ChooseState) -> None:
        clear(self._warnings)
        self._questions.setVisible(not state.warnings)
        if state.warnings:
            panel = WarningsPanel(state.warnings)
            panel.read_asked.connect(self.read_asked)
            self._warnings.addWidget(panel)
            panel.setFocus()
            QTimer.singleShot(0, panel, partial(self._bring_into_view, panel))

    def _bring_opened(self, before: ChooseState, state: ChooseState) -> None:
        """Scroll to a card that has just opened, once it has its size."""
        was_open = {card.name for card in before.cards if card.grant}
        opened = [self._cards[c.use] for c in state.cards if c.grant and c.name not in was_open]
        if before.warnings and not state.warnings:
            opened = [self._cards[c.use] for c in state.cards if c.grant]
            (opened or list(self._cards.values()))[0].focus_answer()
        if opened and not state.warnings:
            QTimer.singleShot(0, opened[0], partial(self._bring_into_view, opened[0]))

    def _bring_into_view(self, part: QWidget) -> None:
        area: QWidget | None = self
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(part, 0, 12)

    def _step(self, use: str, by: int) -> None:
        uses = list(self._cards)
        at = uses.index(use) + by
        if 0 <= at < len(uses):
            self._cards[uses[at]].focus_answer()

    def _connect(self) -> None:
        self._strip.picked.connect(lambda number: self.image_asked.emit(int(number)))
        self._problems.asked.connect(self.problem_asked)
        self._aloud.clicked.connect(lambda: self.aloud_asked.emit(self._aloud.isChecked()))

    def _connect_card(self, use: str, card: QuestionCard) -> None:
        card.answered.connect(lambda yes: self.answer_asked.emit(use, yes))
        card.same_asked.connect(lambda: self.same_asked.emit(use))
        card.open_asked.connect(lambda: self.open_asked.emit(use))
        card.questions_asked.connect(self.questions_asked)
        card.outlet_asked.connect(lambda outlet: self.outlet_asked.emit(use, outlet))
        card.typed.connect(lambda name, text: self.typed.emit(use, name, text))
        card.other_asked.connect(lambda: self.other_asked.emit(use))
        card.neighbour_asked.connect(lambda by: self._step(use, by))

    def _lay_out(self) -> None:
        left = column(self._picture, self._caption, self._strip, None, spacing=12)
        self._questions = held(column(self._question, self._reassurance, self._asked, spacing=10))
        right = column(self._questions, self._warnings, None, spacing=0)
        body = row(left, right, spacing=32)
        body.setStretch(0, 1)
        body.setStretch(1, 2)
        page: QVBoxLayout = column(self._problems, body, spacing=16)
        page.setStretchFactor(body, 1)
        self.setLayout(page)
        self._picture.set_alignment(Qt.AlignmentFlag.AlignTop)
        self._frame.set_extras(self._aloud)
        self._frame.set_content(self)


class TallPicture(Picture):
    """A picture as high as its shape asks at the width it has, up to a limit."""

    _ratio = 0.75

    def show_image(self, image: QImage, spoken: str) -> None:
        super().show_image(image, spoken)
        self._ratio = image.height() / image.width() if image.width() else 0.75
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return min(round(width * self._ratio), TALLEST_PICTURE_PX)
