"""The explainer's own word, with their code; and what is sealed with it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt

from consentdesk.domain.answering import answer
from consentdesk.domain.draft import Step
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows import take_session
from tests.storage.conftest import CODE
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import ready_to_sign, scribble


def at_the_code(bedside: Bedside, pathway: str = "adult") -> list[SealedRecord]:
    """Everyone has signed; what is sealed comes into the list."""
    bedside.resume(ready_to_sign(bedside, pathway))
    while bedside.there("pad"):
        scribble(bedside)
        bedside.click("continue")
    came: list[SealedRecord] = []
    bedside.flow.sealed.connect(came.append)
    return came


def enter(bedside: Bedside, code: str) -> None:
    bedside.type("code", code)
    bedside.click("continue")


def test_the_right_code_seals_and_the_session_becomes_a_record(bedside: Bedside) -> None:
    came = at_the_code(bedside)
    assert bedside.words("who") == "Sam Sample, physician"
    enter(bedside, CODE)
    (sealed,) = came
    kept = bedside.on_lane(lambda: bedside.desk.vault.record(sealed.record.id))
    assert kept == sealed
    assert kept.record.attestation.key_signature
    assert bedside.on_lane(bedside.desk.vault.drafts) == ()


def test_enter_in_the_code_seals_too(bedside: Bedside) -> None:
    came = at_the_code(bedside)
    bedside.type("code", CODE)
    bedside.press_enter("code")
    assert len(came) == 1


def test_two_presses_seal_once(bedside: Bedside) -> None:
    came = at_the_code(bedside)
    bedside.type("code", CODE)
    button = bedside.find("continue")
    bedside.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bedside.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    bedside.settle()
    assert len(came) == 1


def test_a_wrong_code_says_how_many_tries_are_left_and_changes_nothing(bedside: Bedside) -> None:
    came = at_the_code(bedside)
    before = bedside.draft()
    enter(bedside, "000000")
    assert bedside.words("problems_0") == "This code is not right. Tries left: 2"
    assert bedside.find("code").property("text") == ""
    assert bedside.find("code").hasFocus()
    assert (bedside.draft(), came) == (before, [])
    enter(bedside, CODE)
    assert len(came) == 1


def test_the_third_wrong_code_locks_the_desk(bedside: Bedside) -> None:
    locked: list[str] = []
    bedside.machine = replace(bedside.machine, lock=lambda: locked.append("locked"))
    at_the_code(bedside)
    for _ in range(3):
        enter(bedside, "000000")
    assert locked == ["locked"]


def test_no_code_is_asked_for_in_words(bedside: Bedside) -> None:
    at_the_code(bedside)
    bedside.click("continue")
    assert bedside.words("problems_0") == "Enter your code"


def test_what_is_missing_is_named_and_leads_to_its_place(bedside: Bedside) -> None:
    came = at_the_code(bedside)
    image = bedside.draft().images[0].source_sha256
    bedside.flow.act(lambda rules, d, now: answer(rules, d, image, "teaching", False, now))
    bedside.settle()
    enter(bedside, CODE)
    assert bedside.words("problems_0") == "Still to sign: patient"
    bedside.click("problems_0")
    assert bedside.words("heading") == "Alex signs"
    assert bedside.there("voided")
    assert came == []


def test_a_gap_in_an_earlier_step_leads_there_and_straight_back(bedside: Bedside) -> None:
    at_the_code(bedside)
    bedside.flow.act(lambda rules, d, now: replace(d, answers=d.answers[:1]))
    bedside.settle()
    enter(bedside, CODE)
    assert bedside.words("problems_0") == "Picture 1: choose yes or no for Teaching"
    bedside.click("problems_0")
    assert bedside.draft().step is Step.CHOOSE


def test_whoever_decides_for_the_patient_cannot_be_the_one_who_explained(bedside: Bedside) -> None:
    draft = ready_to_sign(bedside, "young_minor")
    adult = draft.representative
    assert adult is not None
    same = replace(adult, name="Sam Sample")
    change = bedside.on_lane(
        lambda: take_session.change(
            bedside.desk, draft.id, lambda rules, d, now: replace(d, representative=same)
        )
    )
    bedside.resume(change)
    scribble(bedside)
    bedside.click("continue")
    enter(bedside, CODE)
    assert "cannot also decide for the patient" in bedside.words("problems_0")


def test_a_session_resumed_after_a_crash_goes_on_where_signing_stopped(bedside: Bedside) -> None:
    bedside.resume(ready_to_sign(bedside, "minor"))
    scribble(bedside)
    bedside.click("continue")
    bedside.resume(bedside.draft())
    assert bedside.words("heading") == "Alex agrees too"


def test_all_refused_by_the_child_can_be_sealed_and_leaves_no_pixels(bedside: Bedside) -> None:
    bedside.resume(ready_to_sign(bedside, "minor"))
    scribble(bedside)
    bedside.click("continue")
    bedside.click("rather_not")
    bedside.click("continue")
    came: list[SealedRecord] = []
    bedside.flow.sealed.connect(came.append)
    view = bedside.draft().images[0].view_sha256
    enter(bedside, CODE)
    assert came[0].record.all_refused
    assert isinstance(refused(bedside, view), Refusal)


def refused(bedside: Bedside, sha256: str) -> object:
    try:
        return bedside.on_lane(lambda: bedside.desk.vault.blob(sha256))
    except Refusal as refusal:
        return refusal
