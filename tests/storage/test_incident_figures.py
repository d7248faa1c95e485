"""What the overview counts of incidents: by discovery, by what the record said, and how long it took."""

from __future__ import annotations

from datetime import timedelta

from consentdesk.domain.facts import Body, IncidentClosed, IncidentOpened, IncidentStepNoted, PermissionRead
from consentdesk.domain.incident import (
    FoundAs,
    Incident,
    IncidentStep,
    PermissionThen,
    StepNote,
    StepState,
)
from consentdesk.domain.overview import Weeks
from consentdesk.domain.placement import PlaceKind
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, later
from tests.storage.test_figures import ASKED_AT


def tell(
    vault: OpenVault, id: str, days: float, *said: tuple[float, Body], kind: PlaceKind = PlaceKind.PRINT
) -> None:
    """An incident discovered so many days after NOW, and what was said of it so many days later."""
    found = Incident(id, FoundAs.PRINTOUT, kind, later(days=days), "A leaflet", "Sam")
    for after, body in ((0.0, IncidentOpened(found)), *said):
        vault.append(body, later(days=days + after))


def read(id: str, allowed: bool, asked: bool = False) -> PermissionRead:
    then = PermissionThen("image", "print", "", NOW.day, allowed, asked_at=NOW if asked else None)
    return PermissionRead(id, (then,))


def down(id: str, days: float, state: StepState = StepState.DONE) -> IncidentStepNoted:
    return IncidentStepNoted(id, StepNote(IncidentStep.TAKE_DOWN, state, later(days=days)))


def test_incidents_are_counted_by_discovery_with_what_the_record_said_and_how_long_it_took(
    vault: OpenVault,
) -> None:
    tell(vault, "a", 0, (1, read("a", False, asked=True)), (2, down("a", 0.5)), (8, IncidentClosed("a")))
    tell(vault, "b", 0.1, (1, read("b", False)), (2, down("b", 2.1)))
    tell(
        vault, "c", 7, (1, read("c", True)), (3, down("c", 10, StepState.NOT_NEEDED)), kind=PlaceKind.WEBSITE
    )
    tell(vault, "d", 8, (1, down("d", 9, StepState.ASKED)))
    tell(vault, "e", -1)
    found = vault.overview(Weeks(NOW.day, NOW.day + timedelta(weeks=1)), ASKED_AT).incidents
    assert found.kinds == {
        (NOW.day, PlaceKind.PRINT): 2,
        (NOW.day + timedelta(weeks=1), PlaceKind.WEBSITE): 1,
        (NOW.day + timedelta(weeks=1), PlaceKind.PRINT): 1,
    }
    assert (found.permitted, found.not_permitted, found.unknown, found.told_before) == (1, 2, 1, 1)
    assert found.down_days is not None and abs(found.down_days - 1.25) < 0.01
    assert (found.closed_days, found.up, found.open) == (8.0, 1, 3)
    assert found.of_kind(PlaceKind.PRINT) == 3
