"""Agreeing another way: staff choose it, it begins anew, and what is drawn is not lost on the way (R20)."""

from __future__ import annotations

import pytest

from consentdesk.domain.answering import answer
from consentdesk.domain.draft import AssentState, Draft, No, Step
from consentdesk.domain.route import Route
from consentdesk.domain.signing import signature_holds
from consentdesk.ui.kit.signature_pad import SignaturePad
from consentdesk.ui.kit.text import Text
from tests.helpers.sessions import LANGUAGES
from tests.storage.conftest import CODE
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import ready_to_sign, scribble

WITNESS = "Nico Witness"


def open_at(bedside: Bedside, pathway: str = "adult", route: str = "", **asked: object) -> Draft:
    draft = ready_to_sign(bedside, pathway, **asked)  # type: ignore[arg-type]
    bedside.resume(draft)
    if route:
        bedside.click("other_way")
        bedside.click(f"route_{route}")
    return draft


def problem_at(bedside: Bedside, field: str) -> str:
    """What is said above a line to type in."""
    words = bedside.find(f"{field}_field").findChildren(Text)
    return " ".join(t.text() for t in words if t.property("role") == "problem")


def say_it(bedside: Bedside, witness: str = WITNESS) -> None:
    bedside.type("heard_by", witness)
    bedside.click("continue")


def test_the_usual_way_asks_for_nothing_more_and_another_one_is_at_hand_on_the_first_page(
    bedside: Bedside,
) -> None:
    open_at(bedside, "minor")
    assert bedside.there("pad") and bedside.words("other_way") == "Sign another way"
    scribble(bedside)
    bedside.click("continue")
    assert bedside.there("pad") and not bedside.there("other_way")


def test_another_way_begins_anew_and_says_so_before(bedside: Bedside) -> None:
    open_at(bedside, "minor")
    scribble(bedside)
    bedside.click("continue")
    bedside.click("back")
    bedside.click("other_way")
    assert "counts no more" in bedside.find("begun").accessibleName()
    bedside.click("route_verbal")
    draft = bedside.draft()
    assert (draft.route, draft.signatures) == (Route.VERBAL, ())
    assert bedside.words("heading") == "Robin Probe says it aloud"
    bedside.click("other_way")
    bedside.click("route_screen")
    assert bedside.there("pad") and bedside.draft().route is Route.SCREEN


def test_back_from_the_ways_leads_to_where_it_was_and_changes_nothing(bedside: Bedside) -> None:
    open_at(bedside)
    scribble(bedside)
    bedside.click("continue")
    bedside.click("back")
    bedside.click("other_way")
    bedside.click("back")
    assert bedside.words("heading") == "Alex signs"
    assert signature_holds(bedside.draft(), "patient")


def test_what_is_said_aloud_is_noted_in_one_press_and_the_witness_signs(bedside: Bedside) -> None:
    open_at(bedside, route="verbal")
    assert bedside.find("heard_by").hasFocus()
    assert bedside.words("continue") == "This was said aloud"
    assert bedside.words("answer_1") == "Yes"
    assert not bedside.there("pad")
    say_it(bedside)
    said = bedside.draft().signature("patient")
    assert said is not None
    assert (said.route, said.witness, said.drawing.strokes) == (Route.VERBAL, WITNESS, ())
    assert bedside.words("heading") == f"{WITNESS} signs"
    scribble(bedside)
    bedside.click("continue")
    assert bedside.words("way") == "Said aloud, with a witness"
    assert bedside.words("signed_1") == f"Said aloud at 10:00, heard by {WITNESS}"
    bedside.type("code", CODE)
    came: list[object] = []
    bedside.flow.sealed.connect(came.append)
    bedside.click("continue")
    assert came[0].record.route is Route.VERBAL  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("witness", "words"),
    [
        ("", "Enter the name of the witness"),
        ("Robin Probe", "The witness must be someone else"),
        ("ALEX probe", "The witness must be someone else"),
    ],
)
def test_a_witness_who_is_concerned_is_refused_at_the_line(
    bedside: Bedside, witness: str, words: str
) -> None:
    open_at(bedside, "minor", "verbal")
    say_it(bedside, witness)
    assert words in problem_at(bedside, "heard_by")
    assert bedside.find("heard_by").hasFocus()
    assert bedside.draft().signatures == ()


def test_the_explainer_is_no_witness_and_the_problem_leads_to_where_another_is_named(
    bedside: Bedside,
) -> None:
    open_at(bedside, route="verbal")
    say_it(bedside, "Sam Sample")
    scribble(bedside)
    bedside.click("continue")
    bedside.type("code", CODE)
    bedside.click("continue")
    assert "The witness cannot be the person who explained" in bedside.words("problems_0")
    bedside.click("problems_0")
    assert bedside.words("heading") == "Alex says it aloud"
    say_it(bedside)
    assert [s.witness for s in bedside.draft().signatures] == [WITNESS]
    assert bedside.words("heading") == f"{WITNESS} signs"


