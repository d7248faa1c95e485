"""The last step: each person signs what stands there, or says no; nothing counts that was not accepted."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint

from consentdesk.domain.answering import answer
from consentdesk.domain.draft import AssentState, Draft, No, Signature
from consentdesk.domain.signature import Drawing
from consentdesk.domain.signing import signature_holds
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.signature_pad import SignaturePad
from consentdesk.ui.kit.text import Text
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import draw, ready_to_sign, scribble

ALL_USES = ("medical_record", "teaching", "print", "online", "social_media")


def open_at_sign(bedside: Bedside, pathway: str = "adult", **asked: object) -> Draft:
    draft = ready_to_sign(bedside, pathway, **asked)  # type: ignore[arg-type]
    bedside.resume(draft)
    return draft


def signature(bedside: Bedside, role: str) -> Signature:
    found = bedside.draft().signature(role)
    assert found is not None
    return found


def on_pad(bedside: Bedside) -> Drawing:
    pad = bedside.find("pad")
    assert isinstance(pad, SignaturePad)
    return pad.drawing()


def test_the_patient_signs_under_their_own_words_and_the_explainer_is_next(bedside: Bedside) -> None:
    open_at_sign(bedside)
    assert bedside.words("heading") == "Alex signs"
    assert "These are my answers." in bedside.words("meaning")
    scribble(bedside)
    drawn = on_pad(bedside)
    bedside.click("continue")
    given = signature(bedside, "patient")
    assert (given.name, given.drawing, given.witness) == ("Alex Probe", drawn, "")
    assert signature_holds(bedside.draft(), "patient")
    assert (
        bedside.words("attest_meaning")
        == "“I explained this, showed the pictures and answered the questions.”"
    )


def test_the_answers_stand_beside_the_pad_in_one_word_where_all_pictures_agree(bedside: Bedside) -> None:
    open_at_sign(bedside, images=2, refused=("teaching",))
    assert (bedside.words("answer_1"), bedside.words("answer_2")) == ("Yes", "No")


def test_answers_that_differ_name_their_pictures(bedside: Bedside) -> None:
    draft = ready_to_sign(bedside, images=2)
    bedside.resume(draft)
    second = draft.images[1].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, second, "teaching", False, now))
    bedside.settle()
    assert bedside.words("answer_2") == "Yes: 1. No: 2."


@pytest.mark.parametrize("line", [[], [QPoint(200, 100)], [QPoint(200, 100), QPoint(206, 100)]])
def test_a_blank_pad_a_tap_and_a_dot_are_refused_in_plain_words(bedside: Bedside, line: list[QPoint]) -> None:
    open_at_sign(bedside)
    if line:
        draw(bedside, line)
    bedside.click("continue")
    assert bedside.there("pad")
    assert bedside.draft().signatures == ()
    said = bedside.find("problem").accessibleName()
    assert said == "Sign on the line. A dot or a tap is not enough."


def test_undo_and_clear_take_back_what_was_drawn(bedside: Bedside) -> None:
    open_at_sign(bedside)
    scribble(bedside)
    scribble(bedside, 1)
    bedside.click("undo_stroke")
    assert len(on_pad(bedside).strokes) == 1
    bedside.click("clear")
    assert on_pad(bedside).strokes == ()


def test_going_back_and_on_again_asks_for_no_second_signature(bedside: Bedside) -> None:
    open_at_sign(bedside)
    scribble(bedside)
    bedside.click("continue")
    before = signature(bedside, "patient")
    bedside.click("back")
    assert on_pad(bedside) == before.drawing
    bedside.click("continue")
    assert bedside.there("code")
    assert signature(bedside, "patient") == before


def test_the_old_signature_stays_until_another_is_accepted(bedside: Bedside) -> None:
    open_at_sign(bedside)
    scribble(bedside)
    bedside.click("continue")
    before = signature(bedside, "patient")
    bedside.click("back")
    bedside.click("clear")
    bedside.click("continue")
    assert signature(bedside, "patient") == before
    scribble(bedside, 2)
    bedside.click("continue")
    assert signature(bedside, "patient").drawing != before.drawing


def test_a_change_after_signing_is_said_and_the_signature_asked_again(bedside: Bedside) -> None:
    draft = open_at_sign(bedside)
    scribble(bedside)
    bedside.click("continue")
    image = draft.images[0].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, image, "teaching", False, now))
    bedside.settle()
    bedside.resume(bedside.draft())
    assert bedside.words("heading") == "Alex signs"
    assert bedside.find("voided").accessibleName().startswith("Something changed after this was signed.")
    assert on_pad(bedside).strokes == ()
    assert bedside.draft().signature("patient") is not None


def test_a_mark_needs_the_name_of_whoever_watched(bedside: Bedside) -> None:
    open_at_sign(bedside)
    bedside.click("cannot_sign")
    draw(bedside, [QPoint(200, 90 + 5 * n) for n in range(4)])
    bedside.click("continue")
    assert bedside.draft().signatures == ()
    assert bedside.find("witness").hasFocus()
    field = bedside.find("witness_field")
    assert isinstance(field, Field)
    assert any("watched" in t.text() for t in field.findChildren(Text) if t.property("role") == "problem")
    bedside.type("witness", "Robin Muster")
    bedside.click("continue")
    assert signature(bedside, "patient").witness == "Robin Muster"
    assert len(signature(bedside, "patient").drawing.strokes) == 1


def test_the_parent_signs_then_the_child_then_the_interpreter_then_the_explainer(bedside: Bedside) -> None:
    open_at_sign(bedside, "minor", interpreter=True)
    headings = []
    for seed in range(3):
        headings.append(bedside.words("heading"))
        scribble(bedside, seed)
        bedside.click("continue")
    assert headings == ["Robin Probe signs", "Alex agrees too", "Kim Muster signs"]
    assert bedside.there("code")
    signed = bedside.draft().signatures
    assert [s.role for s in signed] == ["representative", "assent", "interpreter"]
    assert all(signature_holds(bedside.draft(), s.role) for s in signed)


def child_page(bedside: Bedside, pathway: str = "minor", **asked: object) -> Draft:
    """The patient's own page, after whoever decides has signed."""
    draft = open_at_sign(bedside, pathway, **asked)
    scribble(bedside)
    bedside.click("continue")
    return draft


