"""Faults that are put into the domain on purpose, each with the rule that it breaks. All are to be caught."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from consentdesk.domain import (
    answering,
    authorisation,
    outlets,
    pathway,
    readiness,
    record,
    session,
    signing,
    understanding,
)
from consentdesk.domain.draft import Answer, Draft, Expiry, Outlet, Signature, Step
from consentdesk.domain.draft import binding as honest_binding
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import ALONE, Ages, OutletKind, RulePack, Use
from consentdesk.domain.people import Capacity, Representative
from consentdesk.domain.people import age_on as honest_age
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.record import seal as honest_seal
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules
from consentdesk.domain.signature import Drawing
from tests.domain import play
from tests.helpers import sessions
from tests.helpers.sessions import signer_name

Patch = tuple[Any, str, Any]


def nothing_is_wrong(*_: object, **__: object) -> list[Any]:
    return []


def patched(step: Step, check: Any) -> dict[Step, Any]:
    return {**readiness._CHECKS, step: check}


def unsaid(check: Callable[..., Any], *codes: str) -> Callable[..., list[Any]]:
    """A check that keeps problems with these codes to itself."""

    def quiet(*given: Any) -> list[Any]:
        return [p for p in check(*given) if p.code not in codes]

    return quiet


def step_unsaid(step: Step, *codes: str) -> list[Patch]:
    return [(readiness, "_CHECKS", patched(step, unsaid(readiness._CHECKS[step], *codes)))]


def binds_no_answers(draft: Draft, role: str) -> str:
    return honest_binding(replace(draft, answers=()), role)


def keeps_everything(draft: Draft, adult: Representative | None, *others: Any) -> Draft:
    return replace(draft, representative=adult, second_representative=others[0] if others else None)


def answers_unseen(
    rules: Rules, draft: Draft, image: str, use: str, yes: bool, now: Moment, spoken: bool = False
) -> Draft:
    if use not in draft.offered or draft.image(image) is None:
        return draft
    path = rules.pathway(draft, now.day)
    by = path.decides if path else ""
    return honest_with_answer(draft, Answer(image, use, yes, now, by, spoken))


def forgets_single_noes(draft: Draft, given: Answer) -> Draft:
    after = honest_with_answer(draft, given)
    return replace(after, assent=replace(after.assent, noes=())) if after.assent else after


def lets_the_leap_day_be_early(born: date, day: date, leap: tuple[int, int]) -> int:
    return honest_age(born, day, (2, 28))


def counts_from_the_day_after(born: date, day: date, leap: tuple[int, int]) -> int:
    return honest_age(born, day - timedelta(days=1), leap)


def draws_on_any_route(
    draft: Draft, role: str, name: str, meaning: str, drawn: Drawing, now: Moment, witness: str = ""
) -> Draft:
    bound = honest_binding(draft, role)
    return signing._signed(draft, Signature(role, name, meaning, drawn, now, bound, witness.strip()))


def says_before_anybody(draft: Draft, role: str, name: str, meaning: str, witness: str, now: Moment) -> Draft:
    bound = honest_binding(draft, role)
    drawn = signing.NOTHING_DRAWN
    given = Signature(role, name, meaning, drawn, now, bound, witness.strip(), Route.VERBAL)
    return signing._signed(draft, given)


def sealed_as(**change: Any) -> Callable[..., ConsentRecord]:
    def seal(*given: Any) -> ConsentRecord:
        return replace(honest_seal(*given), **change)

    return seal


def two_need_not_both_sign(rules: Rules, draft: Draft, now: Moment) -> tuple[str, ...]:
    return tuple(r for r in honest_signers(rules, draft, now) if r != "second_representative")


def parents_sign_for_adults(rules: Rules, draft: Draft, now: Moment) -> tuple[str, ...]:
    """A parent's signature does instead of the patient's own."""
    signed = {s.role for s in draft.signatures}
    wanted = honest_signers(rules, draft, now)
    return tuple(r for r in wanted if r != "patient" or "representative" not in signed)


def any_event_ends(expiry: Expiry | None) -> bool:
    return expiry is not None


def any_class_fits(named: Outlet | None, use: Use, pack: RulePack) -> bool:
    by_class = named is not None and named.kind == "class" and use.outlet is OutletKind.OUTLET
    return by_class or outlets.fits(named, use, pack)


def nameless_fits(named: Outlet | None, use: Use, pack: RulePack) -> bool:
    called = replace(named, name=named.name.strip() or "A name") if named else None
    return outlets.fits(called, use, pack)


honest_signers = readiness.signers
honest_with_answer = answering._with_answer
BOTH_BINDINGS: list[Patch] = [
    (room, "binding", binds_no_answers) for room in (signing, record, sessions, play)
]
NO_FORM: list[Patch] = [(room, "paper_problems", nothing_is_wrong) for room in (signing, readiness)]
OLD_FORM: list[Patch] = [
    (room, "paper_problems", unsaid(signing.paper_problems, "form_out_of_date"))
    for room in (signing, readiness)
]
FIRST_ONLY: list[Patch] = [
    (room, "deciders", lambda path, draft: (path.decides,))
    for room in (session, readiness, answering, understanding)
]

RECORD_FAULTS: dict[str, list[Patch]] = {
    "a birthday counts a day late (R7, R13)": [(pathway, "age_on", counts_from_the_day_after)],
    "29 February is had on the 28th (R7, R13)": [(pathway, "age_on", lets_the_leap_day_be_early)],
    "capacity is not asked about (R10)": [(readiness, "circumstances_problems", nothing_is_wrong)],
    "a held session goes on, nobody is identified (R12)": [
        (readiness, "_CHECKS", patched(Step.PATIENT, nothing_is_wrong))
    ],
    "any adult may decide (R12)": [(readiness, "_representative", nothing_is_wrong)],
    "another adult inherits the answers (R3)": [(session, "represent", keeps_everything)],
    "images are answered unseen (R3)": [
        (answering, "answer", answers_unseen),
        (readiness, "_CHECKS", patched(Step.SHOW, nothing_is_wrong)),
    ],
    "nothing is explained (R5)": [
        (session, "unexplained", nothing_is_wrong),
        (answering, "unexplained", nothing_is_wrong),
        (readiness, "unexplained", nothing_is_wrong),
    ],
    "answers may be missing, warnings too (R2, R27)": [
        (readiness, "_CHECKS", patched(Step.CHOOSE, nothing_is_wrong))
    ],
    "a yes needs no outlet or authorisation (R4, R21)": [(readiness, "_grant", nothing_is_wrong)],
    "any outlet fits (R4)": [(readiness, "fits", lambda *_: True)],
    "the warnings are not shown (R27)": [(readiness, "_needs_warnings", lambda *_: False)],
    "assent is not asked (R8)": [(readiness, "_assent", nothing_is_wrong)],
    "a child's no is not heard (R8)": [(readiness, "dissented", lambda *_: False)],
    "a child's single no gets lost (R8)": [(answering, "_with_answer", forgets_single_noes)],
    "nobody needs to sign (R7)": [(readiness, "unsigned", nothing_is_wrong)],
    "an interpreter's language is not asked for (R16)": [(readiness, "_supporters", nothing_is_wrong)],
    "anything is a signature (R18)": [
        (signing, "is_signature", lambda _: True),
        (signing, "is_mark", lambda _: True),
    ],
    "signatures do not bind the answers (R22)": BOTH_BINDINGS,
    "anyone signs for anyone (R17)": [
        (signing, "signer_names", lambda draft, role: ("Someone Else", signer_name(draft, role)))
    ],
    "the explainer may stand for the patient (R19)": [(record, "folded", lambda name: object())],
    "pictures of which every use was refused are kept (R6)": [(record, "_has_yes", lambda *_: True)],
    "a birthday between asking and sealing is not noticed (R7)": [
        (readiness, "out_of_place", lambda *_: False),
        (session, "out_of_place", lambda *_: False),
    ],
    "no minor decides alone (R15)": [(pathway, "_alone", lambda pack, ground: "minor")],
    "any ground lets a minor decide alone (R15)": [(pathway, "_alone", lambda pack, ground: "adult")],
    "an override is not on the record (R15)": [(record, "_override", lambda *_: "")],
    "everything is called an override (R15)": [(record, "_override", lambda *_: "As ever.")],
    "an override needs no reason (R15)": step_unsaid(Step.PATIENT, "override_reason_missing"),
    "one parent is enough, and nothing says why (R11)": [(readiness, "_second", nothing_is_wrong)],
    "the two parents may be one (R11)": step_unsaid(Step.PATIENT, "representatives_are_one"),
    "the second parent does not have to see (R3)": FIRST_ONLY,
    "the second parent does not have to sign (R7)": [
        (readiness, "signers", two_need_not_both_sign),
        (record, "signers", two_need_not_both_sign),
    ],
    "the explainer may be the witness (R20)": [
        (record, "_explainer_problems", unsaid(record._explainer_problems, "explainer_is_witness"))
    ],
    "whoever decides may be the witness (R20)": [(signing, "AGREEING", ())],
    "everyone has a witness of their own (R20)": [(signing, "say", says_before_anybody)],
    "a witness may sign before it is said (R17)": [(signing, "take_back", lambda draft, role: draft)],
    "whoever agrees aloud may draw instead (R20)": [(signing, "sign", draws_on_any_route)],
    "pages of the form may be missing (R20)": NO_FORM,
    "a form holds for what was changed after it (R22)": OLD_FORM,
    "wrong replies do as well (R5)": [(readiness, "open_questions", lambda *_: ())],
    "a correction does not name what it corrects (R22)": [(record, "seal", sealed_as(corrects=None))],
    "every record says it was signed on the screen (R20)": [(record, "seal", sealed_as(route=Route.SCREEN))],
}

# what has to come between for a fault to show: it would come by itself, but seldom
BRINGS_OUT = {
    "the two parents may be one (R11)": "the same adult twice",
    "the second parent does not have to see (R3)": "only one of two looks",
    "whoever decides may be the witness (R20)": "the other hears it",
}

TABLE_FAULTS: dict[str, list[Patch]] = {
    "a birthday counts a day late (R8)": RECORD_FAULTS["a birthday counts a day late (R7, R13)"],
    "29 February is had on the 28th everywhere (R8)": RECORD_FAULTS[
        "29 February is had on the 28th (R7, R13)"
    ],
    "nobody under age decides in any pack (R7)": [
        (
            Ages,
            "bands",
            property(lambda a: ((0, "young_minor"), (a.assent_from, "minor"), (a.majority, "adult"))),
        )
    ],
    "a patient who lacks capacity decides (R10)": [
        (pathway, "OTHERS_DECIDE", (Capacity.TEMPORARILY_LACKING, Capacity.GUARDIAN))
    ],
    "a guardian counts for nothing (R10)": [
        (pathway, "OTHERS_DECIDE", (Capacity.LACKING, Capacity.TEMPORARILY_LACKING))
    ],
    "an unknown ground is as good as a known one (R15)": [(pathway, "_alone", lambda pack, ground: ALONE)],
    "an override needs no reason (R15)": RECORD_FAULTS["an override needs no reason (R15)"],
    "capacity is not asked about (R10)": step_unsaid(Step.PATIENT, "capacity_not_asked"),
    "the second one is not asked for (R11)": RECORD_FAULTS[
        "one parent is enough, and nothing says why (R11)"
    ],
    "a stranger may decide (R12)": step_unsaid(Step.PATIENT, "relationship_missing"),
    "authority is not asked for (R12)": step_unsaid(Step.PATIENT, "authority_missing"),
    "an unanswered use is sealed (R2)": step_unsaid(Step.CHOOSE, "answer_missing"),
    "any class of outlets is allowed (R4)": [(readiness, "fits", any_class_fits)],
    "an outlet without a name is one (R4)": [(readiness, "fits", nameless_fits)],
    "none is an expiry (R21)": [(room, "ends", any_event_ends) for room in (authorisation, readiness)],
    "an expiry may be past (R21)": step_unsaid(Step.CHOOSE, "expiry_not_in_future"),
    "the warnings are not shown (R27)": RECORD_FAULTS["the warnings are not shown (R27)"],
    "a child's assent may be impossible (R8)": step_unsaid(Step.SIGN, "assent_required"),
    "impossible needs no reason (R10)": step_unsaid(Step.SIGN, "assent_reason_missing"),
    "a child agrees to what it was not shown (R3)": step_unsaid(Step.SIGN, "image_not_shown_to_patient"),
    "a child's no is not heard (R8)": RECORD_FAULTS["a child's no is not heard (R8)"],
    "whoever decides need not see (R3)": [(readiness, "_CHECKS", patched(Step.SHOW, nothing_is_wrong))],
    "whoever decides need not read (R5)": [(readiness, "_CHECKS", patched(Step.EXPLAIN, nothing_is_wrong))],
    "a parent signs for a patient of age (R7)": [
        (readiness, "signers", parents_sign_for_adults),
        (record, "signers", parents_sign_for_adults),
    ],
    "the explainer may decide (R19)": RECORD_FAULTS["the explainer may stand for the patient (R19)"],
    "pictures of which every use was refused are kept (R6)": [(record, "_has_yes", lambda *_: True)],
}
