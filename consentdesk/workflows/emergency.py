"""Look at patients' records in an emergency, without a role that allows it: said why, for a short time, and
seen by those who answer for privacy (R38)."""

from __future__ import annotations

from datetime import timedelta

from consentdesk.domain.access import EMERGENCY_LASTS, Act, acts_of
from consentdesk.domain.facts import EmergencyAccess
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import reason_problems
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.workflows.access import needs_code, open_to_all
from consentdesk.workflows.desk import Desk

TOLD_FOR = timedelta(days=7)


@open_to_all
def emergency_is_offered(desk: Desk) -> bool:
    """Whether whoever sits here sees no patient now, and may in an emergency."""
    return _lacks_sight(desk) and emergency_ends(desk) is None


@needs_code(Act.EMERGENCY_ACCESS)
def take_emergency_access(desk: Desk, reason: str) -> Moment:
    """Look at records from now until the moment returned. Raises Refusal `emergency_reason_missing`,
    `text_too_long`, and `no_emergency_needed` for whoever may look anyway."""
    refuse_if_any(reason_problems(reason, "reason", "emergency_reason_missing"))
    if not _lacks_sight(desk):
        raise refuse("no_emergency_needed")
    now = desk.now()
    desk.vault.append(EmergencyAccess(reason.strip()), now)
    return _later(now, EMERGENCY_LASTS)


@open_to_all
def emergency_ends(desk: Desk) -> Moment | None:
    """Until when whoever sits here may look because of an emergency; None where there is none."""
    me, now = desk.vault.me.id, desk.now()
    lately = desk.vault.emergencies(_later(now, -EMERGENCY_LASTS))
    last = next((line.at for line in lately if line.member == me and line.at.utc <= now.utc), None)
    return _later(last, EMERGENCY_LASTS) if last else None


@open_to_all
def emergencies_of_others(desk: Desk) -> int:
    """How often somebody else looked in an emergency in the last seven days, since whoever sits here last
    read the ledger."""
    me = desk.vault.me.id
    read = desk.vault.last_read_ledger(me)
    lately = desk.vault.emergencies(_later(desk.now(), -TOLD_FOR))
    return sum(line.member != me and (read is None or read.utc < line.at.utc) for line in lately)


def _lacks_sight(desk: Desk) -> bool:
    acts = acts_of(desk.vault.me.roles)
    return Act.LOOK not in acts and Act.EMERGENCY_ACCESS in acts


def _later(moment: Moment, by: timedelta) -> Moment:
    return Moment(moment.utc + by, moment.offset_minutes)
