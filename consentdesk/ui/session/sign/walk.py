"""From one person's page to the next."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.draft import Step
from consentdesk.domain.pack import Pathway
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.signing import signer_names
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.sign.places import ASSENT, PAPER, ROUTES, first_open, is_done, people, places


class Walk(QObject):
    """Begins with the first person who has not agreed to what stands there now. `turned` says that another
    page is due; `at` is which."""

    turned = Signal()

    def __init__(self, flow: SessionFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.flow = flow
        self._child_says_no = False
        self.at = self._first_open

    @property
    def path(self) -> Pathway:
        path = self.flow.pathway()
        assert path is not None
        return path

    @property
    def order(self) -> tuple[str, ...]:
        flow = self.flow
        return places(flow.rules, flow.draft, flow.now(), self._child_says_no)

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody who agrees or says their own word."""
        flow = self.flow
        return people(flow.rules, flow.draft, flow.now(), self._child_says_no)

    def is_done(self, place: str) -> bool:
        """Whether nothing is left to do on a page."""
        return is_done(self.flow.rules, self.flow.draft, self.flow.now(), place)

    def turn_to(self, place: str) -> None:
        self.at = place
        self.turned.emit()
        self.flow.show_problems(())

    def onward(self, at: str) -> None:
        """From `at` to the first page where something is left to do; nothing happens where that was done."""
        if at == self.at:
            self.turn_to(self._first_open)

    def back(self) -> None:
        """To the page before, or to the step before."""
        index = self.order.index(self.at) if self.at != ROUTES else 1
        if index == 0:
            self.flow.go_back()
        else:
            self.turn_to(self.order[index - 1])

    def lead_to(self, where: str) -> None:
        """To the place that a problem is about: a person's page, or a step before and straight back."""
        place, step = self._place_of(where.removeprefix("sign:")), self._step_of(where)
        if place and place != self.at:
            self.turn_to(place)
        elif not place and step is not None:
            self.flow.change_at(step)

    def _place_of(self, where: str) -> str:
        """The page of this step where something can be put right; "" for none."""
        of_paper = self.order[0] == PAPER and where in (*self.people, "print_form", "scans")
        first = where == "heard_by" or (where == "witness" and not signer_names(self.flow.draft, where))
        if of_paper and where != ASSENT:
            return PAPER
        if first:
            return self.order[0]
        return where if where in self.order else ""

    def _step_of(self, where: str) -> Step | None:
        """The step before this one that a problem belongs to; None for one of this."""
        flow = self.flow
        earlier = (step for step in Step if step is not Step.SIGN)
        found = (
            step
            for step in earlier
            if any(p.where == where for p in problems_at(flow.rules, flow.draft, step, flow.now()))
        )
        return Step.IMAGES if where == "images" else next(found, None)

    def ask_the_way(self) -> None:
        """How people agree: the page for that (R20)."""
        self.turn_to(ROUTES)

    def hear_the_child(self) -> None:
        """A young child says no unasked: the page for that (R9)."""
        self._child_says_no = True
        self.turn_to(ASSENT)

    @property
    def _first_open(self) -> str:
        return first_open(self.flow.rules, self.flow.draft, self.flow.now(), self.order)
