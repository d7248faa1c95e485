"""Whether a second person agrees. objectNames: agreeing_page, home, trouble, problems, agreeing_picture,
agreeing_going, agreeing_checked, agreeing_caption, agreeing_mark, agreeing_reading, left_in_<n> from 1,
together_<n>, agreeing_note, warning_<n>, agreeing_said, agree, decline; where it is declined decline_reason,
decline_yes; agreeing_done.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.agreeing.state import AgreeingState, LeftInRow, Posting
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.beside import Beside
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.reading import Reading
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.reidentification.told import limits_words
from consentdesk.ui.words import _

PICTURE_PX, PICTURE_HIGH_PX, READING_PX = 400, 210, 330


class AgreeingScreen(QWidget):
    """Draws an AgreeingState. The way on is never closed: pressed early it says so, and reads on."""

    home_asked = Signal()
    read_to_end = Signal()
    agree_asked = Signal()
    decline_asked = Signal()
    reason_typed = Signal(str)
    declined = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("agreeing_page")
        self._state = AgreeingState()
        self._home = LinkButton(_("‹  Home"), "home", _("Home"))
        self._trouble, self._done = Bar("trouble"), Bar("agreeing_done")
        self._problems = ProblemSummary(_("There is a problem"))
        self._picture = Picture("agreeing_picture")
        self._picture.setMinimumHeight(PICTURE_HIGH_PX)
        self._picture.set_alignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._going, self._checked = Text("", "lead", "agreeing_going"), Text("", "quiet", "agreeing_checked")
        self._title, self._caption = Text("", "strong"), Text("", "body", "agreeing_caption")
        self._mark = Text("", "quiet", "agreeing_mark")
        self._reading = Reading("agreeing_reading", _("What to know before you agree"))
        self._reading.setMinimumWidth(READING_PX)
        self._said = Text("", "quiet", "agreeing_said")
        self._reason = Field("decline_reason", _("Why not? Whoever made the check reads it"))
        self._decline_yes = SecondaryButton(_("I do not agree"), "decline_yes")
        self._decline = SecondaryButton(_("I do not agree…"), "decline")
        self._agree = PrimaryButton(_("I agree"), "agree")
        self._connect()
        self._lay_out()

    def draw(self, state: AgreeingState) -> None:
        """Draw what has changed; what is being read stays."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        self._done.show_bar(state.done, "good")
        if state.posting is not None and state.posting is not before.posting:
            self._draw_posting(state.posting)
        open_still = state.posting is not None and not state.done
        reveal(self._body, state.posting is not None)
        reveal(self._declining, state.declining)
        reveal(self._decline, open_still and not state.declining)
        reveal(self._agree, open_still)
        self._reason.show_text(state.reason)
        self._reason.show_problem(dict(state.problems).get("decline_reason", ""))
        self._draw_problems(state, before)
        if state.declining and not before.declining:
            self._reason.setFocus()

    def _draw_problems(self, state: AgreeingState, before: AgreeingState) -> None:
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)
            if not state.seen_to_end and not state.declining:
                self._reading.read_on()
        elif not state.problems:
            self._problems.show_problems(())

    def _draw_posting(self, posting: Posting) -> None:
        self._picture.show_image(posting.picture, posting.words)
        self._going.setText(posting.going)
        self._checked.setText(posting.checked)
        self._title.show_words(posting.title)
        self._caption.show_words(posting.caption)
        self._mark.show_words(posting.mark)
        self._said.show_words(posting.said)
        self._reading.hold(column(*_parts(posting), spacing=14), (4, 4, 12, 4))
        self._reading.setFocus()

    def _connect(self) -> None:
        self._home.clicked.connect(self.home_asked)
        self._reading.read_to_end.connect(self.read_to_end)
        self._agree.clicked.connect(self.agree_asked)
        self._decline.clicked.connect(self.decline_asked)
        self._reason.edited.connect(self.reason_typed)
        self._reason.entered.connect(self.declined)
        self._decline_yes.clicked.connect(self.declined)

    def _lay_out(self) -> None:
        parts = (self._picture, self._going, self._title, self._caption, self._mark, self._checked)
        what = held(column(Card(*parts, name="agreeing_what"), None))
        self._body = Beside(what, self._reading, PICTURE_PX)
        why = row(self._reason, column(None, self._decline_yes), spacing=12)
        why.setStretch(0, 1)
        self._declining = held(why)
        foot = row(self._said, None, self._decline, self._agree, spacing=12)
        head = row(Text(_("Do you agree that this leaves?"), "title", wrap=False), None, self._home)
        page = column(head, self._trouble, self._problems, self._done, self._body, self._declining, foot)
        page.setSpacing(12)
        page.setStretchFactor(self._body, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _parts(posting: Posting) -> Iterator[QWidget]:
    rows = [_left_in(number, shown) for number, shown in enumerate(posting.left_in, start=1)]
    nothing = Text(_("Nothing that was found was left in. What nothing found may be there all the same."))
    together = [Text(said, "body", f"together_{n}") for n, said in enumerate(posting.together, start=1)]
    ran = Text(" ".join((posting.ran, limits_words())), "quiet")
    heading = _("What points to the patient and stays")
    yield Card(*(rows or [nothing]), *together, ran, heading=heading, name="agreeing_left_in")
    if posting.note:
        yield Card(Text(posting.note, "body"), name="agreeing_note")
    if posting.warnings:
        told = (
            held(column(Text(said.title, "strong"), Text(said.text, "body"), spacing=2), f"warning_{number}")
            for number, said in enumerate(posting.warnings, start=1)
        )
        yield Card(*told, name="agreeing_warnings")


def _left_in(number: int, shown: LeftInRow) -> QWidget:
    stays = Text(_("It stays: {reason}").format(reason=shown.reason), "body")
    said = column(Text(shown.what, "strong"), Text(shown.why, "quiet"), stays, spacing=2)
    return held(said, f"left_in_{number}")
