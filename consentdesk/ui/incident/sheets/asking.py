"""What several pages ask alike."""

from __future__ import annotations

from collections.abc import Mapping

from consentdesk.domain.access import Act
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask
from consentdesk.ui.incident.state import FILE
from consentdesk.ui.words import _
from consentdesk.workflows.incident_files import Situation


def back(incident: str) -> str:
    """The page of the incident itself."""
    return f"{FILE}:{incident}"


def when_asks(only: tuple[str, tuple[str, ...]] | None = None) -> tuple[Ask, ...]:
    """A day and a time, beside what was asked before."""
    return (
        Ask("day", _("On"), when=only, short=True, beside=True),
        Ask("time", _("At"), when=only, short=True, beside=True),
    )


def moment_in(room: Room, entries: Mapping[str, str]) -> Moment:
    """The moment that was typed. Raises Refusal `ledger_day_wrong`, `incident_time_wrong`."""
    moment, wrong = room.moment(entries.get("day", ""), entries.get("time", ""))
    if moment is None:
        raise Refusal(*wrong)
    return moment


def typed_moment(room: Room, moment: Moment) -> dict[str, str]:
    day, clock = room.typed(moment)
    return {"day": day, "time": clock}


def leads(known: Situation) -> bool:
    """Whether whoever sits here assesses, decides who is told, and closes."""
    return Act.LEAD_INCIDENT in known.acts


def closed_to(known: Situation, for_leads: bool) -> str:
    """Why nothing can be entered on a page; "" where it can."""
    if known.file.closed_at is not None:
        return _("This incident is closed.")
    if for_leads and not leads(known):
        return _("This is for whoever leads incidents: a privacy officer or an administrator.")
    return ""
