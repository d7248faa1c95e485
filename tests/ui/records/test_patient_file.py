"""The patient's file: who they are, what was decided, and every look at it noted."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication

from consentdesk.ui import patient_file
from consentdesk.ui.kit.text import Text as Words
from consentdesk.ui.patient_file.screen import PatientFileScreen
from consentdesk.workflows import give_copy
from tests.helpers.windows import wear_light
from tests.storage.consents import person, register
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_at


def open_file(office: Office, patient: str) -> PatientFileScreen:
    page = patient_file.open_page(office.machine, office.desk, patient)
    office.show(page)
    return page


def test_the_file_names_the_patient_and_what_was_decided(office: Office) -> None:
    sealed = sealed_at(office, images=2)
    open_file(office, sealed.record.patient.id)
    assert office.words("patient_name") == "Alex Probe"
    assert office.words("patient_details") == "45 years · born 17 May 1980 · record 004 417"
    said = " ".join(t.text() for t in office.find("record_1").findChildren(Words))
    assert "2 March 2026, 10:00" in said
    assert f"The patient decided · 2 pictures · 4 yes · {sealed.record.code}" in said
    assert "Copy not given" in said


def test_a_given_copy_is_told(office: Office) -> None:
    sealed = sealed_at(office)
    office.on_lane(lambda: give_copy.decline_copy(office.desk, sealed.record.id))
    open_file(office, sealed.record.patient.id)
    said = " ".join(t.text() for t in office.find("record_1").findChildren(Words))
    assert "No copy wanted" in said


def test_opening_the_file_is_a_fact_and_so_is_opening_a_picture(office: Office) -> None:
    sealed = sealed_at(office)
    before = len(office.facts())
    open_file(office, sealed.record.patient.id)
    assert office.facts()[before:] == ["patient_opened"]
    office.click(f"image_{sealed.record.images[0].short_id}")
    assert office.facts()[before:] == ["patient_opened", "image_opened"]
    assert office.there("whole_picture")
    office.click("whole_close")
    assert not office.there("whole_picture")
    assert office.there("record_1")


def test_an_erased_picture_stands_there_as_its_number(office: Office) -> None:
    sealed = sealed_at(office, refused=("medical_record", "teaching"))
    open_file(office, sealed.record.patient.id)
    short = sealed.record.images[0].short_id
    assert office.words(f"image_{short}") == f"{short}\nErased"


def test_a_patient_without_a_consent_has_one_sentence_and_one_button(office: Office) -> None:
    known = person()
    office.on_lane(lambda: register(office.desk.vault, known))  # type: ignore[arg-type]
    page = open_file(office, known.id)
    assert not office.there("images_card")
    with office.qtbot.waitSignal(page.new_consent_asked) as asked:
        office.click("new_consent_first")
    assert asked.args == [known.id]


def test_the_file_leads_to_a_record_a_new_consent_and_home(office: Office) -> None:
    sealed = sealed_at(office)
    page = open_file(office, sealed.record.patient.id)
    with office.qtbot.waitSignal(page.record_opened) as opened:
        office.click("open_1")
    with office.qtbot.waitSignal(page.new_consent_asked) as asked:
        office.click("new_consent")
    with office.qtbot.waitSignal(page.home_asked):
        office.click("home")
    assert (opened.args, asked.args) == ([sealed.record.id], [sealed.record.patient.id])


def test_the_file_leads_on_with_the_pictures_that_are_still_there(office: Office) -> None:
    sealed = sealed_at(office)
    page = open_file(office, sealed.record.patient.id)
    kept = {image.source_sha256 for image in sealed.record.images}
    for room in ("may_use", "release"):
        with office.qtbot.waitSignal(page.work_opened) as opened:
            office.click(room)
        assert opened.args[0] == room and set(opened.args[1].split()) == kept


def test_a_patient_who_is_not_here_is_said(office: Office) -> None:
    open_file(office, "nobody")
    assert office.find("trouble").accessibleName() == "This patient is not in this vault"
    assert not office.there("new_consent_first")


def test_a_narrow_window_has_the_uses_one_under_the_other_and_no_sideways_bar(
    office: Office, qapp: QApplication
) -> None:
    wear_light(qapp)
    open_file(office, sealed_at(office).record.patient.id)
    first, second = office.find("today_1_1"), office.find("today_1_2")
    assert first.mapTo(office.window, QPoint()).y() == second.mapTo(office.window, QPoint()).y()
    office.window.resize(800, 640)
    office.settle()
    assert office.find("staff_scroll").horizontalScrollBar().maximum() == 0  # type: ignore[attr-defined]
    assert first.mapTo(office.window, QPoint()).y() < second.mapTo(office.window, QPoint()).y()
    office.window.resize(1366, 768)
    office.settle()
    assert first.mapTo(office.window, QPoint()).y() == second.mapTo(office.window, QPoint()).y()
