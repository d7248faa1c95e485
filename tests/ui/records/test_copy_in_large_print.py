"""The patient's copy in large print: chosen beside its preview, kept and reprinted like the other."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from consentdesk.ui.kit.pages import PageSheet
from consentdesk.workflows import give_copy
from tests.ui.records.conftest import Office
from tests.ui.records.test_copy import open_copy


def sheets(office: Office) -> int:
    """How many pages are in sight."""
    return len([sheet for sheet in office.window.findChildren(PageSheet) if not sheet.isHidden()])


def test_large_print_is_a_copy_of_its_own_kept_and_printed_again(office: Office) -> None:
    sealed, _page = open_copy(office)
    common = sheets(office)
    office.click("large_print")
    assert sheets(office) > common
    office.click("print")
    office.click("print_again")
    (first, again) = office.tray.printed
    assert first == again
    assert first[3] == "A4"
    kept = office.on_lane(lambda: office.desk.vault.copies_of(sealed.record.id))
    assert [copy.paper for copy in kept] == ["A4", "A4 large"]
    assert first[1] == office.on_lane(
        lambda: give_copy.sealed_copy(office.desk, sealed.record.id, "A4", large=True)
    )


def test_large_print_can_be_taken_back_and_saved_on_other_paper(office: Office, tmp_path: Path) -> None:
    open_copy(office)
    common = sheets(office)
    office.click("large_print")
    office.click("large_print")
    assert sheets(office) == common
    office.click("large_print")
    office.click("paper_Letter")
    office.click("save")
    saved = PdfReader(tmp_path / office.saving.suggested)
    assert float(saved.pages[0].mediabox.width) == 612.0
    assert len(saved.pages) == sheets(office) > common