def test_a_child_agrees_to_one_use_and_says_no_to_another_in_one_act(bedside: Bedside) -> None:
    draft = child_page(bedside)
    assert not bedside.there("named_no")
    bedside.click("no_1_teaching")
    assert bedside.there("named_no")
    scribble(bedside, 1)
    bedside.click("continue")
    said = bedside.draft().assent
    assert said is not None
    assert (said.state, said.may_be_named) == (AssentState.AGREES, False)
    assert said.noes == (No(draft.images[0].source_sha256, "teaching"),)
    assert signature_holds(bedside.draft(), "assent")
    assert signature_holds(bedside.draft(), "representative")


def test_another_no_after_signing_asks_the_child_to_sign_again(bedside: Bedside) -> None:
    child_page(bedside)
    scribble(bedside, 1)
    bedside.click("continue")
    bedside.click("back")
    bedside.click("no_1_teaching")
    bedside.click("clear")
    bedside.click("continue")
    assert bedside.there("pad")
    assert bedside.draft().assent is not None and bedside.draft().assent.noes == ()
    assert signature_holds(bedside.draft(), "assent")


def test_a_child_who_would_rather_not_is_not_asked_to_sign(bedside: Bedside) -> None:
    child_page(bedside)
    bedside.click("rather_not")
    assert not bedside.there("pad")
    said = bedside.draft().assent
    assert said is not None and (said.state, said.may_be_named) == (AssentState.DISSENTS, False)
    bedside.click("named_yes")
    assert bedside.draft().assent is not None and bedside.draft().assent.may_be_named
    bedside.click("continue")
    assert bedside.words("signed_2") == "Said no to everything"


