"""Leads the last page: whoever explained says so with their code, and the session is sealed (R19, R22)."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.draft import Step
from consentdesk.domain.people import Member
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.refusals import Problem
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.sign.attest_words import attesting, sentence_for
from consentdesk.ui.session.sign.places import ATTEST
from consentdesk.ui.session.sign.state import AttestState
from consentdesk.ui.session.sign.walk import Walk


class AttestPresenter(Presenter[AttestState]):
    """Whatever is refused changes nothing: the page names it and leads to its place."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(AttestState("", "", ()))
        self._walk, self._flow = walk, walk.flow
        self._me: Member | None = None
        self._flow.changed.connect(self._refresh)
        vault = self._flow.desk.vault
        self._flow.machine.lane.run(self, lambda: vault.me, self._know_me, self._flow.show_refusal)
        self._refresh()

    def seal(self, code: str) -> None:
        """Attest with the code and seal."""
        if not code:
            self._flow.show_problems((Problem("code_missing", "code"),))
            return
        self._flow.seal(code)
        self._refresh()

    def lead_to(self, where: str) -> None:
        """To the place that a problem is about: a person's page, or a step before and straight back."""
        place = where.removeprefix("sign:")
        if place in self._walk.order:
            self._walk.turn_to(place)
        elif (step := self._step_of(where)) is not None:
            self._flow.change_at(step)

    def _step_of(self, where: str) -> Step | None:
        """The step that a problem belongs to; None for one of this page."""
        flow = self._flow
        found = (
            step
            for step in Step
            if any(p.where == where for p in problems_at(flow.rules, flow.draft, step, flow.now()))
        )
        return Step.IMAGES if where == "images" else next(found, None)

    def _know_me(self, me: Member) -> None:
        self._me = me
        self._refresh()

    def _refresh(self) -> None:
        flow, walk = self._flow, self._walk
        if any(problem.code == "locked_by_codes" for problem in flow.problems):
            flow.machine.lock()
        here = flow.problems if walk.at == ATTEST else ()
        problems = tuple((p.where or "code", sentence_for(flow.staff_rules, p)) for p in here)
        state = attesting(flow.staff_rules, flow.draft, self._me, walk.order)
        self.become(replace(state, sealing=flow.busy, problems=problems))
