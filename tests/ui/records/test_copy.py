"""The patient's copy: seen, printed, saved or declined; never silent, the same bytes every time."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from pypdf import PdfReader

from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.refusals import refuse
from consentdesk.ui import copy
from consentdesk.ui.copy.screen import CopyScreen
from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.kit.pages import PageSheet
from consentdesk.workflows import give_copy
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_at


def open_copy(office: Office, **asked: object) -> tuple[SealedRecord, CopyScreen]:
    sealed = sealed_at(office, **asked)
    page = copy.open_page(office.machine, office.desk, sealed.record.id)
    office.show(page)
    return sealed, page


def given(office: Office, sealed: SealedRecord) -> str:
    """What the views say became of the copy."""
    lines = office.on_lane(lambda: office.desk.vault.records_of(sealed.record.patient.id))
    return next(line.copy for line in lines if line.id == sealed.record.id)


def test_one_press_prints_the_sealed_copy_that_was_shown(office: Office) -> None:
    sealed, _page = open_copy(office)
    assert isinstance(office.find("preview_1"), PageSheet)
    office.click("print")
    ((printer, pdf, copies, paper),) = office.tray.printed
    assert (printer, copies, paper) == ("Hall", 1, "A4")
    assert pdf == office.on_lane(lambda: give_copy.sealed_copy(office.desk, sealed.record.id, "A4"))
    assert sealed.record.code in PdfReader(io.BytesIO(pdf)).pages[0].extract_text()
    assert given(office, sealed) == "printed"


def test_after_printing_the_page_asks_whether_it_came_out(office: Office) -> None:
    open_copy(office)
    office.click("print")
    assert office.find("outcome").accessibleName() == "Did it come out?"
    office.click("outcome_again")
    assert len(office.tray.printed) == 2
    assert office.tray.printed[0][1] == office.tray.printed[1][1]
    office.click("outcome_yes")
    assert not office.there("outcome")
    assert office.words("given") == "Copy printed"


def test_copies_stay_between_one_and_nine(office: Office) -> None:
    open_copy(office)
    office.click("copies_fewer")
    assert office.words("copies") == "1"
    for _ in range(10):
        office.click("copies_more")
    office.click("print")
    assert office.tray.printed[0][2] == 9


def test_letter_is_a_copy_of_its_own(office: Office) -> None:
    open_copy(office)
    office.click("paper_Letter")
    office.click("print")
    box = PdfReader(io.BytesIO(office.tray.printed[0][1])).pages[0].mediabox
    assert (float(box.width), float(box.height)) == (612.0, 792.0)
    assert office.tray.printed[0][3] == "Letter"


def test_the_printer_used_last_is_suggested_and_another_can_be_chosen(office: Office) -> None:
    sealed, _page = open_copy(office)
    office.click("printer_change")
    office.click("printer_Ward")
    office.click("print")
    office.show(copy.open_page(office.machine, office.desk, sealed.record.id))
    assert office.words("printer_words") == "Ward printer"
    office.click("printer_change")
    office.click("printer_Hall")
    office.click("print_again")
    assert [printer for printer, *_ in office.tray.printed] == ["Ward", "Hall"]


def test_a_stopped_printer_is_said_with_what_can_be_done_and_nothing_is_recorded(office: Office) -> None:
    sealed, _page = open_copy(office)
    office.tray.stop("Hall")
    office.click("print")
    assert "The printer Hall has stopped" in office.find("trouble").accessibleName()
    assert office.words("printer_hint") == "Stopped: Out of paper"
    assert given(office, sealed) == ""
    office.tray.start_all()
    office.click("trouble_again")
    assert given(office, sealed) == "printed"
    assert not office.there("trouble")


def test_without_a_printer_the_copy_can_still_be_saved(office: Office) -> None:
    office.tray.known = ()
    sealed, _page = open_copy(office)
    assert "No printer is set up" in office.find("trouble").accessibleName()
    office.click("print")
    assert office.there("trouble")
    office.click("trouble_save")
    assert given(office, sealed) == "saved"


def test_a_printer_that_comes_later_is_found_by_trying_again(office: Office) -> None:
    printers, office.tray.known = office.tray.known, ()
    open_copy(office)
    office.click("print")
    office.tray.known = printers
    office.click("trouble_again")
    assert office.words("printer_words") == "Printer in the hall"
    assert not office.there("trouble")


def test_saving_suggests_a_name_that_says_nothing_about_the_patient(office: Office, tmp_path: Path) -> None:
    sealed, _page = open_copy(office)
    office.click("save")
    assert office.saving.suggested == f"consent-copy-{sealed.record.code}.pdf"
    saved = (tmp_path / office.saving.suggested).read_bytes()
    assert saved == office.on_lane(lambda: give_copy.sealed_copy(office.desk, sealed.record.id, "A4"))
    assert given(office, sealed) == "saved"


def test_thinking_better_of_saving_records_nothing(office: Office) -> None:
    sealed, _page = open_copy(office)
    office.saving.folder = None
    office.click("save")
    assert given(office, sealed) == ""
    assert not office.there("trouble")


def test_a_folder_that_is_gone_is_said_and_another_place_works(office: Office, tmp_path: Path) -> None:
    sealed, _page = open_copy(office)
    office.saving.folder = tmp_path / "gone"
    office.click("save")
    assert office.there("trouble")
    assert given(office, sealed) == ""
    office.saving.folder = tmp_path
    office.click("trouble_again")
    assert given(office, sealed) == "saved"


def test_a_patient_who_declines_a_copy_is_recorded(office: Office) -> None:
    sealed, _page = open_copy(office)
    office.click("decline")
    assert given(office, sealed) == "declined"
    assert office.words("given") == "No copy wanted"


def test_print_later_goes_home_and_the_copy_still_waits(office: Office) -> None:
    sealed, page = open_copy(office)
    with office.qtbot.waitSignal(page.home_asked):
        office.click("later")
    assert given(office, sealed) == ""


def test_the_page_says_what_happens_next_and_leads_on(office: Office) -> None:
    sealed, page = open_copy(office)
    onward = office.words("onward")
    assert "can change their mind at any time" in onward
    assert "555 0100" in onward
    assert sealed.record.code in onward
    with office.qtbot.waitSignal(page.new_consent_asked):
        office.click("next_patient")
    with office.qtbot.waitSignal(page.patient_opened) as opened:
        office.click("patient_file")
    assert opened.args == [sealed.record.patient.id]


def test_two_presses_print_once(office: Office) -> None:
    open_copy(office)
    button = office.find("print")
    button.click()  # type: ignore[attr-defined]
    button.click()  # type: ignore[attr-defined]
    office.settle()
    assert len(office.tray.printed) == 1


def test_a_record_that_is_not_here_is_said(office: Office) -> None:
    office.show(copy.open_page(office.machine, office.desk, "nobody"))
    assert office.find("trouble").accessibleName() == "This record is not in this vault"


def test_a_damaged_copy_is_not_shown_and_said(office: Office) -> None:
    class Damaged:
        """The real press, whose pages cannot be drawn."""

        def __init__(self, press: object) -> None:
            self._press = press

        def __getattr__(self, name: str) -> object:
            return getattr(self._press, name)

        def pictures(self, pdf: bytes, width_px: int) -> tuple[bytes, ...]:
            raise refuse("blob_damaged")

    sealed = sealed_at(office)
    desk = replace(office.desk, copies=Damaged(office.desk.copies))  # type: ignore[arg-type]
    office.show(copy.open_page(office.machine, desk, sealed.record.id))
    assert "damaged" in office.find("trouble").accessibleName()
    assert not office.there("preview_1")


def test_the_common_case_fits_a_small_screen(office: Office) -> None:
    open_copy(office, images=2)
    bar = office.find("staff_scroll").verticalScrollBar()  # type: ignore[attr-defined]
    assert bar.maximum() == 0


def test_a_name_of_sixty_letters_does_not_widen_the_page(office: Office) -> None:
    screen = CopyScreen()
    screen.draw(
        CopyState(patient="p", title=f"The copy for {'Anna-Maria ' * 5} Longname", given="Copy printed")
    )
    assert screen.minimumSizeHint().width() <= 1046
