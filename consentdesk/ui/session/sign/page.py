"""One person's page of the signing step.

objectNames: step_sign (the frame), continue, back, question, stop, smaller, larger, progress, heading,
meaning, voided, problem, help, answer_<n> from 1, pad, undo_stroke, clear, cannot_sign, use_pen, rather_not,
not_possible, says_no, agree_after_all, ask_after_all, no_<image>_<use>, no_all, named_yes, named_no,
witness, heard_by, assent_reason, hint, other_way.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.domain.signature import Drawing
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.patient_frame import PatientFrame
from consentdesk.ui.kit.signature_pad import SignaturePad
from consentdesk.ui.kit.text import Text
from consentdesk.ui.kit.yes_no import YesNo
from consentdesk.ui.session.sign.choices import Answers, Choices, Offers, TypedField
from consentdesk.ui.session.sign.state import SigningState

TALLEST_PAD_PX = 320
MOSTLY = 50


class SigningScreen(QWidget):
    """Draws a SigningState. `signed_asked` carries what the pad shows when Continue is pressed, `drawn` what
    it shows after each stroke."""

    signed_asked = Signal(Drawing)
    drawn = Signal(Drawing)
    back_asked = Signal()
    question_asked = Signal()
    offer_asked = Signal(str)
    chip_asked = Signal(str)
    naming_asked = Signal(bool)
    other_way_asked = Signal()
    witness_typed = Signal(str)
    heard_by_typed = Signal(str)
    reason_typed = Signal(str)

    def __init__(self, frame: PatientFrame, words: Mapping[str, str], name: str) -> None:
        """`words` are those of the patient's pages, `name` is the patient's given name."""
        super().__init__()
        self._frame, self._page = frame, ("", "", "")
        self._heading, self._lead = Text("", "patient_title", "heading"), Text("", "patient", "meaning")
        self._voided, self._problem = Bar("voided"), Bar("problem")
        self._help = Text("", "patient_lead", "help")
        self._answers, self._choices = Answers(), Choices()
        naming = words["may_be_named"].format(name=name)
        self._named = YesNo("named", naming, words["yes"], words["no"])
        self._naming = held(column(Text(naming, "patient"), row(self._named, None), spacing=8))
        self._pad, self._signer = SignaturePad("pad", words["sign_here"]), Text("", "patient_quiet", "signer")
        self._pad.setMaximumHeight(TALLEST_PAD_PX)
        self._hint, self._other_way = Text("", "patient", "hint"), LinkButton("", "other_way")
        self._witness = TypedField("witness", words["witness"], words["mark_hint"])
        self._heard_by = TypedField("heard_by", words["heard_by"], words["heard_by_hint"])
        self._reason = TypedField("assent_reason", words["not_possible_reason"], lines=2)
        self._offers = Offers()
        self._due: QWidget = self._pad
        self._connect()
        self._lay_out()

    def draw(self, state: SigningState) -> None:
        """Draw what has changed; what a person is drawing or typing is left alone."""
        self._draw_words(state)
        self._answers.draw(state.answers_title, state.answers)
        self._choices.draw(state.choices_hint, state.choices)
        self._naming.setVisible(state.asks_naming)
        self._named.show_answer(state.may_be_named)
        self._side.setVisible(bool(state.answers or state.choices) or state.asks_naming)
        self._reason.draw(state.reason)
        self._pad.setVisible(state.has_pad)
        self._signer.show_words(state.signer)
        self._hint.show_words(state.hint)
        self._witness.draw(state.witness)
        self._heard_by.draw(state.heard_by)
        self._offers.draw(state.offers)
        self._other_way.show_words(state.other_way)
        self._other_way.setVisible(bool(state.other_way))
        page = (state.place, state.kind, state.way)
        if page != self._page:
            self._page = page
            self._share(bool(state.choices) and not state.has_pad)
            self._pad.show_drawing(state.drawing)
            self._due = self._due_of(state)
            self._due.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._due.setFocus()

    def _draw_words(self, state: SigningState) -> None:
        self._heading.setText(state.heading)
        self._lead.show_words(state.lead)
        self._voided.show_bar(state.voided, "warn")
        self._problem.show_bar(state.problem, "warn")
        self._help.show_words(state.help)
        self._frame.show_progress(state.progress)
        self._frame.show_primary(state.primary)

    def _share(self, chosen_mostly: bool) -> None:
        """Most of the page's width to the pad, or to what is chosen where there is none."""
        for index, part in enumerate((3, 2) if chosen_mostly else (2, 3)):
            self._body.setStretch(index, part)

    def _due_of(self, state: SigningState) -> QWidget:
        """Where the keyboard belongs on a page that is just opened."""
        if state.has_pad:
            return self._pad
        if state.heard_by.asked and not state.heard_by.text:
            return self._heard_by
        return self._reason if state.reason.asked else self._frame.primary

    def _take_offer(self, name: str) -> None:
        own = {"undo_stroke": self._pad.undo_stroke, "clear": self._pad.clear}
        if name in own:
            own[name]()
        else:
            self.offer_asked.emit(name)

    def _connect(self) -> None:
        self._frame.continue_asked.connect(lambda: self.signed_asked.emit(self._drawn()))
        self._frame.back_asked.connect(self.back_asked)
        self._frame.question_asked.connect(self.question_asked)
        self._offers.pressed.connect(self._take_offer)
        self._choices.pressed.connect(self.chip_asked)
        self._named.answered.connect(self.naming_asked)
        self._other_way.clicked.connect(self.other_way_asked)
        self._pad.changed.connect(lambda: self.drawn.emit(self._drawn()))
        self._witness.typed.connect(self.witness_typed)
        self._heard_by.typed.connect(self.heard_by_typed)
        self._reason.typed.connect(self.reason_typed)

    def _drawn(self) -> Drawing:
        return self._pad.drawing()

    def _lay_out(self) -> None:
        self._side = held(column(self._answers, self._choices, self._naming, None, spacing=18))
        lines = (self._hint, self._heard_by, self._witness, self._reason)
        ways = row(self._offers, self._other_way, spacing=12)
        ways.setStretch(0, 1)
        main = column(self._pad, self._signer, *lines, ways, None, spacing=12)
        main.setStretch(0, MOSTLY)
        self._body = row(self._side, held(main), spacing=40)
        words = held(column(self._help, self._heading, self._lead, spacing=8), "words")
        page = column(self._voided, self._problem, words, self._body, spacing=18)
        page.setStretchFactor(self._body, 1)
        self._frame.set_content(held(page))
        self.setLayout(column(self._frame))
