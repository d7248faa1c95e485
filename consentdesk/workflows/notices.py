"""What about the vault itself waits for whoever sits here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from consentdesk.domain.access import Act
from consentdesk.workflows.access import may, open_to_all
from consentdesk.workflows.desk import Desk


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
    return Notice("gap", "backup") if desk.vault.restored_with_gap(desk.now()) else None


LOOKS: tuple[tuple[Act, Callable[[Desk], Notice | None]], ...] = ((Act.REVIEW_GAP, _gap),)
