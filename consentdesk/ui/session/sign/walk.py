"""From one person's page to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.pack import Pathway
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.sign.places import ASSENT, first_open, places


class Walk(QObject):
    """Begins with the first person who has not signed what stands there now. `turned` says that another
    page is due; `at` is which."""

    turned = Signal()

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self._child_says_no = False
        self.at = first_open(self.path, flow.draft, self.order)

    @property
    def path(self) -> Pathway:
        path = self.flow.pathway()
        assert path is not None
        return path

    @property
    def order(self) -> tuple[str, ...]:
        flow = self.flow
        return places(flow.rules, flow.draft, flow.now(), self._child_says_no)

    def turn_to(self, place: str) -> None:
        self.at = place
        self.turned.emit()
        self.flow.show_problems(())

    def onward(self, at: str) -> None:
        """From `at` to the first page where something is left to do; nothing happens where that was done."""
        if at == self.at:
            self.turn_to(first_open(self.path, self.flow.draft, self.order))

    def back(self) -> None:
        """To the page before, or to the step before."""
        index = self.order.index(self.at)
        if index == 0:
            self.flow.go_back()
        else:
            self.turn_to(self.order[index - 1])

    def hear_the_child(self) -> None:
        """A young child says no unasked: the page for that (R9)."""
        self._child_says_no = True
        self.turn_to(ASSENT)
