"""What the copy's page says of a record and of a printer. Without a window."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consentdesk.domain.access import Act
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.record import ConsentRecord
from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.words import _, copy_words, day_in_words
from consentdesk.workflows.access import may
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import open_record, record_line
from consentdesk.workflows.receipts import status_sheet


@dataclass(frozen=True)
class Opened:
    """A record, what became of its copy ("", "printed", "saved", "declined"), and what whoever opened it may
    do; `outlived`: some of its answers count no more."""

    sealed: SealedRecord
    copy: str
    acts: frozenset[Act]
    outlived: bool = False


def read(desk: Desk, record_id: str) -> Opened:
    """Raises Refusal `record_unknown`."""
    sealed = open_record(desk, record_id)
    acts = may(desk)
    outlived = Act.GIVE_COPY in acts and status_sheet(desk, record_id) is not None
    return Opened(sealed, record_line(desk, record_id).copy, acts, outlived)


def with_record(state: CopyState, opened: Opened, month_first: bool) -> CopyState:
    """The state with everything that the record says."""
    record = opened.sealed.record
    day, time = day_in_words(record.sealed_at.day, month_first), f"{record.sealed_at.local:%H:%M}"
    details = _("Sealed {day}, {time} · record {code}").format(day=day, time=time, code=record.code)
    return replace(
        state,
        patient=record.patient.id,
        title=_("The copy for {name}").format(name=record.patient.name),
        details=details,
        given=copy_words(opened.copy) if opened.copy else "",
        onward=(*_todays_sheet(opened.outlived), *onward(record)),
        acts=opened.acts,
    )


def _todays_sheet(outlived: bool) -> tuple[str, ...]:
    """R23: after a withdrawal a sheet with today's status goes with the copy."""
    words = _("Some of its answers count no more. A sheet with today's answers goes with the copy.")
    return (words,) if outlived else ()


def onward(record: ConsentRecord) -> tuple[str, ...]:
    """What happens next, and how to withdraw."""
    contact = record.clinic.contact
    ways = ", ".join(way for way in (contact.telephone, contact.email, contact.post) if way)
    return (
        _("Anyone who decided can change their mind at any time, without a reason."),
        _("Ask for {contact}: {ways}.").format(contact=contact.name, ways=ways),
        _("The code {code} finds this record.").format(code=record.code),
    )


def file_name(opened: Opened) -> str:
    """A name that says nothing about the patient."""
    return f"consent-copy-{opened.sealed.record.code}.pdf"
