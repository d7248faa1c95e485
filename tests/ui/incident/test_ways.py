"""The ways to "take it down now" from where somebody notices it, in the program's own window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from consentdesk.domain.incident import Incident
from consentdesk.rehearsal.hands import Hands
from tests.journeys.conftest import first_run, journey, photographs
from tests.journeys.incidents import ADULT, LINK, NEXT_DAY
from tests.journeys.journey import Journey, scenario
from tests.journeys.test_incident import one_file

__all__ = ["first_run", "journey", "photographs"]

ASKED_AFTER_MS = 600


def from_the_gate(hands: Hands) -> None:
    hands.type("search", "004 392")
    for name in ("found_1", "may_use", "ask_use_social_media"):
        hands.click(name)
    hands.type("ask_outlet", "Instagram")
    hands.pause(ASKED_AFTER_MS)
    hands.click("report_incident")


def from_the_pictures(hands: Hands) -> None:
    hands.click("go_gallery")
    hands.press_in("gallery_grid", Qt.Key.Key_Home)
    hands.press_in("gallery_grid", Qt.Key.Key_Space)
    hands.click("report_incident")


@pytest.mark.parametrize(
    ("way", "use", "outlet"), [(from_the_gate, "social_media", "Instagram"), (from_the_pictures, "", "")]
)
def test_the_picture_comes_along(
    journey: Journey,
    photographs: Callable[[int], list[Path]],
    way: Callable[[Hands], None],
    use: str,
    outlet: str,
) -> None:
    journey.play(scenario(ADULT), photographs(1))
    with journey.program(NEXT_DAY) as on_stage:
        hands = on_stage.hands
        way(hands)
        hands.click("incident_kind_social_post")
        hands.type("incident_where", LINK)
        hands.click("open_incident")
        hands.wait_for("incident_file")
    told: Incident = one_file(journey).incident
    assert (len(told.images), told.use, told.outlet) == (1, use, outlet)
