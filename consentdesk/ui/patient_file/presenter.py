"""Leads the patient's file. Opening it, and opening a picture, are facts, noted once they show (R38)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.lines import ImageLine, RecordLine
from consentdesk.domain.people import Patient, age_on
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.withdrawal import Withdrawal
from consentdesk.domain.wording import Wording
from consentdesk.ui.machine import Machine
from consentdesk.ui.patient_file.state import ImageRow, PatientFileState, RecordRow, WithdrawalRow
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.became import can_end, counts_cell
from consentdesk.ui.record.cell import Cell
from consentdesk.ui.record.viewing import Whole, thumbnails, whole_view
from consentdesk.ui.withdrawal.told import asked_words, state_words, what_words
from consentdesk.ui.withdrawing import about
from consentdesk.ui.words import (
    _,
    copy_words,
    correction_words,
    day_in_words,
    ngettext,
    pathway_words,
    sentence,
)
from consentdesk.workflows import look_up
from consentdesk.workflows.access import may
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import PatientFile
from consentdesk.workflows.standing import Today, counts_today
from consentdesk.workflows.withdraw import withdrawals_of


@dataclass(frozen=True)
class _Read:
    file: PatientFile
    pictures: dict[str, QImage]
    age: int
    uses: tuple[str, ...]
    today: Today
    acts: frozenset[Act]
    withdrawals: tuple[Withdrawal, ...]
    words: Wording


class PatientFilePresenter(Presenter[PatientFileState]):
    """Of one patient; with the source hash of an `image`, that is looked at first."""

    def __init__(self, machine: Machine, desk: Desk, patient_id: str, image: str = "") -> None:
        super().__init__(PatientFileState(patient_id))
        self._machine, self._desk, self._first = machine, desk, image
        self._lines: dict[str, ImageLine] = {}

    def open(self) -> None:
        """Read the file and show it."""
        self._machine.lane.run(self, self._read, self._show, self._say)

    def look_at(self, source_sha256: str) -> None:
        """Open one image whole."""
        line = self._lines[source_sha256]
        work = partial(whole_view, self._desk, line.view_sha256)
        self._machine.lane.run(self, work, partial(self._show_whole, line), self._say)

    def close_picture(self) -> None:
        self.become(replace(self.state, whole=None))

    def _read(self) -> _Read:
        file = look_up.open_patient(self._desk, self.state.patient)
        birthdays = self._desk.pack.ages.leap_birthday
        age = age_on(file.patient.born, self._desk.now().day, birthdays)
        uses = tuple(use.id for use in self._desk.pack.uses)
        today = counts_today(self._desk, file.patient.id)
        pictures = thumbnails(self._desk, file.images)
        said = withdrawals_of(self._desk, file.patient.id)
        words = self._desk.staff_wording
        return _Read(file, pictures, age, uses, today, may(self._desk), said, words)

    def _show(self, read: _Read) -> None:
        patient, self._lines = read.file.patient, {line.source_sha256: line for line in read.file.images}
        newest = sorted(read.file.records, key=lambda line: line.sealed_at.utc, reverse=True)
        self.become(
            replace(
                self.state,
                name=patient.name,
                details=self._details(patient, read.age),
                records=tuple(map(self._row, newest)),
                uses=tuple(self._desk.staff_wording.uses[use].short for use in read.uses),
                images=tuple(self._image(line, read) for line in read.file.images),
                withdrawals=tuple(self._withdrawal(said, read) for said in read.withdrawals),
                loaded=True,
                acts=read.acts,
                trouble="",
            )
        )
        self._note(partial(look_up.note_patient_opened, self._desk, patient.id))
        first, self._first = self._lines.get(self._first), ""
        if first is not None and first.kept:
            self.look_at(first.source_sha256)

    def _show_whole(self, line: ImageLine, image: QImage) -> None:
        source = line.source_sha256 if Act.TAKE_CONSENT in self.state.acts else ""
        self.become(replace(self.state, whole=Whole(image, _words(line), source)))
        self._note(partial(look_up.note_image_opened, self._desk, line.source_sha256))

    def _note(self, note: partial[None]) -> None:
        self._machine.lane.run(self, note, lambda noted: None, self._say)

    def _details(self, patient: Patient, age: int) -> str:
        years = ngettext("{age} year", "{age} years", age).format(age=age)
        parts = [years, _("born {day}").format(day=self._day(patient.born))]
        if patient.record_number:
            parts.append(_("record {number}").format(number=patient.record_number))
        return " · ".join(parts)

    def _row(self, line: RecordLine) -> RecordRow:
        images = ngettext("{count} picture", "{count} pictures", line.images).format(count=line.images)
        yeses = _("{count} yes").format(count=line.yeses)
        details = " · ".join((pathway_words(line.pathway), images, yeses, line.code))
        corrected = correction_words(line, self._machine.month_first)
        told = "\n".join(part for part in (details, corrected) if part)
        at = _("{day}, {time}").format(
            day=self._day(line.sealed_at.day), time=f"{line.sealed_at.local:%H:%M}"
        )
        return RecordRow(line.id, at, told, copy_words(line.copy), not line.copy)

    def _image(self, line: ImageLine, read: _Read) -> ImageRow:
        source = line.source_sha256
        cells = (self._cell(source, use, read) for use in read.uses)
        image = read.pictures.get(source, QImage())
        return ImageRow(source, _words(line), image, line.kept, tuple(cells))

    def _cell(self, image: str, use: str, read: _Read) -> Cell:
        """What counts today; a yes that nobody has withdrawn can be, by whoever may."""
        word = read.today.get((image, use))
        cell = counts_cell(word, self._day)
        ends = word is not None and can_end(word.effective, word.standing)
        if ends and Act.WITHDRAW in read.acts:
            return replace(cell, withdrawal=about(self.state.patient, image, use))
        return cell

    def _withdrawal(self, said: Withdrawal, read: _Read) -> WithdrawalRow:
        what = what_words(said.scope, read.words, read.file.images)
        asked = asked_words(said.asking, read.words)
        return WithdrawalRow(said.id, what, f"{state_words(said, self._day)} · {asked}", said.waits)

    def _day(self, day: date) -> str:
        return day_in_words(day, self._machine.month_first)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def _words(line: ImageLine) -> str:
    return line.label or line.source_sha256[:6]
