"""Records of one patient beside each other: what became of each answer, corrections, what counts today."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from consentdesk.domain.draft import Draft
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.people import Circumstances, Patient
from consentdesk.domain.standing import Fate, Standing
from consentdesk.system.clock import FixedClock
from consentdesk.ui import home, patient_file, record
from consentdesk.ui.kit.text import Text
from consentdesk.ui.record.became import counts_cell
from consentdesk.ui.record.screen import RecordScreen
from consentdesk.ui.words import day_in_words, standing_words
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.take_session import enter_patient, start_session
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_again, sealed_at

REASON = "The consent was taken for another patient"


def days_later(office: Office, days: int) -> None:
    assert isinstance(office.desk.clock, FixedClock)
    office.desk.clock.advance(timedelta(days=days))


def next_session(office: Office, sealed: SealedRecord) -> Draft:
    draft: Draft = office.on_lane(lambda: start_session(office.desk, sealed.record.patient.id))
    return draft


def open_record(office: Office, sealed: SealedRecord) -> RecordScreen:
    page = record.open_page(office.machine, office.desk, sealed.record.id)
    office.show(page)
    return page


def correction_of(office: Office, sealed: SealedRecord) -> Draft:
    draft: Draft = office.on_lane(lambda: correct_record(office.desk, sealed.record.id, REASON))
    return draft


@pytest.fixture
def two(office: Office) -> tuple[SealedRecord, SealedRecord]:
    """A consent to two uses, and forty days later a no to teaching with the same picture."""
    first = sealed_at(office)
    days_later(office, 40)
    source = first.record.images[0].source_sha256
    return first, sealed_again(office, next_session(office, first), [source], ("teaching",), ("teaching",))


def test_an_answer_that_a_later_record_replaced_says_when_and_leads_there(
    office: Office, two: tuple[SealedRecord, SealedRecord]
) -> None:
    first, later = two
    page = open_record(office, first)
    assert [office.words(f"answer_1_{n}") for n in (1, 2)] == ["Yes", "Yes"]
    assert office.words("answer_1_1_standing") == "Counts today"
    assert office.words("answer_1_2_standing") == "Replaced on 11 April 2026"
    assert office.words("answer_1_2_record") == later.record.code
    assert not office.there("answer_1_1_record")
    with office.qtbot.waitSignal(page.record_opened) as opened:
        office.click("answer_1_2_record")
    assert opened.args == [later.record.id]


def test_the_file_says_what_counts_today_and_since_which_record(
    office: Office, two: tuple[SealedRecord, SealedRecord]
) -> None:
    first, later = two
    page = patient_file.open_page(office.machine, office.desk, first.record.patient.id)
    office.show(page)
    assert [office.words(f"today_1_{n}") for n in range(1, 6)] == ["Yes", "No", *["Not asked"] * 3]
    assert [office.words(f"today_1_{n}_record") for n in (1, 2)] == ["2 March 2026", "11 April 2026"]
    for n, sealed in ((1, first), (2, later)):
        with office.qtbot.waitSignal(page.record_opened) as opened:
            office.click(f"today_1_{n}_record")
        assert opened.args == [sealed.record.id]


def test_a_correction_asks_for_its_reason_and_opens_a_session(office: Office) -> None:
    sealed = sealed_at(office)
    page = open_record(office, sealed)
    office.click("correct")
    assert not office.there("decisions_card")
    office.click("correction_begin")
    said = [text.text() for text in office.find("correction_reason_field").findChildren(Text)]
    assert "Say what is wrong in this record" in said
    assert office.on_lane(office.desk.vault.drafts) == ()
    office.qtbot.keyClicks(office.find("correction_reason"), REASON)
    with office.qtbot.waitSignal(page.session_opened) as opened:
        office.click("correction_begin")
    draft = office.on_lane(lambda: office.desk.vault.draft(opened.args[0]))
    assert draft.corrects.reason == REASON and draft.patient == sealed.record.patient


def test_two_presses_begin_one_correction(office: Office) -> None:
    page = open_record(office, sealed_at(office))
    begun: list[str] = []
    page.session_opened.connect(begun.append)
    office.click("correct")
    office.qtbot.keyClicks(office.find("correction_reason"), REASON)
    button = office.find("correction_begin")
    button.click()  # type: ignore[attr-defined]
    button.click()  # type: ignore[attr-defined]
    office.settle()
    said = [text.text() for text in office.find("correction_reason_field").findChildren(Text)]
    assert len(begun) == 1 and not any("is open" in words for words in said)


def test_a_correction_that_is_thought_better_of_leaves_the_record_and_what_was_typed(office: Office) -> None:
    open_record(office, sealed_at(office))
    office.click("correct")
    office.qtbot.keyClicks(office.find("correction_reason"), "half a")
    office.click("correction_back")
    assert office.there("decisions_card") and not office.there("correction_page")
    office.click("correct")
    assert office.find("correction_reason").toPlainText() == "half a"  # type: ignore[attr-defined]


def test_a_correction_that_is_open_already_is_said(office: Office) -> None:
    sealed = sealed_at(office)
    correction_of(office, sealed)
    open_record(office, sealed)
    office.click("correct")
    office.qtbot.keyClicks(office.find("correction_reason"), REASON)
    office.click("correction_begin")
    said = [text.text() for text in office.find("correction_reason_field").findChildren(Text)]
    assert "A correction of this record is open. Go on with it from home" in said


def test_a_session_that_corrects_a_record_says_which(office: Office) -> None:
    sealed = sealed_at(office)
    office.resume(correction_of(office, sealed))
    said = " ".join(text.text() for text in office.window.findChildren(Text) if text.isVisible())
    assert f"Corrects record {sealed.record.code}" in said


def test_home_calls_an_open_correction_by_its_name(office: Office) -> None:
    correction_of(office, sealed_at(office))
    office.show(home.open_page(office.machine, office.desk))
    said = [text.text() for text in office.find("home_page").findChildren(Text)]
    assert "Correction" in said and "Open session" not in said


def test_both_records_of_a_correction_name_and_open_each_other(office: Office) -> None:
    old = sealed_at(office)
    days_later(office, 3)
    new = sealed_again(office, correction_of(office, old))
    page = open_record(office, old)
    told = f"Corrected on 5 March 2026 by record {new.record.code}: nothing in this one counts any more"
    assert office.find("corrected").accessibleName() == told
    assert {office.words(f"answer_1_{n}_standing") for n in (1, 2)} == {"Counts no more"}
    assert not office.there("correct"), "its correction is corrected in turn"
    with office.qtbot.waitSignal(page.record_opened) as later:
        office.click("corrected_open")
    page = open_record(office, new)
    assert office.find("corrects").accessibleName() == f"Corrects record {old.record.code}: {REASON}"
    assert office.there("correct")
    with office.qtbot.waitSignal(page.record_opened) as earlier:
        office.click("corrects_open")
    assert (later.args, earlier.args) == ([new.record.id], [old.record.id])


def test_lists_say_which_record_was_corrected_and_which_corrects(office: Office) -> None:
    old = sealed_at(office)
    days_later(office, 3)
    new = sealed_again(office, correction_of(office, old))
    office.show(patient_file.open_page(office.machine, office.desk, old.record.patient.id))
    lines = {n: " ".join(t.text() for t in office.find(f"record_{n}").findChildren(Text)) for n in (1, 2)}
    assert f"Corrects record {old.record.code}" in lines[1]
    assert f"Corrected on 5 March 2026 by record {new.record.code}" in lines[2]
    office.show(home.open_page(office.machine, office.desk))
    today = " ".join(t.text() for t in office.find("home_page").findChildren(Text))
    assert f"Corrects record {old.record.code}" in today


def test_after_a_move_to_another_patient_nothing_counts_for_the_first_one(office: Office) -> None:
    old = sealed_at(office)
    days_later(office, 3)
    draft = correction_of(office, old)
    other = Patient("patient-2", "Zoë", "Probe", date(1990, 1, 2), "7")
    office.on_lane(partial(enter_patient, office.desk, draft.id, other, Circumstances()))
    new = sealed_again(office, draft)
    office.show(patient_file.open_page(office.machine, office.desk, old.record.patient.id))
    assert not office.there("images_card")
    assert f"by record {new.record.code}" in " ".join(
        t.text() for t in office.find("record_1").findChildren(Text)
    )
    office.show(patient_file.open_page(office.machine, office.desk, "patient-2"))
    assert office.words("today_1_2") == "Yes"
    open_record(office, old)
    assert office.words("answer_1_2") == "Yes", "it stays readable as it was signed"


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        (Standing(Fate.EXPIRED, day=date(2031, 1, 31)), "Ended after 31 January 2031"),
        (
            Standing(Fate.FROZEN, day=date(2026, 9, 30)),
            "Waits since 30 September 2026: the patient came of age",
        ),
    ],
)
def test_a_yes_that_ended_says_since_when(standing: Standing, words: str) -> None:
    assert standing_words(standing, day_in_words) == words


def test_what_nobody_was_asked_is_neither_yes_nor_no() -> None:
    assert counts_cell(None, day_in_words).answer == "Not asked"
