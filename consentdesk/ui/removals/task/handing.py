"""Who sees to a task, by when. objectNames: removal_who, removal_due_words, removal_late,
change_owner, removal_owner (with removal_owner_<id>), removal_due, save_owner.
"""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.removals.task.state import TaskState
from consentdesk.ui.words import _


class HandingCard(Card):
    """Draws the Handing of a TaskState."""

    change_asked = Signal()
    owner_chosen = Signal(str)
    due_typed = Signal(str)
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="removal_handing")
        self._who, self._due_words = Text("", "strong", "removal_who"), Text("", "quiet", "removal_due_words")
        self._late = Text("", "problem", "removal_late")
        self._change = LinkButton(_("Change…"), "change_owner", _("Change who sees to it, or the day"))
        self._owner = ChipRow("removal_owner", _("Who sees to it"))
        self._due = Field("removal_due", _("By when"))
        self._save = SecondaryButton(_("Hand it on"), "save_owner")
        self._change.clicked.connect(self.change_asked)
        self._owner.chosen.connect(self.owner_chosen)
        self._due.edited.connect(self.due_typed)
        self._due.entered.connect(self.save_asked)
        self._save.clicked.connect(self.save_asked)
        self._lay_out()

    def draw(self, state: TaskState) -> None:
        handing, problems = state.handing, dict(state.problems)
        self._who.setText(handing.owner)
        self._due_words.show_words("" if handing.late else handing.due)
        self._late.show_words(handing.due if handing.late else "")
        self._owner.show_options(handing.people)
        self._owner.show_value(handing.new_owner)
        self._due.show_text(handing.new_due)
        self._owner.show_problem(problems.get("removal_owner", ""))
        self._due.show_problem(problems.get("removal_due", ""))
        reveal(self._change, state.open)
        reveal(self._asking, state.open and handing.changing)

    def _lay_out(self) -> None:
        self._asking = held(column(self._owner, self._due, row(None, self._save), spacing=8))
        self.body.setSpacing(4)
        for part in (self._who, self._due_words, self._late, held(row(self._change, None)), self._asking):
            self.body.addWidget(part)
