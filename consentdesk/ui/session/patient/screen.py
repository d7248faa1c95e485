"""The first page of a session: who the patient is and who decides.

objectNames: finding: `find`, `match_<n>`, `new_patient` · details: `given_name`, `family_name`, `born`,
`record_number`, `open_known`, `capacity_<value>`, `override_reason` (below whichever answer asks for it),
`disability`, `life_more`, `life_<value>`, `helpers_more`, `interpreter_name`, `interpreter_language`,
`support_name`, `look_again`, `language_<code>` · who decides: `pathway`, `from_last`, `alone_more`,
`decides_alone_<ground>`, `hold_more`, `hold_reason`, `hold`, `only_one`, `one_signs`, `both`; per adult,
the second one's with `second_` before: `representative_name`, `relationship_<code>`, `relationship_change`,
`authority_<code>`, `authority_change` · bars: `held_resume`, `unprintable` · frame: `back`, `later`,
`continue`.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.frames import SessionFrame
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary, focus_widget
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.patient.condition import Condition
from consentdesk.ui.session.patient.deciding import Deciding
from consentdesk.ui.session.patient.finding import Finding
from consentdesk.ui.session.patient.parts import Helpers, Identity, link_row
from consentdesk.ui.session.patient.speaking import Speaking
from consentdesk.ui.session.patient.state import PatientState
from consentdesk.ui.words import _

# where a part that was unfolded begins, unless at the widget of its own name
BEGINS_AT = {
    "alone": "decides_alone",
    "helpers": "interpreter_name",
    "hold": "hold_reason",
    "only_one": "one_signs",
}
# where the keyboard goes when such a part is folded away again
ENDS_AT = {"alone": "alone_more", "only_one": "second_representative_name"}


class PatientScreen(QWidget):
    """Draws a PatientState in the frame it is given; decides nothing."""

    find_asked = Signal(str)
    pick_asked = Signal(str)
    new_asked = Signal()
    look_again_asked = Signal()
    edit_asked = Signal(str, str)
    unfold_asked = Signal(str)
    language_asked = Signal(str)
    hold_asked = Signal()
    resume_asked = Signal()
    continue_asked = Signal()

    def __init__(self, frame: SessionFrame, state: PatientState) -> None:
        super().__init__()
        self.setObjectName("patient_page")
        self._problems, self._state = ProblemSummary(_("There is a problem")), state
        self._held, self._unprintable = Bar("held"), Bar("unprintable")
        self._barred = ("", "")
        self.finding, self.identity = Finding(), Identity(state.day_example)
        self.condition, self.helpers, self.deciding = Condition(), Helpers(), Deciding()
        self.speaking = Speaking(state.languages)
        self._lay_out(frame)
        self._connect(frame)
        self._draw_all(state)

    def draw(self, state: PatientState) -> None:
        """Draw what has changed; what a person is typing in is left alone."""
        before, self._state = self._state, state
        self._draw_all(state)
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)
        if before.form.patient_id != state.form.patient_id:
            self._focus()
        for part in state.unfolded - before.unfolded:
            focus_widget(self, BEGINS_AT.get(part, part))
        for part in before.unfolded - state.unfolded:
            focus_widget(self, ENDS_AT.get(part, part))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus()

    def _focus(self) -> None:
        """Put the cursor where something is typed next."""
        if self._state.finding:
            self.finding.setFocus()
        else:
            self.identity.focus_first_empty()

    def _draw_all(self, state: PatientState) -> None:
        self._details.setVisible(not state.finding)
        self.finding.setVisible(state.finding)
        self._again.setVisible(not state.finding)
        for part in (self.finding, self.identity, self.condition, self.helpers, self.deciding):
            part.draw(state)
        self.speaking.draw(state.language, not state.finding)
        self._draw_bars(state)

    def _draw_bars(self, state: PatientState) -> None:
        if self._barred == (state.held, state.unprintable):
            return
        self._barred = (state.held, state.unprintable)
        held_words = _("This session is held: {reason}").format(reason=state.held)
        resume = (("resume", _("Continue the session")),)
        self._held.show_bar(held_words if state.held else "", "warn", resume if state.held else ())
        missing = _("The copy cannot show these characters: {characters}. Everything else is printed.")
        words = missing.format(characters=" ".join(state.unprintable)) if state.unprintable else ""
        self._unprintable.show_bar(words, "info")

    def _lay_out(self, frame: SessionFrame) -> None:
        self._again = LinkButton(_("It is somebody else"), "look_again")
        title = row(Text(_("Who is the patient?"), "title", wrap=False), None, self._again)
        seldom = link_row(self.condition.more, self.helpers.more)
        entered = column(self.identity, self.condition, seldom, self.helpers, None, spacing=12)
        columns = row(entered, self.deciding, spacing=32)
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        self._details = held(columns, "details")
        self.setLayout(
            column(
                self._problems,
                title,
                self._held,
                self._unprintable,
                self.finding,
                self._details,
                None,
                spacing=14,
            )
        )
        frame.set_extras(self.speaking)
        frame.set_content(self)

    def _connect(self, frame: SessionFrame) -> None:
        self.finding.typed.connect(self.find_asked)
        self.finding.picked.connect(self.pick_asked)
        self.finding.new_asked.connect(self.new_asked)
        self._again.clicked.connect(self.look_again_asked)
        for part in (self.identity, self.condition, self.helpers, *self.deciding.parts):
            part.edited.connect(self.edit_asked)
            part.entered.connect(self.continue_asked)
            part.unfold_asked.connect(self.unfold_asked)
        self.identity.known_asked.connect(self.pick_asked)
        self.speaking.chosen.connect(self.language_asked)
        self.deciding.hold.hold_asked.connect(self.hold_asked)
        self._held.asked.connect(lambda name: self.resume_asked.emit())
        frame.continue_asked.connect(self.continue_asked)