def test_a_child_can_agree_after_all_and_until_they_sign_the_no_stands(bedside: Bedside) -> None:
    child_page(bedside)
    bedside.click("rather_not")
    bedside.click("agree_after_all")
    bedside.click("continue")
    assert bedside.draft().assent is not None
    assert bedside.draft().assent.state is AssentState.DISSENTS
    scribble(bedside, 1)
    bedside.click("continue")
    assert bedside.draft().assent.state is AssentState.AGREES
    assert bedside.there("code")


def test_a_child_cannot_be_passed_over(bedside: Bedside) -> None:
    child_page(bedside)
    assert not bedside.there("not_possible")


def test_why_a_patient_could_not_be_asked_is_noted_and_kept_while_it_is_typed(bedside: Bedside) -> None:
    child_page(bedside, "represented")
    bedside.click("not_possible")
    bedside.click("continue")
    assert bedside.draft().assent is None
    box = bedside.find("assent_reason")
    bedside.qtbot.keyClicks(box, "Asleep after the operation")
    bedside.flow.leave()
    bedside.settle()
    said = bedside.draft().assent
    assert said is not None
    assert (said.state, said.reason) == (AssentState.NOT_POSSIBLE, "Asleep after the operation")
    bedside.click("continue")
    assert bedside.words("signed_2") == "Could not be asked: Asleep after the operation"


def test_asking_after_all_does_not_take_what_was_typed_for_an_agreement(bedside: Bedside) -> None:
    child_page(bedside, "represented")
    bedside.click("not_possible")
    bedside.qtbot.keyClicks(bedside.find("assent_reason"), "Asleep")
    bedside.click("ask_after_all")
    bedside.flow.leave()
    bedside.settle()
    assert bedside.draft().assent is None


def test_a_young_childs_no_is_recorded_and_the_parent_still_signs(bedside: Bedside) -> None:
    draft = open_at_sign(bedside, "young_minor")
    bedside.click("says_no")
    bedside.click("no_1_teaching")
    bedside.click("continue")
    said = bedside.draft().assent
    assert said is not None and said.noes == (No(draft.images[0].source_sha256, "teaching"),)
    assert bedside.words("heading") == "Robin Probe signs"


def test_a_young_childs_no_to_all_of_it_can_be_taken_back(bedside: Bedside) -> None:
    open_at_sign(bedside, "young_minor")
    bedside.click("says_no")
    bedside.click("no_all")
    bedside.click("continue")
    assert bedside.draft().assent is not None
    assert bedside.draft().assent.state is AssentState.DISSENTS
    scribble(bedside)
    bedside.click("continue")
    bedside.click("back")
    bedside.click("no_all")
    bedside.click("continue")
    assert bedside.draft().assent is None


def test_a_question_is_answered_by_the_person_at_hand(bedside: Bedside) -> None:
    open_at_sign(bedside)
    bedside.click("question")
    assert bedside.words("help") == "Ask the person with you. They will help at once."


def test_back_from_the_first_page_leads_to_check_and_nothing_is_lost(bedside: Bedside) -> None:
    open_at_sign(bedside)
    scribble(bedside)
    bedside.click("continue")
    bedside.click("back")
    bedside.click("back")
    assert bedside.draft().step.value == "check"
    assert signature_holds(bedside.draft(), "patient")


@pytest.mark.parametrize("pathway", ["adult", "minor"])
def test_five_uses_of_two_pictures_fit_a_small_screen_without_scrolling(
    bedside: Bedside, pathway: str
) -> None:
    open_at_sign(bedside, pathway, images=2, uses=ALL_USES)
    if pathway == "minor":
        scribble(bedside)
        bedside.click("continue")
    bar = bedside.find("patient_scroll").verticalScrollBar()  # type: ignore[attr-defined]
    assert bar.maximum() == 0
    assert bedside.find("pad").height() >= 200
