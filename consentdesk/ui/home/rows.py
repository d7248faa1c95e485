"""What home says of a record and of a patient, in a line each."""

from __future__ import annotations

from consentdesk.domain.lines import PatientLine, RecordLine
from consentdesk.ui.home.state import FoundRow, RecordRow
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.words import _, correction_words, day_in_words


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


def found_row(line: PatientLine, order: DayOrder) -> FoundRow:
    born = _("born {day}").format(day=day_in_words(line.born, order == "mdy"))
    number = _("record {number}").format(number=line.record_number) if line.record_number else ""
    return FoundRow(line.id, line.name, " · ".join(part for part in (born, number) if part))
