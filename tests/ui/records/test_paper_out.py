"""A receipt, a letter or a sheet as part of a page: seen, printed, saved, not wanted; always the same."""

from __future__ import annotations

from pathlib import Path

from consentdesk.ui.paper_out import open_part
from consentdesk.workflows import give_copy, give_paper
from consentdesk.workflows.give_paper import Document
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_at


def open_receipt(office: Office, declined: str = "") -> tuple[Document, list[str]]:
    """A receipt whose pages are those of a copy."""
    sealed, given = sealed_at(office), []
    document = Document(
        "withdrawal_receipt",
        "w1",
        sealed.record.patient.id,
        lambda paper: give_copy.sealed_copy(office.desk, sealed.record.id, paper),
    )
    part = open_part(
        *(office.machine, office.desk, document, "receipt.pdf", "The receipt"),
        given=given.append,
        declined=declined,
    )
    office.show(part)
    return document, given


def became(office: Office, document: Document) -> str:
    return office.on_lane(lambda: give_paper.paper_given(office.desk, document))


def test_what_is_printed_is_what_was_sealed(office: Office) -> None:
    document, given = open_receipt(office)
    assert office.there("preview_1") and not office.there("given")
    office.click("print")
    ((printer, pdf, copies, paper),) = office.tray.printed
    assert (printer, copies, paper) == ("Hall", 1, "A4")
    assert pdf == office.on_lane(lambda: give_paper.sealed_paper(office.desk, document, "A4"))
    assert (became(office, document), given, office.words("given")) == ("printed", ["printed"], "Printed")


def test_saving_suggests_the_name_that_was_given(office: Office, tmp_path: Path) -> None:
    document, given = open_receipt(office)
    office.click("save")
    assert (tmp_path / "receipt.pdf").read_bytes().startswith(b"%PDF")
    assert (became(office, document), given) == ("saved", ["saved"])


def test_not_wanting_it_is_offered_where_that_is_a_choice(office: Office) -> None:
    document, given = open_receipt(office, declined="Patient wants no receipt")
    office.click("decline")
    assert (became(office, document), given) == ("declined", ["declined"])
    open_receipt(office)
    assert not office.there("decline") and office.words("given") == "Not wanted"


def test_trouble_is_said_and_nothing_noted(office: Office) -> None:
    document, given = open_receipt(office)
    office.tray.stop("Hall")
    office.click("print")
    assert "The printer Hall has stopped" in office.find("trouble").accessibleName()
    assert (became(office, document), given) == ("", [])
    office.tray.start_all()
    office.click("trouble_again")
    assert became(office, document) == "printed"
