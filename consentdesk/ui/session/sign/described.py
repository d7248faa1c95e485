"""One person's page in words, from the draft and what they said so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Draft
from consentdesk.domain.pack import AssentRule, Pathway
from consentdesk.domain.refusals import Problem
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules, deciders
from consentdesk.domain.signature import Drawing
from consentdesk.domain.signing import signature_holds, signer_names
from consentdesk.ui.session.sign.answers import answers, choices
from consentdesk.ui.session.sign.attest_words import sentence_for, signer_words
from consentdesk.ui.session.sign.places import ASSENT, way_of
from consentdesk.ui.session.sign.said import Said
from consentdesk.ui.session.sign.state import Kind, SigningState, TypedLine
from consentdesk.ui.words import _

SCREEN, VERBAL, PAPER = Route
PAGE_PROBLEMS = {
    "signature_too_small": "too_small",
    "witness_missing": "witness_missing",
    "witness_is_concerned": "witness_is_concerned",
}


@dataclass(frozen=True)
class Telling:
    """A session as it stands, and who has to agree. `drawn` is what somebody drew and nobody accepted yet."""

    rules: Rules
    draft: Draft
    path: Pathway
    images: Mapping[str, QImage] = field(default_factory=dict)
    drawn: Drawing | None = None

    def page(self, place: str, order: tuple[str, ...], said: Said) -> SigningState:
        """The page of one person, without problems."""
        asks, screen = place == ASSENT, self.rules.wording.screen
        signature, way = self.draft.signature(place), way_of(self.draft, place)
        holds = signature_holds(self.draft, place)
        page = SigningState(
            place=place,
            kind=said.kind,
            heading=self._heading(place, said.kind),
            lead=self._lead(place, said.kind),
            signer=signer_words(self.rules, self.draft, place) if said.kind is Kind.SIGN else "",
            progress=screen["page_number"].format(number=order.index(place) + 1, total=len(order)),
            primary=self._primary(way, said, holds),
            offers=tuple(self._offers(place, said)),
            way=way,
            hint=self._hint(place, said.kind),
            other_way=_("Sign another way") if place == order[0] else "",
            drawing=self.drawn or (signature.drawing if signature and holds else None),
            voided=screen["sign_again"] if signature and not holds and said.kind is Kind.SIGN else "",
        )
        page = self._with_lines(page, said)
        return self._with_choices(page, said) if asks else self._with_answers(page)

    def _heading(self, place: str, kind: Kind) -> str:
        screen, given = self.rules.wording.screen, self.given_name
        if kind is not Kind.SIGN:
            words = {
                Kind.RATHER_NOT: "rather_not_said",
                Kind.NOT_POSSIBLE: "not_possible_said",
                Kind.OWN_NO: "says_no",
            }
            return screen[words[kind]].format(name=given)
        if place == ASSENT:
            return screen["agrees_too"].format(name=given)
        aloud = way_of(self.draft, place) is VERBAL
        return screen["says_aloud" if aloud else "signs"].format(name=self._called(place))

    def _called(self, place: str) -> str:
        """What a person is called on their own page."""
        own = place in ("patient", ASSENT)
        return self.given_name if own else next(iter(signer_names(self.draft, place)), "")

    def _primary(self, way: Route, said: Said, holds: bool) -> str:
        """What is pressed once: that it was said, or stands on the paper."""
        screen = self.rules.wording.screen
        if said.kind is not Kind.SIGN or way is SCREEN or holds:
            return screen["continue"]
        return screen[{VERBAL: "said_aloud", PAPER: "signed_in_ink"}[way]]

    def _hint(self, place: str, kind: Kind) -> str:
        if kind is not Kind.SIGN or way_of(self.draft, place) is not VERBAL:
            return ""
        return self.rules.wording.screen["read_out"].format(name=self._called(place))

    def _lead(self, place: str, kind: Kind) -> str:
        screen = self.rules.wording.screen
        if kind is Kind.SIGN:
            return f"“{self.rules.wording.meanings[place]}”"
        return {Kind.RATHER_NOT: screen["nothing_used"]}.get(kind, "")

    def _offers(self, place: str, said: Said) -> Iterator[tuple[str, str]]:
        """What can be pressed besides Continue."""
        screen = self.rules.wording.screen
        back = {
            Kind.RATHER_NOT: ("agree_after_all", screen["agree_after_all"]),
            Kind.NOT_POSSIBLE: ("ask_after_all", screen["ask_after_all"]),
        }
        if said.kind in back:
            yield back[said.kind]
        if said.kind is not Kind.SIGN:
            return
        if way_of(self.draft, place) is SCREEN:
            yield "undo_stroke", screen["undo_stroke"]
            yield "clear", screen["clear"]
            yield (
                ("use_pen", screen["sign_as_usual"]) if said.mark else ("cannot_sign", screen["cannot_sign"])
            )
        yield from self._ways_to_say_no(place)

    def _ways_to_say_no(self, place: str) -> Iterator[tuple[str, str]]:
        screen, name = self.rules.wording.screen, self.given_name
        if place == ASSENT:
            yield "rather_not", screen["rather_not"].format(name=name)
            if self.path.assent is AssentRule.IF_POSSIBLE:
                yield "not_possible", screen["not_possible"]
        elif place == self.path.decides and self.path.assent is AssentRule.SPONTANEOUS and self.draft.granted:
            yield "says_no", screen["says_no"].format(name=name)

    def _with_lines(self, page: SigningState, said: Said) -> SigningState:
        """What is typed: a witness beside a mark or what is said, or why the patient could not be asked."""
        if said.kind is Kind.NOT_POSSIBLE:
            return replace(page, reason=TypedLine(True, said.reason))
        if said.kind is Kind.SIGN and said.mark:
            return replace(page, witness=TypedLine(True, said.witness))
        first = page.place == self.path.decides  # one witness hears them all
        return replace(page, heard_by=TypedLine(first and page.way is VERBAL, said.heard_by))

    def _with_answers(self, page: SigningState) -> SigningState:
        if page.place not in deciders(self.path, self.draft):
            return page
        title, lines = answers(self.rules, self.draft)
        return replace(page, answers_title=title, answers=lines)

    def _with_choices(self, page: SigningState, said: Said) -> SigningState:
        """The granted uses, each open to the patient's own no."""
        page = replace(page, asks_naming=said.says_no, may_be_named=said.may_be_named)
        if said.kind not in (Kind.SIGN, Kind.OWN_NO):
            return page
        own, adult = said.kind is Kind.OWN_NO, self.draft.representative
        on_paper = page.way is PAPER
        words = "as_on_paper" if on_paper else "says_no_to" if own else "own_no_hint"
        hint = self.rules.wording.screen[words]
        name = self.given_name if own or on_paper or adult is None else adult.name
        offered = choices(self.rules, self.draft, said, self.images)
        return replace(page, choices_hint=hint.format(name=name), choices=offered)

    @property
    def given_name(self) -> str:
        patient = self.draft.patient
        return (patient.given_name or patient.family_name) if patient else ""

    def with_problems(self, page: SigningState, problems: Sequence[Problem]) -> SigningState:
        """The page with what was refused, in a person's own words, at the line it belongs to."""
        asked = {
            "witness": page.witness.asked or page.heard_by.asked,
            "assent_reason": page.reason.asked,
        }
        lines = {p.where: self._told(p, page.way) for p in problems if asked.get(p.where)}
        return replace(
            page,
            witness=_wrong(page.witness, lines.get("witness", "")),
            heard_by=_wrong(page.heard_by, lines.get("witness", "")),
            reason=_wrong(page.reason, lines.get("assent_reason", "")),
            problem=" ".join(self._told(p, page.way) for p in problems if p.where not in lines),
        )

    def _told(self, problem: Problem, way: Route) -> str:
        key = PAGE_PROBLEMS.get(problem.code)
        if key == "witness_missing" and way is VERBAL:
            key = "heard_by_missing"
        return self.rules.wording.screen[key] if key else sentence_for(self.rules, problem)


def _wrong(line: TypedLine, problem: str) -> TypedLine:
    return replace(line, problem=problem if line.asked else "")
