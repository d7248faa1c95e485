"""Aloud and in ink: who draws, who speaks, who heard it (R17, R20)."""

from __future__ import annotations

import pytest

from consentdesk.domain.draft import Assent, AssentState, Draft
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import Route
from consentdesk.domain.signature import Drawing
from consentdesk.domain.signing import assent, choose_route, say, sign
from tests.helpers.sessions import (
    INTERPRETER,
    NOW,
    adult_draft,
    complete_draft,
    drawing,
    sealed,
    signer_name,
)


def spoken(draft: Draft, role: str, witness: str = "Nurse Kay") -> Draft:
    return say(draft, role, signer_name(draft, role), "I agree", witness, NOW)


def witnessed(draft: Draft, name: str = "Nurse Kay") -> Draft:
    return sign(draft, "witness", name, "I heard it", drawing(), NOW)


def aloud() -> Draft:
    return choose_route(adult_draft(), Route.VERBAL)


def test_what_was_said_and_heard_is_sealed() -> None:
    record = sealed(witnessed(spoken(aloud(), "patient")))
    assert record.route is Route.VERBAL
    assert [(s.role, s.route) for s in record.signatures] == [
        ("patient", Route.VERBAL),
        ("witness", Route.SCREEN),
    ]


def test_a_witness_who_signed_before_it_was_said_again_signs_again() -> None:
    draft = spoken(witnessed(spoken(aloud(), "patient")), "patient")
    with pytest.raises(Refusal, match="signature_missing"):
        sealed(draft)
    assert sealed(witnessed(draft))


def test_a_witness_of_words_that_were_said_again_before_another_does_not_stay() -> None:
    draft = spoken(witnessed(spoken(aloud(), "patient")), "patient", "Nurse Lee")
    assert draft.signature("witness") is None
    assert sealed(witnessed(draft, "Nurse Lee")).signatures[-1].name == "Nurse Lee"


@pytest.mark.parametrize("route", [Route.VERBAL, Route.PAPER])
def test_whoever_agrees_on_another_route_does_not_draw(route: Route) -> None:
    draft = choose_route(adult_draft(), route)
    with pytest.raises(Refusal, match="route_is_another"):
        sign(draft, "patient", signer_name(draft, "patient"), "I agree", drawing(), NOW)


def test_an_interpreter_signs_on_the_screen_beside_what_is_said_aloud() -> None:
    draft = choose_route(complete_draft(interpreter=True), Route.VERBAL)
    draft = sign(draft, "interpreter", INTERPRETER.name, "I interpreted", drawing(), NOW)
    assert sealed(witnessed(spoken(draft, "patient")))


def test_a_signature_says_by_which_route_it_came() -> None:
    draft = spoken(aloud(), "patient")
    (said,) = draft.signatures
    assert (said.route, said.witness, said.drawing.strokes) == (Route.VERBAL, "Nurse Kay", ())


def test_a_witness_signs_again_where_the_child_is_noted_to_say_something_else() -> None:
    refused = Assent(AssentState.DISSENTS, NOW)
    draft = choose_route(complete_draft("represented", assented=refused), Route.VERBAL)
    draft = witnessed(spoken(draft, "representative"))
    assert sealed(draft).all_refused
    softened = assent(draft, Assent(AssentState.NOT_POSSIBLE, NOW, reason="asleep"))
    with pytest.raises(Refusal, match="signature_missing"):
        sealed(softened)


@pytest.mark.parametrize("witness", ["", " ", "-", "…"])
def test_nobody_hears_what_is_said_before_a_dash(witness: str) -> None:
    with pytest.raises(Refusal, match="witness_missing"):
        spoken(aloud(), "patient", witness)


def test_a_mark_is_made_before_somebody_else() -> None:
    draft, mark = adult_draft(), Drawing(drawing().strokes[:1], 560, 200)
    name = signer_name(draft, "patient")
    with pytest.raises(Refusal, match="witness_is_concerned"):
        sign(draft, "patient", name, "I agree", mark, NOW, witness=name.upper())
    assert sign(draft, "patient", name, "I agree", mark, NOW, witness="Nurse Kay").signatures
