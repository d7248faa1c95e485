"""Leads the last page: whoever explained says so with their code, and the session is sealed (R19, R22)."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.people import Member
from consentdesk.domain.refusals import Problem
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.sign.attest_words import attesting, sentence_for
from consentdesk.ui.session.sign.places import ATTEST
from consentdesk.ui.session.sign.state import AttestState
from consentdesk.ui.session.sign.walk import Walk
from consentdesk.workflows.come_and_go import who_is_here


class AttestPresenter(Presenter[AttestState]):
    """Whatever is refused changes nothing: the page names it and leads to its place."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(AttestState("", "", ()))
        self._walk, self._flow = walk, walk.flow
        self._me: Member | None = None
        self._flow.changed.connect(self._refresh)
        desk = self._flow.desk
        self._flow.machine.lane.run(self, lambda: who_is_here(desk), self._know_me, self._flow.show_refusal)
        self._refresh()

    def seal(self, code: str) -> None:
        """Attest with the code and seal."""
        if not code:
            self._flow.show_problems((Problem("code_missing", "code"),))
            return
        self._flow.seal(code)
        self._refresh()

    def _know_me(self, me: Member) -> None:
        self._me = me
        self._refresh()

    def _refresh(self) -> None:
        flow, walk = self._flow, self._walk
        if any(problem.code == "locked_by_codes" for problem in flow.problems):
            flow.machine.lock()
        here = flow.problems if walk.at == ATTEST else ()
        problems = tuple((_where(p), sentence_for(flow.staff_rules, p)) for p in here)
        state = attesting(flow.staff_rules, flow.draft, self._me, walk.people)
        self.become(replace(state, sealing=flow.busy, problems=problems))


def _where(problem: Problem) -> str:
    """What a problem leads to: another witness is named on the page of whoever speaks first."""
    return "heard_by" if problem.code == "explainer_is_witness" else problem.where or "code"
