"""Leads a withdrawal: what, who asks, how; then it holds at once (R28–R33)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.signature import Drawing
from consentdesk.domain.withdrawal import Asking, Scope
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.withdraw.state import Form, WithdrawState
from consentdesk.ui.withdraw.told import (
    Known,
    choice,
    described,
    follows,
    opened,
    read,
    usual_authority,
    with_representative,
)
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.withdraw import Reach, Withdrawn, reach, withdraw

SHOWN_AT = {
    "scope": "uses",
    "signature": "signature",
    "letter": "letter_add",
    "kept": "derived",
}


class WithdrawPresenter(Presenter[WithdrawState]):
    """`withdrawn(id)` names the withdrawal, or the suspension, once it holds."""

    withdrawn = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, patient: str, image: str = "", use: str = "") -> None:
        super().__init__(WithdrawState(patient))
        self._machine, self._desk, self._image, self._use = machine, desk, image, use
        self._known: Known | None = None

    def open(self) -> None:
        """Read who it is about and what can be withdrawn."""
        self._machine.lane.run(self, partial(read, self._desk, self.state.patient), self._know, self._say)

    def choose(self, field: str, value: str) -> None:
        """One of several: an image, a use, what stays."""
        self._change(self.state.form.toggled(field, value))
        if field in ("images", "uses"):
            self._see_reach()

    def say(self, field: str, value: str) -> None:
        """Who asks, how, and what was typed."""
        form = self.state.form.with_value(field, value)
        if self._known is not None:
            if field == "who":
                nobody = replace(form, name="", relationship="", authority="", as_last=False)
                form = with_representative(nobody, self._known)
            if field == "relationship" and form.who == "representative":
                form = usual_authority(form, self._known)
        self._change(form)

    def change_asker(self) -> None:
        """Whoever asks is not who decided the last time, or not as it was then."""
        self._change(replace(self.state.form, as_last=False))

    def draw_signature(self, drawing: Drawing) -> None:
        self._change(replace(self.state.form, drawn=drawing if drawing.strokes else None))

    def do_not_sign(self, signs: bool) -> None:
        """They cannot sign, or do not want to; or they sign after all."""
        self._change(replace(self.state.form, signs=signs))

    def add_letter(self) -> None:
        """Ask for the pages of a letter, and have them read where foreign bytes are read."""
        paths = self._machine.files.scans()
        if paths:
            self.become(replace(self.state, busy=_("Reading the letter"), trouble=""))
            work = partial(_pages, self._machine, paths)
            self._machine.pool.run(self, work, self._take_letter, self._say)

    def withdraw(self) -> None:
        """It holds from this second."""
        form, known = self.state.form, self._known
        if known is None or self.state.busy:
            return
        scope, asking = form.scope, form.asking(known.patient.name)
        if scope is None or asking is None:
            self._refuse(_missing(form))
            return
        self.become(replace(self.state, busy=_("Withdrawing"), problems=(), trouble=""))
        work = partial(_withdraw, self._desk, self.state.patient, scope, asking, form)
        self._machine.lane.run(self, work, self._done, self._refused)

    def _know(self, known: Known) -> None:
        self._known = known
        self.become(described(opened(self.state, known, self._image, self._use), known))
        self.become(replace(self.state, follows=follows(None)))
        self._see_reach()

    def _change(self, form: Form) -> None:
        state = replace(self.state, form=form)
        self.become(described(state, self._known) if self._known else state)

    def _see_reach(self) -> None:
        """What the scope reaches; an answer that comes after another choice does not count."""
        scope = self.state.form.scope
        if scope is None:
            self.become(replace(self.state, derived=(), follows=follows(None)))
            return
        work = partial(reach, self._desk, self.state.patient, scope)
        self._machine.lane.run(self, work, partial(self._show_reach, scope), self._say)

    def _show_reach(self, scope: Scope, found: Reach) -> None:
        if scope != self.state.form.scope or self._known is None:
            return
        asked = [line for line in found.derived if line.source_sha256 not in scope.images]
        derived = tuple(choice(self._known, line) for line in asked)
        stays = tuple(s for s in self.state.form.stays if s in {line.source_sha256 for line in asked})
        form = replace(self.state.form, stays=stays)
        self.become(replace(self.state, form=form, derived=derived, follows=follows(found)))

    def _take_letter(self, pages: tuple[ScannedPage, ...]) -> None:
        form = replace(self.state.form, letter=(*self.state.form.letter, *pages))
        self.become(replace(self.state, form=form, busy=""))

    def _done(self, done: Withdrawn) -> None:
        self.become(replace(self.state, busy=""))
        self.withdrawn.emit(done.id)

    def _refused(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy=""))
        if any(problem.where for problem in refusal.problems):
            self._refuse(refusal.problems)
        else:
            self._say(refusal)

    def _refuse(self, problems: Sequence[Problem]) -> None:
        shown = tuple((SHOWN_AT.get(p.where, p.where), sentence(p)) for p in problems)
        self.become(replace(self.state, problems=shown))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy="", trouble=sentence(refusal.problems[0])))


def _missing(form: Form) -> list[Problem]:
    """What has to be chosen before anything else can be looked at."""
    needed = {
        "images": (form.images, "withdraw_images_missing"),
        "uses": (form.uses, "withdraw_uses_missing"),
        "who": (form.who, "asker_missing"),
        "way": (form.way, "way_missing"),
    }
    return [Problem(code, where) for where, (chosen, code) in needed.items() if not chosen]


def _pages(machine: Machine, paths: Sequence[Path]) -> tuple[ScannedPage, ...]:
    return tuple(page for path in paths for page in machine.decoder.read_pages(read_source(path)))


def _withdraw(desk: Desk, patient: str, scope: Scope, asking: Asking, form: Form) -> Withdrawn:
    return withdraw(desk, patient, scope, asking, form.stays, form.letter)
