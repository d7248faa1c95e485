"""Receipts, letters and sheets: the same bytes for ever, until what they show is erased (R40)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from consentdesk.domain.facts import ContentErased, DocumentGiven, DocumentSealed
from consentdesk.domain.ledger_lines import Group, Wanted
from consentdesk.domain.lines import Finding
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.vault import OpenVault
from consentdesk.system import save
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import (
    Document,
    decline_paper,
    paper_given,
    print_paper,
    save_paper,
    sealed_paper,
)
from tests.storage.consents import codes
from tests.workflows.sealing import consent, source_of

WHOSE = "patient-1"


@dataclass
class Press:
    """Draws another sheet each time, so that it shows which one was kept."""

    about: str
    drawn: int = 0

    def __call__(self, paper: str) -> bytes:
        self.drawn += 1
        return f"{paper} sheet {self.drawn} about {self.about}".encode()


@dataclass
class Tray:
    refuses: bool = False
    printed: list[bytes] = field(default_factory=list)

    def list_printers(self) -> tuple[()]:
        return ()

    def print_pdf(self, printer: str, pdf: bytes, copies: int, paper: str) -> None:
        if self.refuses:
            raise refuse("printer_stopped", printer=printer)
        self.printed.append(pdf)


def receipt(about: str = "w1", shows: tuple[str, ...] = (), patient: str | None = WHOSE) -> Document:
    return Document("withdrawal_receipt", about, patient, Press(about), shows)


def told(desk: Desk) -> list[object]:
    return [line.body for line in reversed(desk.vault.ledger_page(Wanted(groups=(Group.COPIES,)), limit=9))]


def test_a_paper_is_drawn_once_and_kept(desk: Desk) -> None:
    consent(desk, 1)
    document = receipt()
    first = sealed_paper(desk, document, "A4")
    assert sealed_paper(desk, document, "A4") == sealed_paper(desk, receipt(), "A4") == first
    assert sealed_paper(desk, document, "Letter") != first, "other paper is a paper of its own"
    assert [type(body) for body in told(desk)] == [DocumentSealed, DocumentSealed]


def test_each_paper_is_kept_by_what_it_is_about(desk: Desk) -> None:
    assert sealed_paper(desk, receipt("w1", patient=None), "A4") == b"A4 sheet 1 about w1"
    other = Document("release_sheet", "w1", None, lambda paper: b"another")
    assert sealed_paper(desk, other, "A4") == b"another"
    assert sealed_paper(desk, receipt("w2", patient=None), "A4") == b"A4 sheet 1 about w2"


def test_a_paper_of_no_known_size_is_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="paper_unknown"):
        sealed_paper(desk, receipt(), "A3")


def test_printing_saving_and_declining_are_noted(desk: Desk, tmp_path: Path) -> None:
    consent(desk, 1)
    document, tray = receipt(), Tray()
    assert paper_given(desk, document) == ""
    decline_paper(desk, document)
    assert paper_given(desk, document) == "declined"
    print_paper(desk, tray, document, "Hall", 2, "A4")
    save_paper(desk, save, document, tmp_path / "receipt.pdf", "A4")
    assert tray.printed == [(tmp_path / "receipt.pdf").read_bytes()] == [sealed_paper(desk, document, "A4")]
    given = [body.how for body in told(desk) if isinstance(body, DocumentGiven)]
    assert given == ["declined", "printed", "saved"]
    assert paper_given(desk, document) == "saved"


def test_what_could_not_be_printed_was_not_given(desk: Desk) -> None:
    consent(desk, 1)
    with pytest.raises(Refusal, match="printer_stopped"):
        print_paper(desk, Tray(refuses=True), receipt(), "Hall", 1, "A4")
    with pytest.raises(Refusal, match="copies_out_of_range"):
        print_paper(desk, Tray(), receipt(), "Hall", 10, "A4")
    assert paper_given(desk, receipt()) == ""


def erased(desk: Desk, erase: Callable[[], tuple[str, ...]]) -> None:
    with desk.vault.erasing():
        desk.note(ContentErased("e", erase()))


def gone(desk: Desk, sha256: str) -> bool:
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(sha256)
    return True


def kept(desk: Desk, document: Document) -> str:
    sealed_paper(desk, document, "A4")
    return desk.vault.papers_of(document.kind, document.about)[0].sha256


def test_a_paper_goes_with_the_patient_it_speaks_of(desk: Desk) -> None:
    whose = consent(desk, 1).patient.id
    one, others = kept(desk, receipt(patient=whose)), kept(desk, Document("x", "y", None, lambda p: b"z"))
    erased(desk, lambda: desk.vault.erase_patient(whose, desk.now()))
    assert gone(desk, one) and desk.vault.blob(others) == b"z"


def test_a_sheet_about_several_goes_with_each_patient_whose_image_it_shows(desk: Desk) -> None:
    whose = consent(desk, 1).patient.id
    sheet = kept(desk, receipt(shows=(source_of(1),), patient=None))
    erased(desk, lambda: desk.vault.erase_patient(whose, desk.now()))
    assert gone(desk, sheet) and desk.vault.papers_of("withdrawal_receipt", "w1") == ()


def test_a_paper_that_shows_an_erased_image_goes_and_is_drawn_anew(desk: Desk) -> None:
    whose = consent(desk, 1, 2).patient.id
    document = receipt(shows=(source_of(1),), patient=whose)
    shown, other = kept(desk, document), kept(desk, receipt("w2", (source_of(2),), whose))
    erased(desk, lambda: desk.vault.erase_image(source_of(1), desk.now()))
    assert gone(desk, shown) and desk.vault.blob(other)
    assert sealed_paper(desk, document, "A4") == b"A4 sheet 2 about w1"
    assert isinstance(desk.vault, OpenVault)
    assert codes(desk.vault.check()) == set(), "what was erased is not missed, and the views fold the same"


def test_a_lost_paper_is_missed_by_a_check(desk: Desk) -> None:
    consent(desk, 1)
    sha256 = kept(desk, receipt())
    assert isinstance(desk.vault, OpenVault)
    desk.vault._db.run("DELETE FROM blobs WHERE sha256 = ?", sha256)
    assert Finding("blob_missing", sha256) in desk.vault.check().findings
