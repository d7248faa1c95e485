"""A sealed record in words for staff, everything as it was signed. Without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from PySide6.QtGui import QImage

from consentdesk.domain.draft import Attestation, ShownPage, Signature
from consentdesk.domain.lines import LaterRecord, SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.question import AskedQuestion
from consentdesk.domain.record import ConsentRecord, Decision, RecordImage
from consentdesk.domain.record_code import in_fours
from consentdesk.domain.route import Route
from consentdesk.domain.standing import Fate
from consentdesk.domain.wording import UseWords
from consentdesk.ui.record.became import became_words
from consentdesk.ui.record.cell import Cell, Way
from consentdesk.ui.record.people import People
from consentdesk.ui.record.state import Asked, DecisionRow, Explained, RecordState, Signed, SignedPage
from consentdesk.ui.words import _, agreed_words, copy_words, day_in_words, moment_in_words
from consentdesk.workflows.standing import Became


@dataclass(frozen=True)
class Telling:
    """`term` gives the clinic's word for a role, a relationship or an authority; `pictures` are thumbnails
    by source hash; `month_first` is how days are written here; `uses` are what staff call them, where the
    patient read another language; `became` is what became of each answer, by source hash and use;
    `corrected` is the record that corrects this one; `pages` are those signed in ink, by number;
    `erased` are the source hashes of pictures that are kept no more."""

    sealed: SealedRecord
    copy: str
    term: Callable[[str], str]
    pictures: Mapping[str, QImage]
    month_first: bool = False
    uses: Mapping[str, UseWords] = field(default_factory=dict)
    became: Mapping[tuple[str, str], Became] = field(default_factory=dict)
    corrected: LaterRecord | None = None
    pages: Mapping[int, QImage] = field(default_factory=dict)
    erased: frozenset[str] = frozenset()

    @property
    def record(self) -> ConsentRecord:
        return self.sealed.record

    def state(self) -> RecordState:
        record = self.record
        details = _("Sealed {at}, record {code}").format(at=self._at(record.sealed_at), code=record.code)
        return RecordState(
            record=record.id,
            patient=record.patient.id,
            title=_("Consent of {name}").format(name=record.patient.name),
            details=details,
            copy=copy_words(self.copy),
            copy_waits=not self.copy,
            corrected=self._corrected(),
            corrects=self._corrects(),
            uses=tuple(self.uses.get(use, record.use_words[use]).short for use in record.offered),
            rows=tuple(map(self._row, record.images)),
            nothing="" if record.images else self._nothing(),
            people=People(record, self.term, self.month_first).facts(),
            signed=(*map(self._signature, record.signatures), self._attested(record.attestation)),
            explained=tuple(map(self._explained, record.explained)),
            asked=tuple(map(_asked, record.asked)),
            pages=tuple(self._pages()),
            proof=tuple(self._proof()),
            loaded=True,
        )

    def _corrected(self) -> Way | None:
        later = self.corrected
        if later is None:
            return None
        words = _("Corrected on {day} by record {code}: nothing in this one counts any more")
        return Way(later.id, later.code, words.format(day=self._day(later.at.day), code=later.code))

    def _corrects(self) -> Way | None:
        old = self.record.corrects
        if old is None:
            return None
        words = _("Corrects record {code}: {reason}").format(code=old.code, reason=old.reason)
        return Way(old.record, old.code, words)

    def _pages(self) -> Iterator[SignedPage]:
        scans = self.record.paper.scans if self.record.paper else ()
        for scan in sorted(scans, key=lambda scan: scan.page):
            words = _("Page {number}").format(number=scan.page)
            if scan.by_hand:
                words = _("Page {number}, put in its place by staff").format(number=scan.page)
            yield SignedPage(scan.page, words, self.pages.get(scan.page, QImage()))

    def _nothing(self) -> str:
        refused = self.record.photography is not None and not self.record.photography.yes
        return _("Photographs were refused. None were kept.") if refused else _("No picture in this record.")

    def _row(self, image: RecordImage) -> DecisionRow:
        words = f"{image.number} · {image.label}" if image.label else str(image.number)
        shown = ", ".join(dict.fromkeys(f"{s.at.local:%H:%M}" for s in image.showings))
        cells = (self._cell(image.source_sha256, use) for use in self.record.offered)
        picture = self.pictures.get(image.source_sha256, QImage())
        told = _("Shown {times}").format(times=shown) if shown else ""
        kept = image.kept and image.source_sha256 not in self.erased
        return DecisionRow(image.source_sha256, words, told, picture, kept, tuple(cells))

    def _cell(self, image: str, use: str) -> Cell:
        decision = self.record.decision(image, use)
        if decision is None:
            return Cell(_("Not asked"))
        answer = _("Yes") if decision.effective else _("Not agreed") if decision.patient_said_no else _("No")
        became = self.became.get((image, use))
        standing, way = became_words(became, self._day)
        over = became is not None and became.standing.fate is not Fate.STANDS
        return Cell(answer, "\n".join(self._conditions(decision)), standing, over, way)

    def _conditions(self, decision: Decision) -> Iterator[str]:
        if decision.patient_said_no:
            yield _("The patient said no")
        if decision.outlet:
            yield decision.outlet.said
        if decision.expiry:
            until = decision.expiry.until
            yield _("until {end}").format(end=self._day(until) if until else decision.expiry.event)
        if decision.spoken:
            yield _("said aloud")

    def _signature(self, signature: Signature) -> Signed:
        adults = {
            "representative": self.record.representative,
            "second_representative": self.record.second_representative,
        }
        adult = adults.get(signature.role)
        own = adult.relationship if adult else signature.role
        role = self.term("patient" if own == "assent" else own)
        drawn = signature.drawing if signature.drawing.strokes else None
        at = self._at(signature.at)
        return Signed(signature.name, role, signature.meaning, at, drawn, _signing(signature))

    def _attested(self, word: Attestation) -> Signed:
        note = _("Confirmed with their own code and signing key")
        return Signed(word.name, word.role, word.meaning, self._at(word.at), None, note)

    def _explained(self, page: ShownPage) -> Explained:
        source = _("Language {language}, version {version}").format(
            language=page.language, version=page.version
        )
        draft = _("draft wording, not approved by the clinic") if page.draft_wording else ""
        approved = _("Approved by {name}").format(name=page.reviewed_by) if page.reviewed_by else ""
        shown = _("shown {time}").format(time=f"{page.shown_at.local:%H:%M}")
        read = page.acknowledged_at
        acknowledged = _("acknowledged {time}").format(time=f"{read.local:%H:%M}") if read else ""
        parts = (part for part in (source, draft, approved, shown, acknowledged) if part)
        return Explained(page.heading, tuple((s.title, s.text) for s in page.statements), " · ".join(parts))

    def _proof(self) -> Iterator[tuple[str, str]]:
        record = self.record
        yield _("Record code"), record.code
        yield _("Place in the ledger (chain hash)"), in_fours(self.sealed.chain_hash)
        yield _("What was signed (hash)"), in_fours(record.binding)
        rules = _("{pack} {version}, modelled on {model}")
        model = _(record.modelled_on)
        yield _("Rules used"), rules.format(pack=record.pack_id, version=record.pack_version, model=model)
        clinic = record.clinic
        yield _("Clinic"), f"{clinic.name}, {clinic.address}"
        if record.warnings_read_at:
            yield _("Warnings about social media read"), self._at(record.warnings_read_at)
        for image in record.images:
            label = _("Picture {number}: source, view, pixels").format(number=image.number)
            yield (
                label,
                "\n".join(map(in_fours, (image.source_sha256, image.view_sha256, image.pixels_sha256))),
            )

    def _at(self, moment: Moment) -> str:
        return moment_in_words(moment, self.month_first)

    def _day(self, day: date) -> str:
        return day_in_words(day, self.month_first)


def _signing(signature: Signature) -> str:
    """How somebody agreed, where it was not with a signature on the screen."""
    if signature.route is not Route.SCREEN:
        return agreed_words(signature) if not signature.drawing.strokes else ""
    return _("A mark, made before {name}").format(name=signature.witness) if signature.witness else ""


def _asked(asked: AskedQuestion) -> Asked:
    right, wrong = _("Right: {reply}"), _("Wrong, and read again: {reply}")
    replies = ((right if a.right else wrong).format(reply=a.reply) for a in asked.attempts)
    return Asked(asked.text, tuple(replies))
