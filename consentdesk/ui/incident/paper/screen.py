"""A paper of an incident. objectNames: incident_paper, paper_title, paper_draft (with paper_draft_approve),
change_letter, letter_told, trouble; those of the paper.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.paper.state import PaperState
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.layout import column, held, row, turn_to
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _
from consentdesk.workflows.give_paper import Document

LOWEST_PX = 440


class PaperScreen(QWidget):
    """Draws a PaperState, and the paper that `paper` makes of its document, with a widget beside it."""

    page_asked = Signal(str)
    approve_asked = Signal()
    change_asked = Signal()
    told_asked = Signal()

    def __init__(self, paper: Callable[[Document, QWidget], QWidget]) -> None:
        super().__init__()
        self.setObjectName("incident_paper")
        self._make, self._document = paper, ""
        self._title, self._trouble, self._draft = (
            Text("", "title", "paper_title"),
            Bar("trouble"),
            Bar("paper_draft"),
        )
        self._draft.asked.connect(lambda name: self.approve_asked.emit())
        self._place = column()
        page = column(self._title, self._trouble, self._draft, spacing=10)
        page.addLayout(self._place, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)

    def draw(self, state: PaperState) -> None:
        """Draw what has changed; a paper stays while it is the same."""
        self._title.setText(state.title)
        self._trouble.show_bar(state.trouble, "bad")
        words = _(
            "This is a draft, and says so on its pages. Read it; it leaves as it is once you approve it."
        )
        self._draft.show_bar(words if state.draft else "", "warn", (("approve", _("Approve it as it is")),))
        if state.document is not None and state.document.about != self._document:
            self._document = state.document.about
            part = self._make(state.document, self._ways(state))
            part.setMinimumHeight(LOWEST_PX)
            turn_to(self._place, part)
            self.setFocus()  # approving takes its button away, and with it the keyboard

    def _ways(self, state: PaperState) -> QWidget:
        """What else can be done with it: other words, and noting that somebody was told."""
        change = LinkButton(_("Change the words"), "change_letter")
        change.clicked.connect(self.change_asked)
        told = SecondaryButton(_("Note how they were told"), "letter_told")
        told.clicked.connect(self.told_asked)
        for button in (change, told):
            reveal(button, state.can_approve)
        return held(column(row(change, None), row(told, None), spacing=4))
