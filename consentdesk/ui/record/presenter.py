"""Leads a record's page: read-only, and every look at it noted once it shows (R38)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.lines import RecordLine, SealedRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.became import can_end
from consentdesk.ui.record.correcting import Correcting
from consentdesk.ui.record.state import DecisionRow, RecordState
from consentdesk.ui.record.told import Telling
from consentdesk.ui.record.viewing import Whole, page_thumbnails, page_view, thumbnails, whole_view
from consentdesk.ui.withdrawing import about
from consentdesk.ui.words import sentence
from consentdesk.workflows import look_up
from consentdesk.workflows.access import may
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.standing import Answers, what_became


@dataclass(frozen=True)
class _Read:
    sealed: SealedRecord
    line: RecordLine
    pictures: dict[str, QImage]
    became: Answers
    pages: dict[int, QImage]
    acts: frozenset[Act]
    erased: frozenset[str]


class RecordPresenter(Presenter[RecordState]):
    """`begun(str)` names the session in which the record is being corrected."""

    begun = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, record_id: str) -> None:
        super().__init__(RecordState(record_id))
        self._machine, self._desk = machine, desk
        self._views: dict[str, str] = {}
        self._sealed: SealedRecord | None = None
        self._begins = False

    def open(self) -> None:
        """Read the record and show it."""
        self._machine.lane.run(self, self._read, self._show, self._say)

    def look_at(self, source_sha256: str) -> None:
        """Open one image whole, as it was shown."""
        work = partial(whole_view, self._desk, self._views[source_sha256])
        self._machine.lane.run(self, work, partial(self._show_whole, source_sha256), self._say)

    def look_at_page(self, number: int) -> None:
        """Open one page that was signed in ink."""
        words = next(page.words for page in self.state.pages if page.number == number)

        def show(image: QImage) -> None:
            self.become(replace(self.state, whole=Whole(image, words)))

        sealed = self._sealed
        assert sealed is not None
        self._machine.lane.run(self, lambda: page_view(self._desk, sealed, number), show, self._say)

    def ask_correction(self) -> None:
        """Ask what is wrong in this record."""
        self.become(replace(self.state, correcting=Correcting()))

    def leave_correction(self) -> None:
        self.become(replace(self.state, correcting=None))

    def correct(self, reason: str) -> None:
        """Begin the correction; a second press while it begins does nothing."""
        if self._begins:
            return
        self._begins, desk, record = True, self._desk, self.state.record

        def failed(refusal: Refusal) -> None:
            self._begins = False
            self.become(replace(self.state, correcting=Correcting(sentence(refusal.problems[0]))))

        self._machine.lane.run(
            self,
            lambda: correct_record(desk, record, reason),
            lambda draft: self.begun.emit(draft.id),
            failed,
        )

    def close_picture(self) -> None:
        self.become(replace(self.state, whole=None))

    def _read(self) -> _Read:
        sealed = look_up.open_record(self._desk, self.state.record)
        images = look_up.images_of_record(self._desk, sealed)
        return _Read(
            sealed,
            look_up.record_line(self._desk, sealed.record.id),
            thumbnails(self._desk, images),
            what_became(self._desk, sealed.record),
            page_thumbnails(self._desk, sealed),
            may(self._desk),
            frozenset(line.source_sha256 for line in images if not line.kept),
        )

    def _show(self, read: _Read) -> None:
        self._sealed, record = read.sealed, read.sealed.record
        self._views = {image.source_sha256: image.view_sha256 for image in record.images}
        told = replace(self._telling(read).state(), acts=read.acts)
        rows = (
            tuple(_with_ways_out(row, read) for row in told.rows) if Act.WITHDRAW in read.acts else told.rows
        )
        self.become(replace(told, rows=rows))
        self._note(partial(look_up.note_record_opened, self._desk, read.sealed))

    def _telling(self, read: _Read) -> Telling:
        """In the words of staff, whatever the patient read."""
        staff, month_first = self._desk.staff_wording, self._machine.month_first
        uses = staff.uses if staff.language != read.sealed.record.language else {}
        return Telling(
            read.sealed,
            read.line.copy,
            lambda code: staff.terms.get(code, code),
            read.pictures,
            month_first,
            uses,
            read.became,
            read.line.corrected,
            read.pages,
            read.erased,
        )

    def _show_whole(self, source_sha256: str, image: QImage) -> None:
        words = next(row.words for row in self.state.rows if row.source_sha256 == source_sha256)
        self.become(replace(self.state, whole=Whole(image, words)))
        self._note(partial(look_up.note_image_opened, self._desk, source_sha256))

    def _note(self, note: partial[None]) -> None:
        self._machine.lane.run(self, note, lambda noted: None, self._say)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def _with_ways_out(row: DecisionRow, read: _Read) -> DecisionRow:
    """The row with a way to withdraw each yes that somebody still could."""
    record, image = read.sealed.record, row.source_sha256
    cells = []
    for use, cell in zip(record.offered, row.cells, strict=True):
        decision, became = record.decision(image, use), read.became.get((image, use))
        ends = decision is not None and became is not None and can_end(decision.effective, became.standing)
        cells.append(replace(cell, withdrawal=about(record.patient.id, image, use) if ends else ""))
    return replace(row, cells=tuple(cells))
