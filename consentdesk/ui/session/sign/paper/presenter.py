"""Leads the page of the paper route: pages come back, and who signed them is noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from consentdesk.domain.refusals import Problem
from consentdesk.domain.signing import paper_problems, signature_holds, take_back
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.gathering import Gathering
from consentdesk.ui.session.sign.paper.incoming import Incoming
from consentdesk.ui.session.sign.paper.printout import Printout
from consentdesk.ui.session.sign.paper.state import PaperState
from consentdesk.ui.session.sign.paper.told import Told
from consentdesk.ui.session.sign.places import ASSENT, PAPER, others
from consentdesk.ui.session.sign.walk import Walk
from consentdesk.ui.words import _
from consentdesk.workflows import sign_on_paper


class PaperPresenter(Presenter[PaperState]):
    """Nothing counts before all pages of the form are back. `printout` is the form on its way out, `incoming`
    what comes back."""

    def __init__(self, walk: Walk) -> None:
        super().__init__(PaperState())
        flow = walk.flow
        self._walk, self._flow = walk, flow
        self.printout, self.incoming = Printout(flow), Incoming(flow, self)
        self.printout.setParent(self)
        self._pictures = Gathering(flow, self, needed=False)
        for moved in (self.printout.state_changed, self.incoming.moved, self._pictures.came, flow.changed):
            moved.connect(self._refresh)
        self._refresh()

    def choose_files(self) -> None:
        self.add_files(self._flow.machine.files.scans())

    def add_files(self, paths: Sequence[Path]) -> None:
        if paths:
            self.incoming.add(paths)

    def agree(self, role: str) -> None:
        """Note that a person's ink stands on the paper."""
        self._flow.run(partial(sign_on_paper.agree_in_ink, self._flow.desk, self._flow.draft.id, role))

    def take_back(self, role: str) -> None:
        """It was noted for the wrong one, or too soon."""
        self._flow.act(lambda rules, draft, now: take_back(draft, role))

    def enter_own_word(self) -> None:
        """To the page for what the patient themself wrote, once there is paper to read it from."""
        missing = paper_problems(self._flow.draft)
        if missing:
            self._flow.show_problems(tuple(missing))
        else:
            self._walk.turn_to(ASSENT)

    def go_on(self) -> None:
        """On to the patient's own word, or to the explainer; or say what is missing."""
        missing = self._missing()
        if missing:
            self._flow.show_problems(tuple(missing))
        else:
            self._walk.onward(PAPER)

    def _missing(self) -> list[Problem]:
        flow, incoming = self._flow, self.incoming
        if incoming.busy:
            still: dict[str, str | int] = {"done": incoming.done, "total": incoming.total}
            return [Problem("images_still_coming", "scans", still)]
        roles = others(flow.rules, flow.draft, flow.now())
        unsigned = [role for role in roles if not signature_holds(flow.draft, role)]
        return paper_problems(flow.draft) or [
            Problem("signature_missing", f"sign:{role}", {"role": role}) for role in unsigned
        ]

    def _refresh(self) -> None:
        flow, incoming = self._flow, self.incoming
        words = _("Reading the pages: {done} of {total}").format(done=incoming.done, total=incoming.total)
        pictures, month_first = self._pictures.at_hand, flow.machine.month_first
        told = Told(flow.staff_rules, flow.draft, flow.now(), self._walk.people, pictures, month_first)
        state = replace(
            self.state,
            out=self.printout.state,
            loose=incoming.loose,
            progress=words if incoming.busy else "",
            done=incoming.done,
            total=incoming.total,
            refused=incoming.refused,
            problems=told.problems(flow.problems if self._walk.at == PAPER else ()),
        )
        self.become(told.described(state))
        form = flow.draft.paper
        self._pictures.want(*(scan.sha256 for scan in (form.scans if form else ())))
