"""Papers as PDF."""

from __future__ import annotations

from typing import Protocol

from consentdesk.domain.draft import Draft
from consentdesk.domain.incident_letters import IncidentReport, Letter
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.new_adult_letter import NewAdultLetter
from consentdesk.domain.people import Member
from consentdesk.domain.receipt import Receipt, StatusSheet
from consentdesk.domain.release import ReleaseSheet
from consentdesk.domain.report import Report
from consentdesk.domain.session import Rules
from consentdesk.domain.takedown_letter import TakedownLetter


class CopyWriter(Protocol):
    def consent_copy(
        self,
        sealed: SealedRecord,
        thumbnails: dict[str, bytes],
        paper: str,
        rehearsal: bool,
        large: bool = False,
    ) -> bytes:
        """The patient's copy as PDF, in `large` print if asked. `thumbnails` are JPEG bytes by source hash,
        only of kept images."""
        ...

    def pictures(self, pdf: bytes, width_px: int) -> tuple[bytes, ...]:
        """Each page as PNG bytes, for the preview."""
        ...

    def missing_characters(self, text: str) -> str:
        """The characters of a text that no bundled font can print."""
        ...


class FormWriter(Protocol):
    def paper_form(
        self,
        rules: Rules,
        draft: Draft,
        explainer: Member,
        thumbnails: dict[str, bytes],
        form_id: str,
        paper: str,
        rehearsal: bool,
        now: Moment,
    ) -> tuple[bytes, int]:
        """The form of a session as it stands, to be signed in ink, as PDF, and how many pages it has.
        `thumbnails` are JPEG bytes by source hash."""
        ...


class PaperWriter(Protocol):
    """Receipts, letters and sheets as PDF, the same bytes for the same content. What each says is a value of
    the domain; `paper` is "A4" or "Letter"."""

    def withdrawal_receipt(
        self, receipt: Receipt, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """The receipt at a withdrawal, or the last one. `thumbnails` are JPEG bytes by source hash."""
        ...

    def status_sheet(
        self, sheet: StatusSheet, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What counts today of a record's answers: it goes with a copy printed again."""
        ...

    def release_sheet(
        self, sheet: ReleaseSheet, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What released files may be used for. `thumbnails` are JPEG bytes by source hash."""
        ...

    def new_adult_letter(
        self, letter: NewAdultLetter, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What was agreed for a patient who is of age now. `thumbnails` are JPEG bytes by source hash."""
        ...

    def takedown_letter(self, letter: TakedownLetter, paper: str, rehearsal: bool) -> bytes:
        """The letter to whoever runs a place where an image may not be any more."""
        ...

    def incident_letter(
        self, letter: Letter, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """A letter of an incident, marked as a draft where it is one. `thumbnails` are JPEG bytes by source
        hash."""
        ...

    def incident_report(self, report: IncidentReport, paper: str, rehearsal: bool) -> bytes:
        """Everything known of an incident."""
        ...

    def overview_report(self, report: Report, paper: str, rehearsal: bool) -> bytes:
        """A report in finished words."""
        ...
