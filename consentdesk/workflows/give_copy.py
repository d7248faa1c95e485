"""The patient's copy: made once, kept as it is, printed, saved or declined (R23)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.facts import CopyGiven, CopySealed
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.refusals import refuse
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Printer, Printers, Saver

PAPERS = ("A4", "Letter")
LARGE = "large"


@needs(Act.GIVE_COPY)
def sealed_copy(desk: Desk, record_id: str, paper: str, large: bool = False) -> bytes:
    """The bytes of the copy on this paper, in common or in large print: those made first, for ever; made now
    if there are none yet, or anew where those went with an image that was erased (R40)."""
    if paper not in PAPERS:
        raise refuse("paper_unknown", paper=paper)
    print_of = f"{paper} {LARGE}" if large else paper
    for copy in desk.vault.copies_of(record_id):
        if copy.paper == print_of:
            return desk.vault.blob(copy.sha256)
    sealed = desk.vault.record(record_id)
    pdf = desk.copies.consent_copy(sealed, _thumbnails(desk, sealed), paper, desk.vault.rehearsal, large)
    patient = sealed.record.patient.id
    with desk.vault.transaction():
        sha256 = desk.vault.put_blob(pdf, copy_key(pdf))
        desk.note(CopySealed(record_id, sha256, print_of), patient)
    return pdf


def ready_printer(printers: Sequence[Printer], last_used: str = "") -> Printer | None:
    """The printer to suggest: the last used, else the default, else the first."""
    ranked = sorted(printers, key=lambda p: (p.name != last_used, not p.is_default))
    return ranked[0] if ranked else None


@needs(Act.GIVE_COPY)
def print_copy(
    desk: Desk,
    printers: Printers,
    record_id: str,
    printer: str,
    copies: int,
    paper: str,
    large: bool = False,
) -> None:
    """Print the sealed copy and record that it was given. Raises the refusals of `Printers.print_pdf`;
    then nothing is recorded."""
    if not 1 <= copies <= 9:
        raise refuse("copies_out_of_range", "copies")
    printers.print_pdf(printer, sealed_copy(desk, record_id, paper, large), copies, paper)
    _given(desk, record_id, "printed")


@needs(Act.GIVE_COPY)
def save_copy(desk: Desk, saver: Saver, record_id: str, path: Path, paper: str, large: bool = False) -> None:
    """Save the sealed copy where the user said, and record that it was given."""
    saver.save_bytes(path, sealed_copy(desk, record_id, paper, large))
    _given(desk, record_id, "saved")


@needs(Act.GIVE_COPY)
def decline_copy(desk: Desk, record_id: str) -> None:
    """Record that the patient does not want a copy."""
    _given(desk, record_id, "declined")


def copy_key(pdf: bytes) -> str:
    """The id of the key that a copy is sealed under: one of its own, as it shows images (R40)."""
    return f"copy:{hashlib.sha256(pdf).hexdigest()}"


def _given(desk: Desk, record_id: str, how: str) -> None:
    desk.note(CopyGiven(record_id, how), desk.vault.record(record_id).record.patient.id)


def _thumbnails(desk: Desk, sealed: SealedRecord) -> dict[str, bytes]:
    kept = (i.source_sha256 for i in sealed.record.images if i.kept)
    lines = ((source, desk.vault.image(source)) for source in kept)
    return {source: desk.vault.blob(line.thumbnail_sha256) for source, line in lines if line and line.kept}
