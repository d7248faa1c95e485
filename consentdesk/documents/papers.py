"""Papers of a page or two: receipts, letters and sheets, each from a value that says all of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from consentdesk.documents.composing import Composer
from consentdesk.documents.incident_letters import LetterToPerson, Notice
from consentdesk.documents.incident_report import ReportOfIncident
from consentdesk.documents.new_adult_letter import LetterToNewAdult
from consentdesk.documents.overview_report import OverviewReport
from consentdesk.documents.press.faces import Faces
from consentdesk.documents.receipts import SheetOfToday, WithdrawalReceipt
from consentdesk.documents.release_sheet import SheetOfRelease
from consentdesk.documents.takedown_letter import LetterToTakeDown
from consentdesk.documents.words import FALLBACK, read_words
from consentdesk.domain.incident_letters import IncidentReport, Letter, PersonLetter
from consentdesk.domain.new_adult_letter import NewAdultLetter
from consentdesk.domain.receipt import Receipt, StatusSheet
from consentdesk.domain.release import ReleaseSheet
from consentdesk.domain.report import Report
from consentdesk.domain.takedown_letter import TakedownLetter


class Papers:
    """Writes papers, one at a time. Faces are opened and words read when first needed, and kept."""

    def __init__(self, fonts_dir: Path, copy_dir: Path, statements_dir: Path) -> None:
        self._faces = Faces(fonts_dir)
        self._words = lru_cache(lambda language: read_words(copy_dir, statements_dir, language))

    def withdrawal_receipt(
        self, receipt: Receipt, thumbnails: Mapping[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """The receipt at a withdrawal, or the last one, as PDF. `thumbnails` are JPEGs by source hash."""
        composer = self._composer(receipt.language)
        return WithdrawalReceipt(composer, thumbnails, rehearsal, receipt).printed_on(paper)

    def status_sheet(
        self, sheet: StatusSheet, thumbnails: Mapping[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What counts today of a record's answers, as PDF: it goes with a copy printed again."""
        composer = self._composer(sheet.language)
        return SheetOfToday(composer, thumbnails, rehearsal, sheet).printed_on(paper)

    def new_adult_letter(
        self, letter: NewAdultLetter, thumbnails: Mapping[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What was agreed for a patient who is of age now, as PDF. `thumbnails` are JPEGs by source hash."""
        composer = self._composer(letter.language)
        return LetterToNewAdult(composer, thumbnails, rehearsal, letter).printed_on(paper)

    def release_sheet(
        self, sheet: ReleaseSheet, thumbnails: Mapping[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """What released files may be used for, as PDF. `thumbnails` are JPEG bytes by source hash."""
        composer = self._composer(sheet.language, "release_sheet.title")
        return SheetOfRelease(composer, sheet, thumbnails, rehearsal).printed_on(paper)

    def takedown_letter(self, letter: TakedownLetter, paper: str, rehearsal: bool) -> bytes:
        """The letter to whoever runs a place, as PDF, in English where its language has no words for it."""
        composer = self._composer(letter.language, "takedown.title")
        return LetterToTakeDown(composer, letter, rehearsal).printed_on(paper)

    def incident_letter(
        self, letter: Letter, thumbnails: Mapping[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        """A letter of an incident, as PDF; notices in English where their language has no words for them."""
        if isinstance(letter, PersonLetter):
            composer = self._composer(letter.told.language, "incident.title")
            return LetterToPerson(composer, thumbnails, rehearsal, letter).printed_on(paper)
        composer = self._composer(letter.told.language, "incident_notice.to")
        return Notice(composer, letter, rehearsal).printed_on(paper)

    def incident_report(self, report: IncidentReport, paper: str, rehearsal: bool) -> bytes:
        """Everything known of an incident, as PDF, in English where its language has no words for it."""
        composer = self._composer(report.language, "incident_report.title")
        return ReportOfIncident(composer, report, rehearsal).printed_on(paper)

    def overview_report(self, report: Report, paper: str, rehearsal: bool) -> bytes:
        """A report in finished words, as PDF."""
        return OverviewReport(self._composer(report.language), report, rehearsal).printed_on(paper)

    def _composer(self, language: str, needs: str = "") -> Composer:
        """In English where a language has no words yet for a paper, which `needs` this sentence."""
        words = self._words(language)
        there = not needs or needs in words.templates
        return Composer(self._faces, words if there else self._words(FALLBACK))
