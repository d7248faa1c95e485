"""Withdrawing at the desk: few presses, at once, and never more asked than is needed (R28, R29)."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from consentdesk.domain.access import Role
from consentdesk.domain.facts import ImageAdded, MemberChanged
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.ui.withdrawing import about
from consentdesk.workflows.register import note_placement
from consentdesk.workflows.withdraw import withdrawals_of
from tests.helpers.sessions import hash_of
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_at
from tests.ui.withdraw.asking import go_on, open_file, open_withdraw, refused, sign


@pytest.fixture
def sealed(office: Office) -> SealedRecord:
    return sealed_at(office, images=2)


def page_for(office: Office, sealed: SealedRecord, use: str = "teaching") -> None:
    image = sealed.record.images[0].source_sha256
    open_withdraw(office, about(sealed.record.patient.id, image, use))


def said(office: Office, sealed: SealedRecord) -> tuple[object, ...]:
    found: tuple[object, ...] = office.on_lane(lambda: withdrawals_of(office.desk, sealed.record.patient.id))
    return found


def test_one_use_of_one_picture_takes_four_presses_and_a_signature(
    office: Office, sealed: SealedRecord
) -> None:
    open_file(office, sealed.record.patient.id)
    office.click("today_1_2_withdraw")
    go_on(office)
    office.click("who_patient")
    office.click("way_in_person")
    sign(office)
    office.click("withdraw")
    (withdrawal,) = said(office, sealed)
    (image,) = withdrawal.scope.images  # type: ignore[attr-defined]
    assert withdrawal.scope.uses == ("teaching",)  # type: ignore[attr-defined]
    for n, one in enumerate(sealed.record.images):
        ended = ["withdrawn"] if one.source_sha256 == image else []
        assert refused(office, sealed, n) == ended
        assert refused(office, sealed, n, "medical_record") == []


def test_the_receipt_follows_at_once(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed)
    office.click("who_patient")
    office.click("way_in_person")
    sign(office)
    office.click("withdraw")
    go_on(office)
    assert office.words("title") == "Withdrawn" and "Teaching: left forearm" in office.words("said")
    office.click("print")
    ((_printer, pdf, _copies, _paper),) = office.tray.printed
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)
    assert sealed.record.code in text and "Teaching" in text and "What you took back" in text


def test_everything_ends_by_telephone(office: Office, sealed: SealedRecord) -> None:
    open_withdraw(office, about(sealed.record.patient.id))
    for name in ("uses_all", "images_all", "who_patient", "way_telephone"):
        office.click(name)
    office.type("known_by", "by the record number")
    office.click("withdraw")
    assert [refused(office, sealed, n, use) for n in (0, 1) for use in ("medical_record", "teaching")] == [
        ["withdrawn"]
    ] * 4


def test_all_of_them_and_one_of_them_exclude_each_other(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed)
    office.click("uses_all")
    assert office.find("uses_all").isChecked() and not office.find("uses_teaching").isChecked()  # type: ignore[attr-defined]
    office.click("uses_teaching")
    assert office.find("uses_teaching").isChecked() and not office.find("uses_all").isChecked()  # type: ignore[attr-defined]


def test_a_letter_is_read_and_kept(office: Office, sealed: SealedRecord, tmp_path: Path) -> None:
    from tests.helpers.pictures import jpeg, photograph

    letter = tmp_path / "letter.jpg"
    letter.write_bytes(jpeg(photograph(400, 500)))
    page_for(office, sealed)
    office.click("who_patient")
    office.click("way_letter")
    office.click("withdraw")
    assert "Add the pages of the letter" in problems(office)
    office.saving.pages = [letter]
    office.click("letter_add")
    assert office.words("letter_pages") == "1 page"
    office.click("withdraw")
    (withdrawal,) = said(office, sealed)
    assert len(withdrawal.asking.letter) == 1  # type: ignore[attr-defined]


def problems(office: Office) -> str:
    found = [w.text() for w in office.find("problems").findChildren(type(office.find("home")))]  # type: ignore[attr-defined]
    return " | ".join(found)


def test_what_is_missing_is_said_at_once_and_nothing_ends(office: Office, sealed: SealedRecord) -> None:
    open_withdraw(office, about(sealed.record.patient.id))
    office.click("withdraw")
    for words in ("Choose of which pictures", "Choose which uses end", "Choose who asks", "Choose how"):
        assert words in problems(office)
    for name in ("uses_teaching", "images_all", "who_family", "way_in_person", "withdraw"):
        office.click(name)
    for words in ("Enter who asks", "Choose how whoever asks is related", "Have it signed"):
        assert words in problems(office)
    assert said(office, sealed) == ()


def test_without_a_signature_a_reason_does(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed)
    for name in ("who_patient", "way_in_person", "no_signature"):
        office.click(name)
    office.type("unsigned", "Her hand is in plaster")
    office.click("withdraw")
    assert refused(office, sealed) == ["withdrawn"]


def suspend(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed)
    office.click("who_family")
    assert office.words("suspends").startswith("It is held back at once")
    office.type("asker_name", "Eva Probe")
    office.click("relationship_sibling")
    office.click("way_telephone")
    office.type("known_by", "by her voice")
    assert office.find("withdraw").text() == "Hold it back now"  # type: ignore[attr-defined]
    office.click("withdraw")
    go_on(office)


def test_a_familys_request_holds_back_at_once_and_is_lifted_with_a_reason(
    office: Office, sealed: SealedRecord
) -> None:
    suspend(office, sealed)
    assert refused(office, sealed) == ["suspended"] and office.words("title") == "Held back, to be settled"
    assert not office.there("print"), "nobody gets a receipt before it is settled who may"
    office.click("settle")
    assert "Choose what you found out" in problems(office)
    office.click("finding_nobody")
    office.click("settle")
    assert "Say what you found out" in problems(office)
    office.type("reason", "Alex wants it to stay")
    office.click("settle")
    go_on(office)
    assert office.words("title") == "Held back, then lifted" and refused(office, sealed) == []


@pytest.mark.parametrize("finding", ["finding_asker", "finding_patient"])
def test_it_is_settled_to_a_withdrawal(office: Office, sealed: SealedRecord, finding: str) -> None:
    suspend(office, sealed)
    office.click(finding)
    office.type("reason", "Alex called back")
    office.click("settle")
    go_on(office)
    assert office.words("title") == "Withdrawn" and refused(office, sealed) == ["withdrawn"]
    assert office.there("print")
    open_file(office, sealed.record.patient.id)
    assert office.there("withdrawal_1") and office.there("withdrawal_2")


def test_whoever_may_not_settle_it_sees_who_does(office: Office, sealed: SealedRecord) -> None:
    suspend(office, sealed)
    only = replace(office.desk.vault.me, roles=(Role.CLINICIAN,))
    office.on_lane(lambda: office.desk.note(MemberChanged(only, "roles")) or True)
    go_on(office)
    assert not office.there("settle") and office.there("waits_for")


def derive(office: Office, sealed: SealedRecord) -> str:
    source, crop = sealed.record.images[0].source_sha256, hash_of("crop")
    added = ImageAdded(crop, hash_of("p"), crop, crop, "JPEG", 9, 9, "close", True, derived_from=source)
    office.on_lane(lambda: office.desk.note(added, sealed.record.patient.id) or True)
    return crop


def test_what_was_made_from_it_is_asked_about_and_ends_unless_it_stays(
    office: Office, sealed: SealedRecord
) -> None:
    crop = derive(office, sealed)
    page_for(office, sealed)
    assert not office.find(f"stays_{crop[:6]}").isChecked()  # type: ignore[attr-defined]
    office.click(f"stays_{crop[:6]}")
    for name in ("who_patient", "way_in_person"):
        office.click(name)
    sign(office)
    office.click("withdraw")
    (withdrawal,) = said(office, sealed)
    assert withdrawal.kept == (crop,) and crop not in withdrawal.scope.images  # type: ignore[attr-defined]


def test_the_page_says_what_follows(office: Office, sealed: SealedRecord) -> None:
    image = sealed.record.images[0].source_sha256
    for n, kind in enumerate((PlaceKind.PRINT, PlaceKind.WEBSITE)):
        place = Placement(f"p{n}", image, "teaching", kind, f"Place {n}", outlet="A journal")
        office.on_lane(lambda place=place: note_placement(office.desk, place))
    page_for(office, sealed)
    for words in (
        "It comes down from 2 places",
        "cannot be retracted",
        "beyond the clinic's control",
        "Care stays the same",
    ):
        assert words in office.words("follows")
    office.click("uses_medical_record")
    assert "at least 10 years" in office.words("follows")


def test_what_is_not_allowed_is_said_and_can_be_withdrawn(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed, "print")
    assert "None of it is allowed today" in office.words("follows")
    for name in ("who_patient", "way_telephone"):
        office.click(name)
    office.type("known_by", "by the record number")
    office.click("withdraw")
    assert len(said(office, sealed)) == 1


def test_a_parent_is_named_as_the_last_time_and_can_be_changed(office: Office) -> None:
    child = sealed_at(office, "young_minor")
    page_for(office, child)
    office.click("who_representative")
    assert office.words("asker_words") == "Robin Probe, mother (parental responsibility)"
    office.click("way_in_person")
    bar = office.find("staff_scroll").verticalScrollBar()  # type: ignore[attr-defined]
    assert bar.maximum() == 0 and not office.there("asker_name")
    office.click("asker_change")
    office.click("authority_none")
    assert office.words("suspends") != ""
    office.click("relationship_father")
    assert office.find("authority_parental_responsibility").isChecked()  # type: ignore[attr-defined]
    sign(office)
    office.click("withdraw")
    (withdrawal,) = said(office, child)
    asked = withdrawal.asking  # type: ignore[attr-defined]
    assert (asked.name, asked.relationship, asked.authority) == (
        *("Robin Probe", "father"),
        "parental_responsibility",
    )


def test_a_double_press_withdraws_once(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed)
    office.click("who_patient")
    office.click("way_in_person")
    sign(office)
    button = office.find("withdraw")
    button.click()  # type: ignore[attr-defined]
    button.click()  # type: ignore[attr-defined]
    office.settle()
    assert len(said(office, sealed)) == 1


def test_the_common_case_fits_a_small_screen(office: Office, sealed: SealedRecord) -> None:
    page_for(office, sealed)
    office.click("who_patient")
    office.click("way_in_person")
    bar = office.find("staff_scroll").verticalScrollBar()  # type: ignore[attr-defined]
    assert bar.maximum() == 0


def test_a_narrow_window_has_the_parts_one_under_the_other_and_no_sideways_bar(
    office: Office, sealed: SealedRecord
) -> None:
    page_for(office, sealed)
    what, who = office.find("uses_all"), office.find("who_patient")
    assert top_left(what).x() < top_left(who).x()
    office.window.resize(1024, 640)
    office.settle()
    assert office.find("staff_scroll").horizontalScrollBar().maximum() == 0  # type: ignore[attr-defined]
    assert top_left(what).y() < top_left(who).y()
    office.window.resize(1366, 768)
    office.settle()
    assert top_left(what).x() < top_left(who).x()
    assert office.find("staff_scroll").verticalScrollBar().maximum() == 0  # type: ignore[attr-defined]


def top_left(widget: QWidget) -> QPoint:
    return widget.mapTo(widget.window(), QPoint())
