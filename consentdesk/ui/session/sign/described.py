"""The signing pages in words, from the draft and what was said so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from PySide6.QtGui import QImage

from consentdesk.domain.draft import AssentState, Draft, DraftImage, No
from consentdesk.domain.pack import AssentRule, Pathway
from consentdesk.domain.people import Member
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import Rules, signature_holds, signer_names
from consentdesk.ui.session.sign.places import ASSENT, ATTEST
from consentdesk.ui.session.sign.said import Said
from consentdesk.ui.session.sign.state import (
    AttestState,
    Chip,
    Kind,
    PictureChoices,
    SigningState,
    TypedLine,
)
from consentdesk.ui.words import _, sentence

PAGE_PROBLEMS = {"signature_too_small": "too_small", "witness_missing": "witness_missing"}


@dataclass(frozen=True)
class Telling:
    """A session as it stands, and who has to agree."""

    rules: Rules
    draft: Draft
    path: Pathway
    images: Mapping[str, QImage] = field(default_factory=dict)

    def page(self, place: str, order: tuple[str, ...], said: Said) -> SigningState:
        """The page of one person, without problems."""
        asks, screen = place == ASSENT, self.rules.wording.screen
        signature = self.draft.signature(place)
        holds = signature_holds(self.draft, place)
        page = SigningState(
            place=place,
            kind=said.kind,
            heading=self._heading(place, said.kind),
            lead=self._lead(place, said.kind),
            signer=self._signer(place) if said.kind is Kind.SIGN else "",
            progress=screen["page_number"].format(number=order.index(place) + 1, total=len(order)),
            primary=screen["continue"],
            offers=tuple(self._offers(place, said)),
            drawing=signature.drawing if signature and holds else None,
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
        name = given if place == "patient" else signer_names(self.draft, place)[0]
        return screen["signs"].format(name=name)

    def _lead(self, place: str, kind: Kind) -> str:
        screen = self.rules.wording.screen
        if kind is Kind.SIGN:
            return f"“{self.rules.wording.meanings[place]}”"
        return {Kind.RATHER_NOT: screen["nothing_used"]}.get(kind, "")

    def _signer(self, place: str) -> str:
        adult, terms = self.draft.representative, self.rules.wording.terms
        relationship = adult.relationship if adult and place == "representative" else ""
        role = terms[relationship] if relationship else terms["patient" if place == ASSENT else place]
        return f"{signer_names(self.draft, place)[0]}, {role}"

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
        yield "undo_stroke", screen["undo_stroke"]
        yield "clear", screen["clear"]
        yield ("use_pen", screen["sign_as_usual"]) if said.mark else ("cannot_sign", screen["cannot_sign"])
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
        """What is typed: a witness beside a mark, or why the patient could not be asked."""
        if said.kind is Kind.NOT_POSSIBLE:
            return replace(page, reason=TypedLine(True, said.reason))
        if said.kind is Kind.SIGN and said.mark:
            return replace(page, witness=TypedLine(True, said.witness))
        return page

    def _with_answers(self, page: SigningState) -> SigningState:
        if page.place != self.path.decides:
            return page
        answers = tuple(self._answers())
        alike = all(said in self._words for use, said in answers)
        title = self.rules.wording.screen["answers" if alike else "answers_by_picture"]
        return replace(page, answers_title=title, answers=answers)

    @property
    def _words(self) -> tuple[str, str]:
        screen = self.rules.wording.screen
        return screen["yes"], screen["no"]

    def _answers(self) -> Iterator[tuple[str, str]]:
        wording, (yes, no) = self.rules.wording, self._words
        if self.draft.photography_refused:
            yield wording.screen["photographs"], no
        for use in self.draft.offered if self.draft.images else ():
            given, refused = self._numbers(use, True), self._numbers(use, False)
            both = f"{yes}: {', '.join(given)}. {no}: {', '.join(refused)}."
            yield wording.uses[use].short, both if given and refused else yes if given else no

    def _numbers(self, use: str, yes: bool) -> list[str]:
        given = ((i.number, self.draft.answer(i.source_sha256, use)) for i in self.draft.images)
        return [str(number) for number, answer in given if answer is not None and answer.yes is yes]

    def _with_choices(self, page: SigningState, said: Said) -> SigningState:
        """The granted uses, each open to the patient's own no."""
        screen, adult = self.rules.wording.screen, self.draft.representative
        page = replace(page, asks_naming=said.says_no, may_be_named=said.may_be_named)
        if said.kind not in (Kind.SIGN, Kind.OWN_NO):
            return page
        own = said.kind is Kind.OWN_NO
        hint = screen["says_no_to" if own else "own_no_hint"]
        name = self.given_name if own or adult is None else adult.name
        pictures = tuple(p for i in self.draft.images if (p := self._picture(i, said)).chips)
        whole = (PictureChoices("", QImage(), (Chip("no_all", screen["own_no_all"], said.everything),)),)
        return replace(page, choices_hint=hint.format(name=name), choices=pictures + (whole if own else ()))

    def _picture(self, image: DraftImage, said: Said) -> PictureChoices:
        screen, uses = self.rules.wording.screen, self.rules.wording.uses
        chips = tuple(
            Chip(
                f"no_{image.number}_{a.use}",
                screen["own_no"].format(use=uses[a.use].short),
                No(a.image, a.use) in said.noes,
            )
            for use in self.draft.offered
            if (a := self.draft.answer(image.source_sha256, use)) is not None and a.yes
        )
        words = screen["own_no_picture"].format(number=image.number)
        return PictureChoices(words, self.images.get(image.thumbnail_sha256, QImage()), chips)

    @property
    def given_name(self) -> str:
        patient = self.draft.patient
        return (patient.given_name or patient.family_name) if patient else ""

    def with_problems(self, page: SigningState, problems: Sequence[Problem]) -> SigningState:
        """The page with what was refused, in a person's own words, at the line it belongs to."""
        lines = {p.where: self._told(p) for p in problems if p.where in ("witness", "assent_reason")}
        return replace(
            page,
            witness=replace(page.witness, problem=lines.get("witness", "")),
            reason=replace(page.reason, problem=lines.get("assent_reason", "")),
            problem=" ".join(self._told(p) for p in problems if p.where not in lines),
        )

    def _told(self, problem: Problem) -> str:
        key = PAGE_PROBLEMS.get(problem.code)
        return self.rules.wording.screen[key] if key else self.sentence(problem)

    def sentence(self, problem: Problem) -> str:
        """A refusal for staff, roles and uses by their names."""
        wording, details = self.rules.wording, dict(problem.details)
        if "role" in details:
            details["role"] = wording.terms[str(details["role"])]
        if "use" in details:
            details["use"] = wording.uses[str(details["use"])].short
        return sentence(replace(problem, details=details))

    def attesting(self, me: Member | None, order: tuple[str, ...]) -> AttestState:
        """The last page, without problems."""
        meaning = f"“{self.rules.wording.meanings[ATTEST]}”"
        who = f"{me.name}, {me.role}" if me else ""
        done = tuple((self._signer(place), self._did(place)) for place in order if place != ATTEST)
        return AttestState(who, meaning, done)

    def _did(self, place: str) -> str:
        signature, said = self.draft.signature(place), self.draft.assent
        if place == ASSENT and said is not None and said.state is AssentState.NOT_POSSIBLE:
            return _("Could not be asked: {reason}").format(reason=said.reason)
        if place == ASSENT and said is not None and said.state is AssentState.DISSENTS:
            return _("Said no to everything")
        at = f"{signature.at.local:%H:%M}" if signature and signature_holds(self.draft, place) else ""
        noes = len(said.noes) if said and place == ASSENT else 0
        signed = _("Signed at {time}").format(time=at) if at else ""
        no = _("said no to {count}").format(count=noes) if noes else ""
        return ", ".join(part for part in (signed, no) if part) or _("Has not signed what stands there now")
