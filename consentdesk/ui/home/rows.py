"""What home says of a session, a record and a patient, in a line each."""

from __future__ import annotations

from consentdesk.domain.draft import Step
from consentdesk.domain.lines import DraftLine, PatientLine, RecordLine
from consentdesk.domain.moment import Moment
from consentdesk.ui.home.state import FoundRow, RecordRow, WaitingRow, Waits
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.words import _, correction_words, day_in_words, step_title
from consentdesk.workflows.look_up import HomeLines


def waiting_rows(lines: HomeLines, now: Moment) -> tuple[WaitingRow, ...]:
    """Held sessions first, then open ones, then copies to give."""
    drafts = sorted(lines.drafts, key=lambda d: (not d.held, -d.changed_at.utc.timestamp()))
    copies = (_copy_row(line, now) for line in lines.copies_not_given)
    return (*(_draft_row(draft) for draft in drafts), *copies)


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


def _draft_row(draft: DraftLine) -> WaitingRow:
    name = draft.patient_name or _("A patient who is not entered yet")
    if draft.held:
        words = _("{name}: the adult who was here could not sign").format(name=name)
        return WaitingRow(Waits.HELD, _("Held session"), words, draft.id)
    words = _("{name}: continue at \u201c{step}\u201d, {number} of {total}").format(
        name=name, step=step_title(draft.step), number=draft.step.number, total=len(Step)
    )
    badge = _("Correction") if draft.corrects else _("Open session")
    if draft.awaits_form:
        words = _("{name}: waiting for the signed form").format(name=name)
    return WaitingRow(Waits.SESSION, badge, words, draft.id)


def _copy_row(line: RecordLine, now: Moment) -> WaitingRow:
    at = line.sealed_at
    same_day = at.day == now.day
    when = f"{at.local:%H:%M}" if same_day else day_in_words(at.day)
    words = _("{name}: sealed {when}").format(name=line.patient_name, when=when)
    return WaitingRow(Waits.COPY, _("Copy not given"), words, line.id)
