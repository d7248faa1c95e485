"""May I use it? objectNames: may_use_page, check_files, looking (with looking_cancel), trouble, ask_use (its
chips ask_use_<use>), ask_outlet, ask_known (its chips ask_known_<name>), ask_day, the_answer (with
answer_word, answer_about, answer_more_<n>), remedies (with remedy_<n>), new_consent, open_record,
open_patient, check, release, report_incident, picture_<n> from 1 (its button open_<n>), more, nothing_chosen,
gallery, the_picture.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.dropping import TakesFiles
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.problems import focus_widget
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.may_use.rows import RowOfPicture
from consentdesk.ui.may_use.state import MayUseState
from consentdesk.ui.may_use.verdict import VerdictCard
from consentdesk.ui.reidentification.wanted import ROOM as CHECK_ROOM
from consentdesk.ui.reidentification.wanted import about as check_about
from consentdesk.ui.reporting import ROOM, of_images
from consentdesk.ui.words import _

PICTURE_PX = (320, 280)


class MayUseScreen(TakesFiles):
    """Draws a MayUseState. `patient_opened`, `record_opened`, `new_consent_asked` (with an id) and
    `room_opened(room, about)` lead away."""

    use_chosen = Signal(str)
    outlet_typed = Signal(str)
    day_typed = Signal(str)
    ask_asked = Signal()
    files_asked = Signal()
    stop_asked = Signal()
    more_asked = Signal()
    patient_opened = Signal(str)
    record_opened = Signal(str)
    new_consent_asked = Signal(str)
    room_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("may_use_page")
        self._state = MayUseState()
        self._files = SecondaryButton(_("Check files…"), "check_files")
        self._trouble, self._busy = Bar("trouble"), BusyBar("looking", _("Stop"))
        self._use = ChipRow("ask_use", _("What for?"))
        self._outlet, self._day = Field("ask_outlet", _("Where?")), Field("ask_day", _("When?"))
        self._outlet.show_placeholder(_("The journal, the site or the platform"))
        self._known, self._picture = ChipRow("ask_known", ""), Picture("the_picture")
        self._verdict, self._rows = VerdictCard(), column(spacing=12)
        self._list = Card(held(self._rows), name="pictures_card")
        self._more = SecondaryButton(_("Show more"), "more")
        self._nothing = self._nothing_chosen()
        self._connect()
        self._lay_out()

    def draw(self, state: MayUseState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._use.show_options(state.uses)
        self._use.show_value(state.use)
        reveal(self._outlet, state.names_outlet)
        self._day.show_placeholder(_("Today, {day}").format(day=state.today))
        self._day.show_problem(state.problem("ask_day"))
        self._outlet.show_text(state.outlet)
        self._known.show_options([(name, name) for name in state.offered])
        reveal(self._known, bool(state.offered))
        self._busy.show_progress(state.busy, state.done, state.total)
        self._trouble.show_bar(state.trouble, "warn")
        reveal(self._choose, state.can_choose)
        if (state.rows, state.answer, state.shown) != (before.rows, before.answer, before.shown):
            self._draw_answer(state)
            self._draw_rows(state, before)
        if state.problems and state.tried != before.tried:
            focus_widget(self, state.problems[0][0])

    def _draw_answer(self, state: MayUseState) -> None:
        only = state.only
        reveal(self._nothing, state.answer is None)
        self._verdict.draw(state)
        reveal(self._picture, only is not None and not only.picture.isNull())
        if only is not None:
            self._picture.show_image(only.picture, only.words)
        reveal(self._list, only is None and bool(state.rows))
        reveal(self._more, only is None and len(state.rows) > state.shown)

    def _draw_rows(self, state: MayUseState, before: MayUseState) -> None:
        """Those that stand there already stay where only more of them are shown."""
        stay = before.shown if state.rows == before.rows and state.shown > before.shown else 0
        if not stay:
            clear(self._rows)
        for number, shown in enumerate(() if state.only else state.rows[: state.shown], start=1):
            if number > stay:
                line = RowOfPicture(shown, number)
                line.opened.connect(self.patient_opened)
                self._rows.addWidget(line)

    def _nothing_chosen(self) -> QWidget:
        drop = _("Drop photographs, a folder, slides, a document or a PDF here: each picture is checked.")
        listed = _("Or choose pictures from a patient's file, or from the list of all pictures.")
        gallery = SecondaryButton(_("Choose pictures"), "gallery")
        gallery.clicked.connect(partial(self.room_opened.emit, "gallery", ""))
        self._choose = held(column(Text(listed), row(gallery, None)))
        return Card(Text(drop), self._choose, name="nothing_chosen")

    def _take_known(self, name: str) -> None:
        self.outlet_typed.emit(name)
        self.ask_asked.emit()

    def _check(self) -> None:
        about = check_about(self._state.unchecked_images, self._state.use, self._state.outlet.strip())
        self.room_opened.emit(CHECK_ROOM, about)

    def _release(self) -> None:
        self.room_opened.emit("release", " ".join(self._state.allowed_images))

    def _report(self) -> None:
        state = self._state
        self.room_opened.emit(ROOM, of_images(state.refused_images, state.use, state.outlet.strip()))

    def _connect(self) -> None:
        self._use.chosen.connect(self.use_chosen)
        self._outlet.edited.connect(self.outlet_typed)
        self._day.edited.connect(self.day_typed)
        for field in (self._outlet, self._day):
            field.entered.connect(self.ask_asked)
        self._known.chosen.connect(self._take_known)
        self._files.clicked.connect(self.files_asked)
        self._busy.cancel_asked.connect(self.stop_asked)
        self._more.clicked.connect(self.more_asked)
        self._verdict.consent_asked.connect(self.new_consent_asked)
        self._verdict.record_opened.connect(self.record_opened)
        self._verdict.patient_opened.connect(self.patient_opened)
        self._verdict.release_asked.connect(self._release)
        self._verdict.check_asked.connect(self._check)
        self._verdict.report_asked.connect(self._report)

    def _lay_out(self) -> None:
        self._picture.setFixedSize(*PICTURE_PX)
        self._picture.set_alignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        for part in (self._picture, self._list, self._more, self._verdict):
            part.hide()
        head = row(Text(_("May I use it?"), "title"), None, self._files)
        asked = Card(self._use, held(side_by_side(self._outlet, self._day)), self._known, name="question")
        body = row(column(self._picture, None), self._verdict, spacing=24)
        body.setStretchFactor(self._verdict, 1)
        more = row(None, self._more, None)
        parts = (head, self._trouble, self._busy, asked, body, self._nothing, self._list, more, None)
        self.setLayout(column(*parts, spacing=18))
