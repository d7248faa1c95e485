"""Places, withdrawals and suspensions, noted at a desk with invented people."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.facts import ConsentWithdrawn, PlacementNoted, UseSuspended
from consentdesk.domain.placement import PlaceKind, Placement, Removal
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_down import open_removals
from tests.helpers.sessions import hash_of

PATIENT = "patient-1"
ASKED = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")


def place(desk: Desk, n: int, use: str = "teaching", image: int = 1, **more: object) -> Placement:
    """A place that was noted."""
    at = Placement(f"place-{n}", hash_of(f"source {image}"), use, PlaceKind.TEACHING_FILE, f"Lecture {n}")
    noted = replace(at, **more)  # type: ignore[arg-type]
    desk.note(PlacementNoted(noted), PATIENT)
    return noted


def withdraw(desk: Desk, scope: Scope = Scope(), id: str = "withdrawal-1") -> tuple[Removal, ...]:  # noqa: B008
    with desk.vault.transaction():
        desk.note(ConsentWithdrawn(id, scope, ASKED), PATIENT)
        return open_removals(desk, PATIENT, id, scope, desk.now())


def suspend(desk: Desk, id: str = "suspension-1") -> tuple[Removal, ...]:
    with desk.vault.transaction():
        desk.note(UseSuspended(id, Scope(), replace(ASKED, who=Asker.FAMILY)), PATIENT)
        return open_removals(desk, PATIENT, id, Scope(), desk.now())
