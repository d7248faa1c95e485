"""What home says of a record and of a patient, in a line each."""

from __future__ import annotations

from consentdesk.domain.lines import RecordLine
from consentdesk.ui.home.state import FoundRow, RecordRow
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.words import _, correction_words, day_in_words
from consentdesk.workflows.find import By, Found


def today_row(line: RecordLine) -> RecordRow:
    given = {
        "": _("copy not given"),
        "printed": _("copy printed"),
        "saved": _("copy saved"),
        "declined": _("no copy wanted"),
    }[line.copy]
    hint = _("Sealed {time}, {copy}").format(time=f"{line.sealed_at.local:%H:%M}", copy=given)
    told = " · ".join(part for part in (hint, correction_words(line)) if part)
    return RecordRow(line.id, line.patient_name, told)


def found_row(found: Found, order: DayOrder) -> FoundRow:
    line = found.line
    born = _("born {day}").format(day=day_in_words(line.born, order == "mdy"))
    number = _("record {number}").format(number=line.record_number) if line.record_number else ""
    hint = " · ".join(part for part in (born, number) if part)
    return FoundRow(line.id, line.name, hint, _by_words(found.by))


def _by_words(by: By) -> str:
    return {
        By.NAME: _("by name"),
        By.NUMBER: _("by record number"),
        By.BORN: _("by birth date"),
        By.CODE: _("by the code of a record"),
    }[by]
