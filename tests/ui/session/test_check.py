"""The sixth page: everything read back before anyone signs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from consentdesk.domain.answering import answer
from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.moment import Moment
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import sign
from tests.helpers.sessions import ALL_USES, drawing
from tests.ui.session.conftest import Bedside
from tests.ui.session.standing import at_check


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def signed_then_changed(rules: Rules, draft: Draft, now: Moment) -> Draft:
    """A patient signed, and then said no to teaching after all."""
    draft = sign(draft, "patient", "Alex Probe", rules.wording.meanings["patient"], drawing(), now)
    return answer(rules, draft, draft.images[0].source_sha256, "teaching", False, now)


def test_every_answer_is_read_back_with_where_and_until_when(bedside: Bedside) -> None:
    at_check(bedside, images=2, uses=ALL_USES)
    assert words_on(bedside.find("answer_1_1")) == "Yes"
    assert words_on(bedside.find("answer_2_3")) == (
        "Yes Peer-reviewed medical journals\nuntil 31 January 2031"
    )
    assert "Facebook" in words_on(bedside.find("answer_2_5"))


def test_the_page_says_who_decides_what_was_explained_and_who_signs(bedside: Bedside) -> None:
    at_check(bedside, pathway="minor")
    patient = words_on(bedside.find("patient_section"))
    assert "a parent or guardian gives permission and Alex agrees too" in patient
    assert "Robin Probe, mother" in patient
    assert "Some things cannot be undone." in words_on(bedside.find("explained_section"))
    signing = words_on(bedside.find("signing_section"))
    assert "Robin Probe, still to sign" in signing
    assert "Patient, who agrees too Alex Probe, still to sign" in signing


def test_what_was_left_empty_is_said_to_be_not_provided(bedside: Bedside) -> None:
    def without_number(rules: Rules, draft: Draft, now: Moment) -> Draft:
        assert draft.patient is not None
        return replace(draft, patient=replace(draft.patient, record_number=""))

    at_check(bedside, last=without_number)
    assert "Not provided" in words_on(bedside.find("patient_section"))


@pytest.mark.parametrize(
    ("link", "step"),
    [
        ("change_patient", Step.PATIENT),
        ("change_signing", Step.PATIENT),
        ("change_images", Step.IMAGES),
        ("change_explained", Step.EXPLAIN),
        ("change_answers_1", Step.CHOOSE),
    ],
)
def test_change_leads_to_the_part_and_continue_straight_back(bedside: Bedside, link: str, step: Step) -> None:
    at_check(bedside)
    bedside.click(link)
    assert bedside.draft().step is step
    bedside.click("continue")
    assert bedside.draft().step is Step.CHECK


def test_change_beside_a_picture_opens_that_picture(bedside: Bedside) -> None:
    at_check(bedside, images=2)
    bedside.click("change_answers_2")
    assert bedside.there("answer_2_teaching_yes")
    bedside.click("answer_2_teaching_no")
    bedside.click("continue")
    assert words_on(bedside.find("answer_2_2")) == "No"


def test_a_signature_that_a_change_has_ended_is_said_to_be_void(bedside: Bedside) -> None:
    at_check(bedside, last=signed_then_changed)
    assert "Alex Probe" in words_on(bedside.find("voided"))
    assert "signs again" in words_on(bedside.find("signing_section"))


def test_nothing_is_said_of_void_signatures_where_there_are_none(bedside: Bedside) -> None:
    at_check(bedside)
    assert not bedside.there("voided")


def test_the_page_says_that_nothing_is_final_and_leads_to_the_signatures(bedside: Bedside) -> None:
    at_check(bedside)
    assert bedside.words("note") == "Nothing is final before it is sealed"
    assert bedside.words("continue") == "Continue to sign"
    bedside.click("continue")
    assert bedside.draft().step is Step.SIGN
