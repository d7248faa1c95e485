"""The acts of agreeing in a session that is being played: own words, signatures, spoken words, ink."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from consentdesk.domain import signing
from consentdesk.domain.draft import Assent, AssentState, Correction, Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import PageCode, Route
from consentdesk.domain.session import Rules
from consentdesk.domain.signature import Drawing
from tests.domain.journal import ASKED_TOO, PARENTED, TAUGHT_BACK, TWO_AGREE, Journal, pathway, standing
from tests.helpers.sessions import EXPLAINER, NOW, hash_of, rules

FORM = "0b5d3f4e-0000-4000-8000-000000000001"


@cache
def teaching_back() -> Rules:
    """The default rules, with right replies a condition of a yes to one of the uses."""
    pack = rules().pack
    uses = tuple(replace(use, teach_back=use.id == TAUGHT_BACK) for use in pack.uses)
    return replace(rules(), pack=replace(pack, uses=uses))


class SigningPlay:
    """A session, its journal, and how people agree in it. Who has to agree is read from the rules; where
    `trusting`, from what the program says. `taught`: held to rules that make right replies a condition of a
    yes. Whoever plays by the rules takes `route`, and is content with `one_parent`;
    where `one_looks`, the second one sees nothing."""

    def __init__(
        self,
        start: Moment = NOW,
        trusting: bool = False,
        taught: bool = False,
        corrects: Correction | None = None,
    ) -> None:
        self.rules = teaching_back() if taught else rules()
        self.trusting = trusting
        self.draft = Draft("draft-1", start, EXPLAINER.id, corrects=corrects)
        self.now = start
        self.journal = Journal()
        self.refusal: Refusal | None = None
        self.explainer = EXPLAINER.name
        self.route = Route.SCREEN
        self.one_parent = self.one_looks = False

    def does(self, act: Callable[[], Draft]) -> bool:
        try:
            self.draft = act()
        except Refusal as no:
            self.refusal = no
            return False
        return True

    @property
    def pathway(self) -> str:
        if self.draft.patient is None:
            return ""
        told = self.rules.pathway(self.draft, self.now.day)
        if self.trusting and told is not None:
            return told.id
        return pathway(self.draft.patient.born, self.draft.circumstances, self.now.day)

    @property
    def decider(self) -> str:
        return "representative" if self.pathway in PARENTED else "patient"

    @property
    def deciders(self) -> tuple[str, ...]:
        two = self.draft.second_representative is not None and self.pathway in TWO_AGREE
        return (self.decider, "second_representative") if two else (self.decider,)

    @property
    def viewers(self) -> tuple[str, ...]:
        there = self.deciders[:1] if self.one_looks else self.deciders
        return (*there, "patient") if self.pathway in ASKED_TOO else there

    def assent(self, given: Assent) -> None:
        if self.does(lambda: signing.assent(self.draft, given)):
            self.journal.noes = {(no.image, no.use) for no in given.noes}
            self.journal.no_to_all = given.state is AssentState.DISSENTS

    def unsay(self) -> None:
        if self.does(lambda: signing.unsay(self.draft)):
            self.journal.noes, self.journal.no_to_all = set(), False

    def sign(self, role: str, name: str, drawn: Drawing, witness: str = "", meaning: str = "I agree") -> None:
        if self.does(lambda: signing.sign(self.draft, role, name, meaning, drawn, self.now, witness)):
            self.journal.signed[role] = (name, standing(self.draft, role))

    def choose_route(self, route: Route) -> None:
        self.does(lambda: signing.choose_route(self.draft, route))

    def say(self, role: str, name: str, witness: str) -> None:
        if self.does(lambda: signing.say(self.draft, role, name, "I agree", witness, self.now)):
            self.journal.signed[role] = (name, standing(self.draft, role))
            self.journal.heard[role] = witness

    def print_form(self, pages: int = 2) -> None:
        if self.does(lambda: signing.print_form(self.draft, FORM, pages, self.now)):
            self.journal.printed, self.journal.back = standing(self.draft, "representative"), set()

    def scan(self, page: int, form: str = FORM) -> None:
        pages = self.draft.paper.pages if self.draft.paper else 2
        code = PageCode(form, page, pages)
        if self.does(lambda: signing.attach_scan(self.draft, code, hash_of(f"scan {page}"), self.now)):
            self.journal.back.add(page)

    def sign_in_ink(self, role: str, name: str) -> None:
        if self.does(lambda: signing.sign_in_ink(self.draft, role, name, "I agree", self.now)):
            self.journal.signed[role] = (name, standing(self.draft, role))

    def take_back(self, role: str) -> None:
        self.does(lambda: signing.take_back(self.draft, role))
