"""One session under way: the draft as it was last saved, and the only ways to change it or to move on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry, Pathway
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.session import Rules, unexplained
from consentdesk.domain.signature import Drawing
from consentdesk.ui.machine import Machine
from consentdesk.ui.pictures import Pictures
from consentdesk.ui.session.intake import Intake
from consentdesk.workflows import sign_consent, take_session
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import Change

STEPS = tuple(Step)
QUESTIONS = "questions"


def nothing() -> None:
    """What follows an act that nothing follows."""


class SessionFlow(QObject):
    """Every act is saved before it shows. Pages draw `draft` and `problems` whenever `changed` is emitted.

    `step_changed` says that another page is due, `left` that the session was put aside, `discarded` or
    sealed. Acts run on the lane in order, so a double press does the second one to what the first one left.
    `moving` comes before any of that, for a page to save what it still holds. `about` is what the next page
    is asked to begin with: an image (its source hash), QUESTIONS, or nothing (""). `text_scale` is how large
    this session's patient reads (1.0 to 2.0). `rules` have the patient's words in the draft's language,
    `staff_rules` those of staff. `unaccepted` is what was drawn and not accepted yet, by whose page it is and
    the hash of what stands there.
    """

    moving = Signal()
    changed = Signal()
    step_changed = Signal()
    left = Signal()
    sealed = Signal(object)

    def __init__(
        self,
        machine: Machine,
        desk: Desk,
        draft: Draft,
        rules: Rules,
        outlets: tuple[OutletEntry, ...],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.machine, self.desk, self.draft, self.rules, self.outlets = machine, desk, draft, rules, outlets
        self.pictures = Pictures(machine.lane, machine.pool, desk, self)
        self.problems: tuple[Problem, ...] = ()
        self.busy = False
        self.about = ""
        self.text_scale = 1.0
        self.unaccepted: dict[tuple[str, str], Drawing] = {}
        self._return_to: Step | None = None
        self.intake = Intake(machine, desk, draft.id, self)
        self.intake.stored.connect(lambda later: self._take(later, ()))
        self.intake.finished.connect(lambda later: self._take(later, self.problems))
        self.changed.connect(lambda: self.intake.finish(self.draft))
        self.intake.finish(draft)

    def now(self) -> Moment:
        return self.desk.now()

    @property
    def staff_rules(self) -> Rules:
        return replace(self.rules, wording=self.desk.staff_wording)

    def pathway(self) -> Pathway | None:
        return self.rules.pathway(self.draft, self.now().day)

    def act(self, act: Change, then: Callable[[], None] = nothing) -> None:
        """Do one act to the draft, save it, then draw; `then` follows on success."""
        self.run(lambda: take_session.change(self.desk, self.draft.id, act), then)

    def note(self, act: Change) -> None:
        """Save something that settles nothing yet; the page's problems stay as they are."""
        self.machine.lane.run(
            self,
            lambda: take_session.change(self.desk, self.draft.id, act),
            lambda draft: self._take(draft, self.problems),
            self.show_refusal,
        )

    def run(self, work: Callable[[], Draft], then: Callable[[], None] = nothing) -> None:
        """Do a workflow that returns the draft as saved. A refusal becomes the page's problems."""

        def done(draft: Draft) -> None:
            self._take(draft, ())
            then()

        self.machine.lane.run(self, work, done, self.show_refusal)

    def take(self, draft: Draft) -> None:
        """Go on with the session as it was saved beside these acts; the page's problems stay as they are."""
        self._take(draft, self.problems)

    def show_refusal(self, refusal: Refusal) -> None:
        self._take(self.draft, refusal.problems)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        self._take(self.draft, problems)

    def go_on(self) -> None:
        """To the next step, or to the first earlier one where something is missing. After "Change" on the
        check page it leads straight back there."""
        self.moving.emit()
        self.run(lambda: take_session.load_session(self.desk, self.draft.id), self._on_from_here)

    def _on_from_here(self) -> None:
        here = problems_at(self.rules, self.draft, self.draft.step, self.now())
        if here or self.draft.step is Step.SIGN:
            self.show_problems(here)
            return
        following = STEPS[self.draft.step.number]
        target = self._return_to or following
        self._walk(target, lambda: self._walk(following, self.catch_up))

    def go_back(self) -> None:
        """To the step before; nothing is lost. From the first step the session is put aside."""
        self.moving.emit()
        self._return_to = None
        if self.draft.step is Step.PATIENT:
            self.leave()
            return
        self._walk(STEPS[self.draft.step.number - 2])

    def change_at(self, step: Step, about: str = "") -> None:
        """From this page to one step and, with Continue, straight back. `about` is what to begin with."""
        self.moving.emit()
        self._return_to, self.about = self.draft.step, about
        self._walk(step)

    def ask_questions(self) -> None:
        """To the questions about what was explained, and after them straight back."""
        self.change_at(Step.EXPLAIN, QUESTIONS)

    def catch_up(self) -> None:
        """Back to the first step before this one where something is missing by now (a birthday has passed,
        say), and say what."""
        for step in STEPS[: self.draft.step.number - 1]:
            found = problems_at(self.rules, self.draft, step, self.now())
            if found:
                self._walk(step, problems=found)
                return

    def speak(self, language: str, then: Callable[[], None] = nothing) -> None:
        """Go on in another language on the patient's pages; `then` follows."""
        self.moving.emit()
        self.run(lambda: take_session.speak_with_patient(self.desk, self.draft.id, language), then)

    def speak_here(self, language: str) -> None:
        """Go on in another language with the page that the patient is looking at; what was explained in words
        of another language comes first (R5)."""
        self.speak(language, self._read_anew)

    def _read_anew(self) -> None:
        if self.draft.step.number > Step.EXPLAIN.number and unexplained(self.rules, self.draft):
            self._walk(Step.EXPLAIN, nothing)
        else:
            self.step_changed.emit()

    def leave(self) -> None:
        """Save and come back later."""
        self.moving.emit()
        self.left.emit()

    def discard(self) -> None:
        """Give the session up for good."""
        self.machine.lane.run(
            self,
            lambda: take_session.discard_session(self.desk, self.draft.id),
            lambda _: self.left.emit(),
            self.show_refusal,
        )

    def seal(self, code: str) -> None:
        """Attest with the code and seal; a second press while it runs does nothing."""
        if self.busy:
            return
        self.busy = True

        def done(sealed: SealedRecord) -> None:
            self.busy = False
            self.sealed.emit(sealed)

        def failed(refusal: Refusal) -> None:
            self.busy = False
            self.show_refusal(refusal)

        self.machine.lane.run(
            self, lambda: sign_consent.attest_and_seal(self.desk, self.draft.id, code), done, failed
        )

    def _walk(
        self, step: Step, otherwise: Callable[[], None] = nothing, problems: tuple[Problem, ...] = ()
    ) -> None:
        def done(draft: Draft) -> None:
            if step is self._return_to:
                self._return_to = None
            self._take(draft, problems)
            self.step_changed.emit()

        def failed(refusal: Refusal) -> None:
            self.show_refusal(refusal)
            otherwise()

        self.machine.lane.run(
            self, lambda: take_session.walk_to(self.desk, self.draft.id, step), done, failed
        )

    def _take(self, draft: Draft, problems: tuple[Problem, ...]) -> None:
        self.draft, self.problems = draft, problems
        if draft.language != self.rules.wording.language:
            self.rules = replace(self.rules, wording=self.desk.wordings[draft.language])
        self.changed.emit()
