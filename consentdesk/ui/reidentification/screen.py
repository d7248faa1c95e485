"""Looking for what identifies the patient. objectNames: check_page, purpose, picture, picture_words, strip
(with strip_<image>), mask, check_use (with check_use_<use>), check_outlet, limits, finish, back (home where
it leads there), finished (with finished_release), leaving (with leaving_stay, leaving_leave), problems,
trouble; those of the checklist, the words and the findings stand in their own modules.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.picture import Thumbnail, ThumbnailStrip
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.reidentification.checklist import Checklist
from consentdesk.ui.reidentification.findings import FindingsPart
from consentdesk.ui.reidentification.picture import LEAST_PX, SeenPicture
from consentdesk.ui.reidentification.saying import SayingPart
from consentdesk.ui.reidentification.state import CheckState
from consentdesk.ui.reidentification.told import boxes_words, limits_words, place_in_row, ran_words
from consentdesk.ui.words import _

CHECKLIST_PX, NARROW_PX, NARROW_PICTURE_PX = 412, 860, 300


class CheckScreen(QWidget):
    """Draws a CheckState; `picked(image)` of the strip, `mask_asked` for the picture in sight."""

    back_asked = Signal()
    leave_asked = Signal()
    finish_asked = Signal()
    mask_asked = Signal()
    release_asked = Signal()
    picked = Signal(str)
    use_chosen = Signal(str)
    outlet_typed = Signal(str)

    def __init__(self, back: str, back_name: str = "back") -> None:
        super().__init__()
        self.setObjectName("check_page")
        self._state, self._is_narrow = CheckState(), False
        self._back = LinkButton(f"‹  {back}", back_name, back)
        self._purpose = Text("", "quiet", "purpose")
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        self._picture, self._words = SeenPicture("picture"), Text("", "strong", "picture_words")
        self._mask = LinkButton(_("Crop or cover…"), "mask", _("Crop or cover something of this picture"))
        self._strip = ThumbnailStrip("strip", _("The pictures"))
        self.checklist, self.saying, self.findings = Checklist(), SayingPart(), FindingsPart()
        self._use = ChipRow("check_use", _("What it is to leave for"))
        self._outlet = Field("check_outlet", _("Journal, site or platform"))
        self._honest = Text("", "quiet", "limits")
        self._finish = PrimaryButton(_("Finish the check"), "finish")
        self._finished, self._leaving = Bar("finished"), Bar("leaving")
        self._connect()
        self._lay_out()

    def ask_to_leave(self, asking: bool) -> None:
        """Ask, or not any more, whether what was answered is to be left."""
        words = _("What you answered is not noted yet: it is once the check is finished.")
        ways = (("stay", _("Stay here")), ("leave", _("Leave without")))
        self._leaving.show_bar(words if asking else "", "warn", ways if asking else ())

    def draw(self, state: CheckState) -> None:
        """Draw what has changed; what is typed stays, and so does the keyboard."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        if state.finished != before.finished:
            self._finished.show_bar(state.finished, "good", (("release", _("Release…")),))
        self._purpose.show_words(state.purpose)
        self._draw_picture(state)
        self._draw_aim(state)
        self.checklist.draw(state)
        self.saying.draw(state)
        self.findings.draw(state)
        self._honest.setText(f"{ran_words(state.seen.ran if state.seen else None)} {limits_words()}")
        if state.image != before.image:
            self.checklist.lead_keyboard(state)
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)
        elif not state.problems:
            self._problems.show_problems(())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.checklist.lead_keyboard(self._state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(event.size())

    def _draw_picture(self, state: CheckState) -> None:
        seen = state.seen
        found = boxes_words(len(seen.faces), len(seen.eyes), len(seen.texts)) if seen else ""
        several = len(state.pictures) > 1
        which = place_in_row(state.number, len(state.pictures)) if several else ""
        told = " · ".join(part for part in (which, state.words, found) if part)
        self._picture.show_seen(state.view, seen, told)
        self._words.setText(told)
        self._strip.show_thumbnails(
            [Thumbnail(each.image, each.words, each.picture, each.done) for each in state.nearby]
        )
        self._strip.show_picked(state.image)
        reveal(self._strip, several)

    def _draw_aim(self, state: CheckState) -> None:
        """Where it was not settled before what the picture is to leave for."""
        reveal(self._aim, not state.settled and bool(state.uses))
        self._use.show_options(state.uses)
        self._use.show_value(state.use)
        self._use.show_problem(state.problem("check_use"))
        self._outlet.show_text(state.outlet)
        self._outlet.show_problem(state.problem("check_outlet"))

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_asked)
        self._mask.clicked.connect(self.mask_asked)
        self._strip.picked.connect(self.picked)
        self._use.chosen.connect(self.use_chosen)
        self._outlet.edited.connect(self.outlet_typed)
        self._finish.clicked.connect(self.finish_asked)
        self._finished.asked.connect(self.release_asked)
        ways = {"stay": lambda: self.ask_to_leave(False), "leave": self.leave_asked.emit}
        self._leaving.asked.connect(lambda name: ways[name]())
        self.checklist.ended.connect(self._finish.setFocus)

    def _lay_out(self) -> None:
        foot = row(self._honest, self._finish, spacing=20)
        foot.setStretch(0, 1)
        around = (self._leaving, self._trouble, self._problems, self._lay_out_aim())
        parts = (self._lay_out_head(), *around, self._lay_out_grid(), self.findings, self._finished, foot)
        page = column(*parts, spacing=10)
        page.setStretchFactor(self._grid, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
        self._put(narrow=False)

    def _lay_out_head(self) -> QHBoxLayout:
        title = Text(_("Could it be recognised?"), "title", wrap=False)
        head = row(title, self._purpose, None, self._back, spacing=16)
        head.setStretchFactor(self._purpose, 3)
        return head

    def _lay_out_grid(self) -> QGridLayout:
        under = row(self._words, self.saying.more, self._mask, spacing=4)
        under.setStretch(0, 1)
        seen = column(self._picture, under, self._strip, self.saying, spacing=4)
        seen.setStretchFactor(self._picture, 1)
        self._look, self._list = held(seen), Card(self.checklist, name="checklist_card")
        self._list.body.addStretch(1)
        self._list.body.setContentsMargins(10, 10, 10, 8)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(18)
        return self._grid

    def _lay_out_aim(self) -> QWidget:
        aim = row(spacing=20)
        for part in (self._use, self._outlet):
            aim.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self._aim = held(aim)
        return self._aim

    def _place(self, size: QSize) -> None:
        narrow = size.width() < NARROW_PX
        if narrow != self._is_narrow:
            self._put(narrow)

    def _put(self, narrow: bool) -> None:
        """The checklist beside the picture, or where there is no room below it."""
        self._is_narrow = narrow
        self._grid.addWidget(self._look, 0, 0)
        self._grid.addWidget(self._list, *((1, 0) if narrow else (0, 1)), Qt.AlignmentFlag.AlignTop)
        self._list.setMinimumWidth(0 if narrow else CHECKLIST_PX)
        self._picture.setMinimumHeight(NARROW_PICTURE_PX if narrow else LEAST_PX)
        self._grid.setColumnStretch(0, 1)
