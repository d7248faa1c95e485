"""One place. objectNames: place, place_heading, has_to_leave (with has_to_leave_removals), place_left,
place_image, open_patient, those of the form, save_place, place_notice, place_next, looked, end_place,
report_incident,
place_outcome (with place_outcome_<outcome>), place_end_note, place_end, problems, trouble.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from consentdesk.domain.placement import Outcome
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.register.form import PlaceForm
from consentdesk.ui.register.place.state import PlaceState
from consentdesk.ui.register.told import left_words
from consentdesk.ui.reporting import ROOM, of_place
from consentdesk.ui.words import _

SIDE_PX, IMAGE_PX = 270, 130
OUTCOMES = (Outcome.REMOVED, Outcome.REPLACED, Outcome.CANNOT_RETRACT, Outcome.BEYOND_CONTROL)


class PlaceScreen(QWidget):
    """Draws a PlaceState. `done(page, notice)`, `work_opened(room, about)` and `patient_opened(id)` lead
    away."""

    done = Signal(str, str)
    work_opened = Signal(str, str)
    patient_opened = Signal(str)
    save_asked = Signal()
    next_typed = Signal(str)
    looked_asked = Signal()
    ending_asked = Signal()
    outcome_chosen = Signal(str)
    note_typed = Signal(str)
    end_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("place")
        self._state = PlaceState()
        self._title, self._told = Text("", "title", "place_heading"), Text("", "quiet")
        self._leave, self._left = Bar("has_to_leave"), Bar("place_left")
        self._trouble, self._notice = Bar("trouble"), Text("", "quiet", "place_notice")
        self._problems = ProblemSummary(_("There is a problem"))
        self._image, self._image_words = Picture("place_image"), Text("", "quiet")
        self._whose = Text("", "strong")
        self._patient = LinkButton(_("Open their file"), "open_patient")
        self.form = PlaceForm()
        self._save = PrimaryButton(_("Save the changes"), "save_place")
        self._next = Field("place_next", _("Look again on"))
        self._looked = SecondaryButton(_("Looked today"), "looked")
        self._begin = LinkButton(_("It is no longer there…"), "end_place")
        self._report = LinkButton(_("This should not be there…"), "report_incident")
        self._outcome = ChipRow(
            "place_outcome", _("What became of it"), [(o.value, left_words(o)) for o in OUTCOMES]
        )
        self._end_note = Field("place_end_note", _("Note"))
        self._end = SecondaryButton(_("Note that it left"), "place_end")
        self._connect()
        self._lay_out()

    def draw(self, state: PlaceState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._title.setText(state.title)
        self._told.setText(state.told)
        self._leave.show_bar(state.has_to_leave, "bad", (("removals", _("See the take-down")),))
        self._left.show_bar(state.left, "info")
        self._trouble.show_bar(state.trouble, "bad")
        self._notice.show_words(state.notice)
        self._draw_image(state)
        problems = dict(state.problems)
        self.form.draw(state.entries, state.uses, problems)
        self._next.show_text(state.next_review)
        self._end_note.show_text(state.end_note)
        for part in (self._next, self._end_note, self._outcome):
            name = part.objectName() if part is self._outcome else part.objectName().removesuffix("_field")
            part.show_problem(problems.get(name, ""))
        self._outcome.show_value(state.outcome)
        self._draw_ways(state)
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)
        elif not state.problems:
            self._problems.show_problems(())

    def _draw_image(self, state: PlaceState) -> None:
        gone = state.loaded and state.image.isNull()
        words = _("{label} (erased)").format(label=state.image_words) if gone else state.image_words
        self._image.show_image(state.image if not gone else QImage(), words)
        reveal(self._image, not gone)
        self._image_words.setText(words)
        self._whose.show_words(state.patient_name)
        reveal(self._patient, bool(state.patient_name))

    def _draw_ways(self, state: PlaceState) -> None:
        there = state.loaded and not state.left
        self.form.setEnabled(not state.left)
        reveal(self._save, there)
        reveal(self._picture, not state.ending)
        reveal(self._look_card, there and not state.ending)
        reveal(self._begin, there and not state.has_to_leave)
        reveal(self._report, there and not state.ending and state.may_report)
        reveal(self._end_card, there and state.ending)

    def _connect(self) -> None:
        self._save.clicked.connect(self.save_asked)
        self._next.edited.connect(self.next_typed)
        self._next.entered.connect(self.looked_asked)
        self._looked.clicked.connect(self.looked_asked)
        self._begin.clicked.connect(self.ending_asked)
        self._report.clicked.connect(lambda: self.work_opened.emit(ROOM, of_place(self._state.id)))
        self._outcome.chosen.connect(self.outcome_chosen)
        self._end_note.edited.connect(self.note_typed)
        self._end.clicked.connect(self.end_asked)
        self._leave.asked.connect(lambda room: self.work_opened.emit(room, self._state.task))
        self._patient.clicked.connect(lambda: self.patient_opened.emit(self._state.patient))

    def _lay_out(self) -> None:
        self._image.setFixedHeight(IMAGE_PX)
        self._image.set_alignment(Qt.AlignmentFlag.AlignLeft)
        link = held(row(self._patient, None))
        self._picture = Card(self._image, self._image_words, self._whose, link, name="place_picture")
        self._look_card = Card(self._next, held(row(self._looked, None)), name="place_look")
        self._end_card = Card(self._outcome, self._end_note, held(row(self._end, None)), name="place_ending")
        side = held(
            column(
                self._picture,
                self._look_card,
                row(self._begin, None),
                row(self._report, None),
                self._end_card,
                None,
                spacing=12,
            )
        )
        side.setFixedWidth(SIDE_PX)
        save = row(self._notice, None, self._save, spacing=12)
        known = Card(self.form, held(save), name="place_known")
        across = row(side, column(known, None), spacing=16)
        across.setStretch(1, 1)
        head = column(self._title, self._told, spacing=2)
        bars = (self._leave, self._left, self._trouble, self._problems)
        page = column(head, *bars, across, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
