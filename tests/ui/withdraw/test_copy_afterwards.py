"""A copy printed again after a withdrawal has today's answers with it (R23)."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader

from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.withdrawal import Scope
from consentdesk.ui import copy
from consentdesk.workflows.withdraw import withdraw
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_at
from tests.workflows.withdrawing import CALLER


def withdrawn(office: Office) -> SealedRecord:
    sealed = sealed_at(office)
    image = sealed.record.images[0].source_sha256
    scope = Scope((image,), ("teaching",))
    office.on_lane(lambda: withdraw(office.desk, sealed.record.patient.id, scope, CALLER))
    return sealed


def open_copy(office: Office, sealed: SealedRecord) -> None:
    office.show(copy.open_page(office.machine, office.desk, sealed.record.id))


def text_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


def test_the_sheet_is_printed_with_it_and_the_copy_stays_as_it_was(office: Office) -> None:
    sealed = sealed_at(office)
    open_copy(office, sealed)
    office.click("print")
    scope = Scope((sealed.record.images[0].source_sha256,), ("teaching",))
    office.on_lane(lambda: withdraw(office.desk, sealed.record.patient.id, scope, CALLER))
    open_copy(office, sealed)
    assert "A sheet with today's answers goes with the copy" in office.words("onward")
    office.click("print_again")
    first, again, sheet = (pdf for _printer, pdf, _copies, _paper in office.tray.printed)
    assert first == again
    assert "Taken back on 2 March 2026" in text_of(sheet).replace("\n", " ")


def test_the_sheet_is_saved_beside_it(office: Office, tmp_path: Path) -> None:
    sealed = withdrawn(office)
    open_copy(office, sealed)
    office.click("save")
    saved = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert saved == [f"consent-copy-{sealed.record.code}-today.pdf", f"consent-copy-{sealed.record.code}.pdf"]


def test_while_everything_counts_there_is_no_sheet(office: Office) -> None:
    sealed = sealed_at(office)
    open_copy(office, sealed)
    assert "today's answers" not in office.words("onward")
    office.click("print")
    assert len(office.tray.printed) == 1
