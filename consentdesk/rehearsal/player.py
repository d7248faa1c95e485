"""Plays one scenario through the window, page by page, as a person would; stops where the rules refuse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from consentdesk.domain.draft import Answer, Draft, Step
from consentdesk.domain.pack import AssentRule
from consentdesk.domain.people import Capacity, Life
from consentdesk.domain.readiness import effective, signers
from consentdesk.domain.session import page_is_acknowledged
from consentdesk.rehearsal.hands import Hands, LostHands
from consentdesk.rehearsal.scenario import AnswerPart, Scenario
from consentdesk.ui.kit.dates import DayOrder, typed_day
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.window import SessionWindow

W = TypeVar("W", bound=QWidget)
MOST_PAGES = 200


class Refused(Exception):
    """The rules, or the window for them, refused to go on."""

    def __init__(self, step: str, codes: tuple[str, ...]) -> None:
        super().__init__(f"{step}: {', '.join(codes)}")
        self.step, self.codes = step, codes


@dataclass
class StepEffort:
    """What one step cost."""

    step: str
    clicks: int = 0
    keys: int = 0


@dataclass
class Play:
    """What came of a scenario so far."""

    steps: list[StepEffort] = field(default_factory=list)
    screens: list[str] = field(default_factory=list)


class Player:
    """Plays a scenario from "New consent" to the copy. `code` is the explainer's; `album` is where pictures
    of the screens go; `choose_files` says which files the next file dialog answers with."""

    def __init__(
        self,
        hands: Hands,
        scenario: Scenario,
        code: str,
        album: Callable[[str], Path],
        choose_files: Callable[[list[Path]], None],
        day_order: DayOrder,
    ) -> None:
        self.hands, self.scenario, self.code = hands, scenario, code
        self._album, self._choose_files, self._order = album, choose_files, day_order
        self.play = Play()
        self._decided: list[dict[str, object]] = []

    def run(self, images: list[Path]) -> None:
        """Play it all. Raises Refused where a page does not let the session go on."""
        with self._step("home"):
            if not self.hands.sees("new_consent"):
                self.hands.click("home", counted=False)
            self._picture("home")
            self.hands.click("new_consent")
        with self._step("patient"):
            self._patient()
        with self._step("images"):
            self._images(images)
        if images:
            with self._step("show"):
                self._show()
        with self._step("explain"):
            self._explain()
        if images:
            with self._step("choose"):
                self._choose()
        with self._step("check"):
            self._picture("check")
            self._go_on()
        with self._step("sign"):
            self._sign()
        with self._step("copy"):
            self._copy()

    def decided(self) -> list[dict[str, object]]:
        """What was answered, by image and use; what counts after the patient's own word."""
        return self._decided

    @property
    def flow(self) -> SessionFlow:
        return self._one(SessionWindow).flow

    @property
    def draft(self) -> Draft:
        return self.flow.draft

    def _one(self, kind: type[W]) -> W:
        found = [w for w in self.hands.window.findChildren(kind) if w.isVisible()]
        if not found:
            raise LostHands(f"no {kind.__name__} is on the screen")
        return found[0]

    @contextmanager
    def _step(self, name: str) -> Iterator[None]:
        effort = self.hands.effort
        clicks, keys = effort.clicks, effort.keys
        try:
            yield
        finally:
            self.play.steps.append(StepEffort(name, effort.clicks - clicks, effort.keys - keys))

    def _picture(self, name: str) -> None:
        path = self._album(name)
        self.hands.picture(path)
        self.play.screens.append(path.name)

    def _go_on(self, button: str = "continue") -> None:
        """Press the primary button; a session that stays where it was, with problems, was refused."""
        before = self.draft.step
        self.hands.click(button)
        self._stop_if_refused(before)

    def _stop_if_refused(self, before: Step) -> None:
        if (
            self.hands.sees("session_window")
            and self.flow.problems
            and self.draft.step.number <= before.number
        ):
            self._picture(f"{self.draft.step.value}-refused")
            raise Refused(self.draft.step.value, tuple(p.code for p in self.flow.problems))

    def _patient(self) -> None:
        patient = self.scenario.patient
        name = f"{patient.given_name} {patient.family_name}".strip()
        self.hands.type("find", name, counted=False)
        self._picture("patient-find")
        if self.scenario.known_patient:
            self.hands.click("match_1")
        else:
            self.hands.click("new_patient")
            self._enter_particulars()
        self._circumstances()
        self._adult()
        self._helpers()
        self._picture("patient")
        self._go_on()

    def _enter_particulars(self) -> None:
        patient = self.scenario.patient
        self.hands.type("born", typed_day(patient.born, self._order))
        if patient.record_number:
            self.hands.type("record_number", patient.record_number)

    def _circumstances(self) -> None:
        patient = self.scenario.patient
        if patient.developmental_disability:
            self.hands.click("disability")
        if patient.life is not Life.LIVING:
            self.hands.click("life_more")
            self.hands.click(f"life_{patient.life.value}")
        elif patient.capacity is not Capacity.NO_DOUBT:
            self.hands.click(f"capacity_{patient.capacity.value}")

    def _adult(self) -> None:
        adult = self.scenario.representative
        if adult is None or not self.hands.sees("representative_name"):
            return
        self.hands.type("representative_name", adult.name, counted=False)
        if adult.relationship:
            self.hands.click(f"relationship_{adult.relationship}")
        if adult.authority:
            self._authority(adult.authority)
        if not adult.may_sign:
            self.hands.click("hold_more")
            self.hands.type("hold_reason", adult.reason)
            self.hands.click("hold")

    def _authority(self, authority: str) -> None:
        """Choose what gives the authority, unless it is the one in sight already."""
        button = f"authority_{authority}"
        if not self.hands.sees(button) and self.draft.typed.get("authority") != authority:
            self.hands.click("authority_change")
        if self.hands.sees(button):
            self.hands.click(button)

    def _helpers(self) -> None:
        if self.scenario.supporters:
            self.hands.click("helpers_more")
        for helper in self.scenario.supporters:
            self.hands.type(f"{helper.kind}_name", helper.name, counted=False)
            if helper.language:
                self.hands.type(f"{helper.kind}_language", helper.language)

    def _images(self, images: list[Path]) -> None:
        self._offer()
        if self.scenario.photography:
            self.hands.click("photography_more")
            self.hands.click(f"photography_{self.scenario.photography}")
        if images:
            self._choose_files(images)
            self.hands.click("add_images")
        for image, part in zip(self.draft.images, self.scenario.images, strict=False):
            if part.label:
                self.hands.type(f"label_{image.number}", part.label)
        self._picture("images")
        self._go_on()

    def _offer(self) -> None:
        uses = self.scenario.uses
        if set(uses) == set(self.flow.desk.pack.default_uses) and self.hands.sees("usual_uses"):
            self.hands.click("usual_uses")
        else:
            for use in uses:
                self.hands.click(f"use_{use}")

    def _show(self) -> None:
        self._picture("show")
        self.hands.click("continue")
        unwanted = {n for n, part in enumerate(self.scenario.images, start=1) if not part.wanted}
        for number in [i.number for i in self.draft.images]:
            self._picture(f"show-{number}")
            if number in unwanted:
                self.hands.click("do_not_want")
                self.hands.click("take_away")
            elif self.draft.step is Step.SHOW:
                self._go_on()
        for _ in range(2):
            if self.draft.step is Step.SHOW and self.hands.sees("step_show"):
                self._go_on()

    def _explain(self) -> None:
        for _ in range(MOST_PAGES):
            if self.draft.step is not Step.EXPLAIN:
                return
            if not self.hands.find("continue").property("reading"):
                open_page = next(
                    (p for p in self.flow.rules.pages(self.draft) if not self._known(p.id)), None
                )
                self._picture(f"explain-{open_page.id if open_page else 'last'}")
            self._go_on()

    def _known(self, page_id: str) -> bool:
        page = next(p for p in self.flow.rules.pages(self.draft) if p.id == page_id)
        return page_is_acknowledged(self.draft, page)

    def _choose(self) -> None:
        self._picture("choose")
        for index, image in enumerate(self.draft.images):
            if index:
                self._turn_to(image.number)
            for use in self.draft.offered:
                self._answer(image.number, use)
            self._picture(f"choose-{image.number}")
        self._go_on()

    def _turn_to(self, number: int) -> None:
        """To the next picture: by the primary button, which leads there when this one is done."""
        if not self._shows(number):
            self.hands.click("continue")
        if not self._shows(number):
            self.hands.click(f"pictures_{number}")

    def _shows(self, number: int) -> bool:
        return any(self.hands.sees(f"answer_{number}_{use}_yes") for use in self.draft.offered)

    def _answer(self, number: int, use: str) -> None:
        part = self.scenario.answer(number, use)
        image = next(i for i in self.draft.images if i.number == number)
        if part is None or part.answer == "none" or self.draft.answer(image.source_sha256, use):
            return
        self.hands.click(f"answer_{number}_{use}_{part.answer}")
        if part.answer == "yes":
            self._grant(use, part, image.source_sha256)
        if part.image == 0 and self.hands.sees(f"same_{use}"):
            self.hands.click(f"same_{use}")

    def _grant(self, use: str, part: AnswerPart, image: str) -> None:
        """Say where a yes reaches and until when, as far as the page does not say it already."""
        if part.outlet and self.hands.sees(f"outlet_{use}_{part.outlet}"):
            self.hands.click(f"outlet_{use}_{part.outlet}")
        elif part.outlet:
            self.hands.type(f"outlet_{use}", part.outlet, counted=False)
            self.hands.press_in(f"outlet_{use}", Qt.Key.Key_Return)
        given = self.draft.answer(image, use)
        until = given.expiry.until if given and given.expiry else None
        if part.until and date.fromisoformat(part.until) != until:
            self.hands.type(f"until_{use}", typed_day(date.fromisoformat(part.until), self._order))
        if part.event:
            self.hands.type(f"event_{use}", part.event)
        if self.hands.sees("warnings_read"):
            self._picture(f"choose-warnings-{use}")
            self.hands.click("warnings_read")

    def _sign(self) -> None:
        said_no = self._child_speaks_up()
        for role in signers(self.flow.rules, self.draft, self.flow.now()):
            self._sign_as(role)
            if role == "representative" and said_no:
                self._assent()
        self._picture("sign-attest")
        self._decided = [_told(self.draft, given) for given in self.draft.answers]
        self.hands.type("code", self.code)
        self.hands.click("continue")
        self._stop_if_refused(Step.SIGN)

    def _child_speaks_up(self) -> bool:
        """Whether a young child says no without being asked; the page has a button for it."""
        path = self.flow.pathway()
        speaks = (
            path is not None and path.assent is AssentRule.SPONTANEOUS and self.scenario.assent is not None
        )
        if speaks:
            self.hands.click("says_no")
        return speaks

    def _sign_as(self, role: str) -> None:
        if role == "assent" and self.scenario.assent is not None:
            self._assent()
            return
        self._draw(role)
        self._picture(f"sign-{role}")
        self._go_on()

    def _assent(self) -> None:
        """The patient's own page: what they say beside the one who decides."""
        said = self.scenario.assent
        assert said is not None
        if said.state == "not_possible":
            self.hands.click("not_possible")
            self.hands.type("assent_reason", said.reason)
        elif said.state == "dissents":
            self.hands.click("rather_not" if self.hands.sees("rather_not") else "no_all")
        else:
            for no in said.noes:
                self.hands.click(f"no_{no.image}_{no.use}")
        if self.hands.sees("named_yes"):
            self.hands.click("named_yes" if said.may_be_named else "named_no")
        if said.state == "agrees" and self.hands.sees("pad"):
            self._draw("assent")
        self._picture("sign-assent")
        self._go_on()

    def _draw(self, role: str) -> None:
        self.hands.draw("pad", self.scenario.strokes(role))

    def _copy(self) -> None:
        self.hands.wait_for("copy_page")
        self._picture("copy")
        self.hands.click({"saved": "save", "declined": "decline"}[self.scenario.copy])
        self._picture("copy-given")


def _told(draft: Draft, given: Answer) -> dict[str, object]:
    image = draft.image(given.image)
    return {
        "image": image.number if image else 0,
        "use": given.use,
        "answer": "yes" if given.yes else "no",
        "counts": effective(draft, given),
        "outlet": given.outlet.name if given.outlet else "",
        "until": str(given.expiry.until or given.expiry.event) if given.expiry else "",
    }
