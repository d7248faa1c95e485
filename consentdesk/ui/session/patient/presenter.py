"""Leads the patient page: finds, takes what is typed, says at once who decides, and enters it on Continue."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer

from consentdesk.domain.lines import PatientLine
from consentdesk.domain.people import Patient
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import jot, resume
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.frame import languages_of
from consentdesk.ui.session.patient.described import Telling, with_disability
from consentdesk.ui.session.patient.filled import (
    form_for,
    form_of,
    new_patient,
    same_page_for,
    unentered,
    with_circumstances,
)
from consentdesk.ui.session.patient.form import SECOND, Form, day_example
from consentdesk.ui.session.patient.state import PatientState
from consentdesk.ui.words import _, sentence
from consentdesk.workflows import look_up, take_session
from consentdesk.workflows.find import Found, find
from consentdesk.workflows.recall import Recall, recall

SAVED_AFTER_MS = 300
MATCHES_SHOWN = 5
SETTLE_WHO_DECIDES = ("born", "capacity", "disability", "life", "decides_alone")


class PatientPresenter(Presenter[PatientState]):
    """Every change is kept in the draft within 300 ms, and at once before the page is left."""

    def __init__(self, flow: SessionFlow) -> None:
        self.flow, self._order = flow, flow.machine.day_order
        form = form_of(flow.draft, self._order)
        languages = tuple(Option(code, name) for code, name in languages_of(flow))
        super().__init__(PatientState(form, day_example=day_example(self._order), languages=languages))
        self._kept = form
        self._saving = QTimer(self, singleShot=True, interval=SAVED_AFTER_MS)
        self._saving.timeout.connect(self._save)
        flow.moving.connect(self._save)
        flow.changed.connect(self._follow)
        self._follow()
        self._look_at_characters()
        if not self.state.finding:
            self._ask(lambda: recall(flow.desk, form.patient_id), self._remember)

    def edit(self, field: str, value: str) -> None:
        """Take what was typed or pressed."""
        form = replace(self.state.form, **{field: value})
        if field.endswith("relationship"):
            form = self._telling().with_usual_authority(form, field.removesuffix("relationship"))
        if field == "disability":
            form = with_disability(form)
        if field in SETTLE_WHO_DECIDES:
            form = self._telling().with_last_adults(form, self.state.last)
        self._take(form, folded="alone" if field == "decides_alone" and not value else "")

    def find(self, typed: str) -> None:
        """Look for a known patient as somebody types."""
        self._take(replace(self.state.form, find=typed))
        if typed.strip():
            self._ask(lambda: find(self.flow.desk, typed), lambda found: self._found(typed, found))
        else:
            self._show_matches((), "")

    def pick(self, patient: str) -> None:
        """The patient is one who is known here; what else was typed stays. Opening them is noted (R38)."""
        desk = self.flow.desk
        self._ask(
            lambda: (look_up.known_patient(desk, patient), recall(desk, patient)),
            lambda known: self._begin_as(*known),
        )
        self._ask(lambda: look_up.note_patient_opened(desk, patient), lambda noted: None)

    def begin_new(self) -> None:
        """Nobody fits: what was typed becomes the new patient's."""
        self._begin(new_patient(self.state.form.find, self.flow.desk.ids.new_id()), None)

    def look_again(self) -> None:
        """It is somebody else: back to finding."""
        self._begin(Form(), None)

    def unfold(self, part: str) -> None:
        """Show a part of the page that is seldom needed."""
        self.become(replace(self.state, opened=self.state.opened | {part}))

    def hold(self) -> None:
        """The adult here may not sign (R12)."""
        flow, reason = self.flow, self.state.form.hold_reason
        flow.run(lambda: take_session.hold_session(flow.desk, flow.draft.id, reason))

    def resume(self) -> None:
        self.edit("hold_reason", "")
        self.flow.act(lambda rules, draft, now: resume(draft))

    def go_on(self) -> None:
        """Enter everything, then on. Whatever is missing is named."""
        form, flow = self.state.form, self.flow
        people, missing = form.people(self._order), self._telling().problems(form)
        if missing or people is None:
            self._save()
            flow.show_problems(missing)
            return
        flow.run(lambda: take_session.enter_people(flow.desk, flow.draft.id, people), flow.go_on)

    def _found(self, typed: str, found: tuple[Found, ...]) -> None:
        if typed == self.state.form.find:
            lines = tuple(each.line for each in found)
            self._show_matches(lines, _("New patient: {name}").format(name=" ".join(typed.split())))

    def _show_matches(self, found: tuple[PatientLine, ...], new_words: str) -> None:
        matches = tuple(self._telling().match(line) for line in found[:MATCHES_SHOWN])
        more = max(0, len(found) - MATCHES_SHOWN)
        self.become(replace(self.state, matches=matches, more_matches=more, new_words=new_words))

    def _begin(self, form: Form, last: Recall | None) -> None:
        self._show_matches((), "")
        self.flow.show_problems(())
        self._remember(last)
        self._take(self._telling().with_last_adults(form, last))

    def _begin_as(self, known: Patient, last: Recall | None) -> None:
        """Go on as a known patient, with what their last record says where nothing was typed."""
        page, flow = form_for(known, self._order), self.flow
        page = with_circumstances(page, last.circumstances) if last else page
        self._begin(same_page_for(page, self.state.form), last)
        if last and last.language in flow.desk.wordings and last.language != flow.draft.language:
            flow.speak(last.language)

    def _remember(self, last: Recall | None) -> None:
        self.become(self._telling().described(replace(self.state, last=last)))

    def _take(self, form: Form, folded: str = "") -> None:
        opened = self.state.opened - {folded}
        self.become(self._telling().described(replace(self.state, form=form, opened=opened)))
        self._saving.start()

    def _follow(self) -> None:
        """Draw what the session says: problems, and whether it is held."""
        shown = tuple((_place_of(problem), _words_of(problem)) for problem in self.flow.problems)
        taken = [p.details["patient"] for p in self.flow.problems if p.code == "record_number_taken"]
        draft, taken_by = self.flow.draft, str(taken[0]) if taken else ""
        state = replace(
            self.state, problems=shown, taken_by=taken_by, held=draft.held, language=draft.language
        )
        self.become(self._telling().described(state))

    def _save(self) -> None:
        """Keep in the draft what the page holds and the draft does not say."""
        self._saving.stop()
        form, order = self.state.form, self._order
        if form == self._kept:
            return
        self._kept = form
        self.flow.note(lambda rules, draft, now: jot(draft, unentered(form, draft, order)))
        self._look_at_characters()

    def _look_at_characters(self) -> None:
        """Say which characters of the names no bundled font can print on the copy."""
        names = self.state.form.names
        self._ask(
            lambda: self.flow.desk.copies.missing_characters(names),
            lambda missing: self.become(replace(self.state, unprintable=missing)),
        )

    def _ask(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.flow.machine.lane.run(self, work, done, self.flow.show_refusal)

    def _telling(self) -> Telling:
        return Telling(self.flow.staff_rules, self._order, self.flow.now().day)


def _place_of(problem: Problem) -> str:
    """The objectName of what puts a problem right."""
    return "held_resume" if problem.code == "session_held" else problem.where


def _words_of(problem: Problem) -> str:
    of_second = {
        "representative_missing": _("Enter the name of the second adult, or say why only one signs"),
        "relationship_missing": _("Choose how the second adult is related to the patient"),
        "authority_missing": _("Choose what gives the second adult the authority to decide"),
    }
    second = of_second.get(problem.code, "") if problem.where.startswith(SECOND) else ""
    return second or sentence(problem)
