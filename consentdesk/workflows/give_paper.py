"""Receipts, letters and sheets: made once, kept as they are, printed, saved or declined (R23, R32)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.facts import DocumentGiven, DocumentSealed
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_copy import PAPERS
from consentdesk.workflows.ports import Printers, Saver

MOST_COPIES = 9


@dataclass(frozen=True)
class Document:
    """A paper that somebody is to get. `kind` and `about` are as `DocumentSealed` has them, and name it for
    ever; `patient` is whose facts it belongs to, None for one about several. `shows` are the images (source
    hashes) in it. `drawn` makes the PDF for "A4" or "Letter"; it is asked only while there is none."""

    kind: str
    about: str
    patient: str | None
    drawn: Callable[[str], bytes] = field(repr=False)
    shows: tuple[str, ...] = ()


@needs(Act.GIVE_COPY)
def sealed_paper(desk: Desk, document: Document, paper: str) -> bytes:
    """The bytes of a document on this paper: those made first, for ever; made now if there are none yet, or
    anew where those went with an image that was erased (R40). Raises Refusal `paper_unknown`."""
    if paper not in PAPERS:
        raise refuse("paper_unknown", paper=paper)
    for made in desk.vault.papers_of(document.kind, document.about):
        if made.paper == paper:
            return desk.vault.blob(made.sha256)
    pdf = document.drawn(paper)
    with desk.vault.transaction():
        sha256 = desk.vault.put_blob(pdf, document_key(pdf))
        made_now = DocumentSealed(document.kind, document.about, sha256, paper, document.shows)
        desk.note(made_now, document.patient)
    return pdf


@needs(Act.GIVE_COPY)
def print_paper(
    desk: Desk, printers: Printers, document: Document, printer: str, copies: int, paper: str
) -> None:
    """Print the sealed document and record that it was given. Raises the refusals of `Printers.print_pdf` and
    `copies_out_of_range`; then nothing is recorded."""
    if not 1 <= copies <= MOST_COPIES:
        raise refuse("copies_out_of_range", "copies")
    printers.print_pdf(printer, sealed_paper(desk, document, paper), copies, paper)
    _given(desk, document, "printed")


@needs(Act.GIVE_COPY)
def save_paper(desk: Desk, saver: Saver, document: Document, path: Path, paper: str) -> None:
    """Save the sealed document where the user said, and record that it was given."""
    saver.save_bytes(path, sealed_paper(desk, document, paper))
    _given(desk, document, "saved")


@needs(Act.GIVE_COPY)
def decline_paper(desk: Desk, document: Document) -> None:
    """Record that nobody wants it."""
    _given(desk, document, "declined")


@needs(Act.GIVE_COPY)
def paper_given(desk: Desk, document: Document) -> str:
    """What became of it last: "printed", "saved", "declined", or "" while it was not given."""
    return desk.vault.paper_given(document.kind, document.about)


def document_key(pdf: bytes) -> str:
    """The id of the key that a document is sealed under: one of its own, as it may show images (R40)."""
    return f"document:{hashlib.sha256(pdf).hexdigest()}"


def _given(desk: Desk, document: Document, how: str) -> None:
    desk.note(DocumentGiven(document.kind, document.about, how), document.patient)