def test_another_witness_heard_nothing_yet_so_everybody_says_it_again(bedside: Bedside) -> None:
    open_at(bedside, "minor", "verbal")
    say_it(bedside)
    bedside.click("continue")
    assert [s.role for s in bedside.draft().signatures] == ["representative", "assent"]
    bedside.click("back")
    bedside.click("back")
    say_it(bedside, "Toni Muster")
    assert [(s.role, s.witness) for s in bedside.draft().signatures] == [("representative", "Toni Muster")]
    assert bedside.words("heading") == "Alex agrees too"


def test_the_witness_is_kept_while_the_name_is_typed(bedside: Bedside) -> None:
    open_at(bedside, route="verbal")
    bedside.type("heard_by", "Nico Wit")
    bedside.flow.leave()
    bedside.settle()
    bedside.resume(bedside.draft())
    assert bedside.find("heard_by").property("text") == "Nico Wit"


def test_a_child_says_its_own_no_aloud(bedside: Bedside) -> None:
    draft = open_at(bedside, "minor", "verbal")
    say_it(bedside)
    bedside.click("no_1_teaching")
    assert bedside.words("continue") == "This was said aloud"
    bedside.click("continue")
    said = bedside.draft().assent
    assert said is not None and said.noes == (No(draft.images[0].source_sha256, "teaching"),)
    signature = bedside.draft().signature("assent")
    assert signature is not None and signature.route is Route.VERBAL


def test_a_child_who_would_rather_not_says_nothing_more(bedside: Bedside) -> None:
    open_at(bedside, "minor", "verbal")
    say_it(bedside)
    bedside.click("rather_not")
    bedside.click("continue")
    said = bedside.draft().assent
    assert said is not None and said.state is AssentState.DISSENTS
    assert bedside.draft().signature("assent") is None
    assert bedside.words("heading") == f"{WITNESS} signs"


def test_a_change_after_it_was_said_is_said_again(bedside: Bedside) -> None:
    draft = open_at(bedside, route="verbal")
    say_it(bedside)
    image = draft.images[0].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, image, "teaching", False, now))
    bedside.settle()
    bedside.resume(bedside.draft())
    assert bedside.there("voided")
    bedside.click("continue")
    assert signature_holds(bedside.draft(), "patient")


def test_both_representatives_sign_each_on_a_page_with_the_answers(bedside: Bedside) -> None:
    open_at(bedside, "stillborn")
    headings, roles = [], []
    while bedside.there("pad"):
        headings.append(bedside.words("heading"))
        roles.append(bedside.words("signer"))
        assert bedside.words("answer_1") == "Yes"
        scribble(bedside, len(headings))
        bedside.click("continue")
    assert headings == ["Robin Probe signs", "Jamie Probe signs"]
    assert [words.partition(", ")[2] for words in roles] == ["mother", "father"]
    assert bedside.there("code")
    assert [s.role for s in bedside.draft().signatures] == ["representative", "second_representative"]


def on_pad(bedside: Bedside) -> int:
    pad = bedside.find("pad")
    assert isinstance(pad, SignaturePad)
    return len(pad.strokes())


def test_what_is_drawn_and_not_accepted_yet_is_there_again_after_a_look_at_another_step(
    bedside: Bedside,
) -> None:
    open_at(bedside)
    scribble(bedside)
    bedside.click("back")
    assert bedside.draft().step is Step.CHECK
    bedside.click("continue")
    assert on_pad(bedside) == 1
    assert bedside.draft().signatures == ()


def test_what_was_drawn_before_a_change_is_gone_with_it(bedside: Bedside) -> None:
    draft = open_at(bedside)
    scribble(bedside)
    bedside.click("back")
    image = draft.images[0].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, image, "teaching", False, now))
    bedside.settle()
    bedside.click("continue")
    assert on_pad(bedside) == 0


def test_nothing_drawn_for_one_person_shows_up_on_anothers_page(bedside: Bedside) -> None:
    open_at(bedside, "minor")
    scribble(bedside)
    bedside.click("continue")
    assert on_pad(bedside) == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_is_read_out_fits_a_small_screen_without_scrolling(bedside: Bedside, language: str) -> None:
    uses = ("medical_record", "teaching", "print", "online", "social_media")
    open_at(bedside, "minor", "verbal", images=2, uses=uses, language=language)
    assert bedside.fits()
    say_it(bedside)
    assert bedside.fits()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_largest_words_widen_no_page(bedside: Bedside, language: str) -> None:
    open_at(bedside, route="verbal", language=language)
    for _press in range(4):
        bedside.click("larger")
    width = bedside.window.minimumSizeHint().width()
    for _press in range(4):
        bedside.click("smaller")
    assert width <= 1366
