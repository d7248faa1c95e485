"""What about the vault itself waits for whoever sits here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from consentdesk.domain.access import Act, Role
from consentdesk.workflows.access import may, open_to_all
from consentdesk.workflows.check_vault import damage_found
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.emergency import emergencies_of_others
from consentdesk.workflows.erase import waiting_erasures
from consentdesk.workflows.people import key_change_is_due
from consentdesk.workflows.take_down import overdue_removals


@dataclass(frozen=True)
class Notice:
    """`code` says what it is, `room` in which part of the window it is seen to; `details` fill its words."""

    code: str
    room: str
    details: Mapping[str, str | int] = field(default_factory=dict)


@open_to_all
def notices(desk: Desk) -> tuple[Notice, ...]:
    """Those that whoever sits here can see to, the most pressing first."""
    acts = may(desk)
    found = (look(desk) for act, look in LOOKS if act in acts)
    return tuple(notice for notice in found if notice)


def _gap(desk: Desk) -> Notice | None:
    return Notice("gap", "backup") if desk.vault.gap_since() else None


def _emergency(desk: Desk) -> Notice | None:
    times = emergencies_of_others(desk)
    return Notice("emergency", "ledger", {"count": times}) if times else None


def _key_due(desk: Desk) -> Notice | None:
    return Notice("key_due", "people") if key_change_is_due(desk) else None


def _recovery_code(desk: Desk) -> Notice | None:
    """Whoever had the code in hand may have kept it, and an administrator who left may have: another one is
    due, unless it was made since."""
    people = desk.vault.everyone()
    code = next((line for line in people if Role.RECOVERY in line.member.roles), None)
    if code is None:
        return None
    used = desk.vault.last_seen(code.member.id)
    if used is not None and code.since.utc <= used.utc:
        return Notice("recovery_code_used", "people")
    gone = (line.left for line in people if line.left and Role.ADMINISTRATOR in line.member.roles)
    known = any(code.since.utc <= left.utc for left in gone)
    return Notice("recovery_code_known", "people") if known else None


def _erasures(desk: Desk) -> Notice | None:
    waiting = waiting_erasures(desk)
    return Notice("erasures", "erasure", {"count": waiting}) if waiting else None


def _damage(desk: Desk) -> Notice | None:
    """Loud for those who may mend, quieter for everybody else."""
    found = damage_found(desk)
    code = "damage" if Act.MEND_VAULT in may(desk) else "damage_seen"
    return Notice(code, "integrity", {"count": found}) if found else None


def _overdue_removals(desk: Desk) -> Notice | None:
    late = overdue_removals(desk)
    return Notice("removals_overdue", "removals", {"count": late}) if late else None


LOOKS: tuple[tuple[Act, Callable[[Desk], Notice | None]], ...] = (
    (Act.CHECK_VAULT, _damage),
    (Act.REVIEW_GAP, _gap),
    (Act.CHANGE_KEY, _key_due),
    (Act.ERASE, _erasures),
    (Act.TAKE_DOWN, _overdue_removals),
    (Act.READ_LEDGER, _emergency),
    (Act.MANAGE_PEOPLE, _recovery_code),
)
