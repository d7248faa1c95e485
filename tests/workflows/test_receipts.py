"""The receipts of a withdrawal, from the ledger: what ended, where it was, what came of it (R32)."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from consentdesk.domain.placement import Outcome, PlaceKind
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.withdrawal import Scope
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document, sealed_paper
from consentdesk.workflows.receipts import final_receipt, status_sheet, withdrawal_receipt
from consentdesk.workflows.take_down import report
from consentdesk.workflows.withdraw import withdraw
from tests.workflows.sealing import consent, source_of
from tests.workflows.withdrawing import CALLER, SISTER, at, placed

WHO = "patient-1"
ONE = Scope((source_of(1),), ("teaching",))


@pytest.fixture
def today(desk: Desk) -> Desk:
    consent(desk, 1, 2)
    return at(desk, hours=1)


def text_of(desk: Desk, document: Document) -> str:
    pages = PdfReader(io.BytesIO(sealed_paper(desk, document, "A4"))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_receipt_says_what_ended_and_what_is_done_by_when(today: Desk) -> None:
    placed(today, source_of(1), kind=PlaceKind.PRINT)
    placed(today, source_of(2), id="p2")
    text = text_of(today, withdrawal_receipt(today, withdraw(today, WHO, ONE, CALLER).id))
    code = today.vault.records_of(WHO)[0].code
    assert "Teaching, for these pictures:" in text and code in text and "Picture 1" in text
    assert "Place p1" in text and "Place p2" not in text and "16 March 2026" in text
    assert "Printed pages cannot be called back" in text and "Picture 2" not in text


def test_the_first_receipt_stays_as_it_was_given(today: Desk) -> None:
    placed(today, source_of(1), kind=PlaceKind.PRINT)
    done = withdraw(today, WHO, ONE, CALLER)
    first = sealed_paper(today, withdrawal_receipt(today, done.id), "A4")
    report(today, done.removals[0].id, Outcome.CANNOT_RETRACT, "printed already")
    assert sealed_paper(today, withdrawal_receipt(today, done.id), "A4") == first


def test_the_last_receipt_has_every_place_and_its_outcome(today: Desk) -> None:
    placed(today, source_of(1), kind=PlaceKind.PRINT)
    done = withdraw(today, WHO, ONE, CALLER)
    with pytest.raises(Refusal, match="removals_still_open"):
        final_receipt(today, done.id)
    report(at(today, days=3), done.removals[0].id, Outcome.CANNOT_RETRACT, "printed already")
    text = text_of(today, final_receipt(today, done.id))
    assert "Where the pictures were" in text and "5 March 2026" in text
    assert "Printed pages cannot be called back" in text


def test_everything_withdrawn_says_what_the_law_keeps(today: Desk) -> None:
    text = text_of(today, withdrawal_receipt(today, withdraw(today, WHO, Scope(), CALLER).id))
    assert "Every use of all pictures" in text and "at least 10 years" in text
    assert "We know of no place" in text


def test_a_suspension_has_no_receipt(today: Desk) -> None:
    held = withdraw(today, WHO, ONE, SISTER)
    for paper in (withdrawal_receipt, final_receipt):
        with pytest.raises(Refusal, match="not_withdrawn_yet"):
            paper(today, held.id)


def test_a_receipt_is_in_the_language_of_the_last_record(today: Desk) -> None:
    record = today.vault.record(today.vault.records_of(WHO)[0].id).record
    assert record.language == "en"
    document = withdrawal_receipt(today, withdraw(today, WHO, ONE, CALLER).id)
    assert document.patient == WHO and document.shows == (source_of(1),)


def test_the_sheet_of_today_is_another_one_for_each_state_of_things(today: Desk) -> None:
    record = today.vault.records_of(WHO)[0].id
    assert status_sheet(today, record) is None
    withdraw(today, WHO, ONE, CALLER)
    first = status_sheet(today, record)
    assert first is not None and "Taken back on 2 March 2026" in text_of(today, first)
    withdraw(at(today, hours=2), WHO, Scope(uses=("teaching",)), CALLER)
    second = status_sheet(at(today, hours=3), record)
    assert second is not None and second.about != first.about
