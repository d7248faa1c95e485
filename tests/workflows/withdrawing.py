"""People who ask for an end of what was permitted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.domain.withdrawal import Asker, Asking, Way
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import was_permitted
from consentdesk.workflows.register import note_placement
from tests.helpers.sessions import NOW, drawing

PATIENT = Asking(Asker.PATIENT, Way.IN_PERSON, "Alex Probe", drawn=drawing())
CALLER = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe", known_by="by the record number and the address")
WRITER = Asking(Asker.PATIENT, Way.LETTER, "Alex Probe")
SISTER = Asking(Asker.FAMILY, Way.TELEPHONE, "Eva Probe", "sibling", known_by="by her voice")
MOTHER = Asking(
    Asker.REPRESENTATIVE, Way.IN_PERSON, "Robin Probe", "mother", "parental_responsibility", drawn=drawing()
)


def moment(**delta: float) -> Moment:
    return replace(NOW, utc=NOW.utc + timedelta(**delta))


def at(desk: Desk, **delta: float) -> Desk:
    """The same desk so much after NOW."""
    return replace(desk, clock=FixedClock(moment(**delta), ticking=False))


def reasons(desk: Desk, image: str, use: str, when: Moment | None = None) -> list[str]:
    """Why a use is refused, none where it is permitted."""
    verdict = was_permitted(desk, image, use, "", when or desk.now())
    return [problem.code for problem in verdict.reasons]


def placed(
    desk: Desk, image: str, use: str = "teaching", id: str = "p1", kind: PlaceKind = PlaceKind.DISPLAY
) -> Placement:
    """A place where the image is."""
    return note_placement(desk, Placement(id, image, use, kind, f"Place {id}", placed_on=desk.now().day))
