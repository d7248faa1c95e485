"""Plays a release: from home through the check, where one is asked for, to the files and their sheet."""

from __future__ import annotations

from consentdesk.rehearsal.checking import look_through
from consentdesk.rehearsal.scenario import CheckPart, ReleasePart
from consentdesk.rehearsal.visit import Visit

SHEET_BUTTONS = {"printed": "print", "saved": "save"}
ASKED_AFTER_MS = 300  # the gate is asked once nobody types


def play_release(visit: Visit, part: ReleasePart) -> None:
    """All pictures of a patient, for one use. Raises Refused where the pages do not let them out."""
    begin_release(visit, part)
    if visit.hands.sees("picture_1_check"):
        with visit.counting("reidentification"):
            _check(visit, part)
    with visit.counting("released"):
        _let_out(visit)


def begin_release(visit: Visit, part: ReleasePart) -> None:
    """From home to the page on which everything is said, and the gate has answered."""
    with visit.counting("home"):
        _find(visit, part)
    with visit.counting("release"):
        _ask(visit, part)


def read_last_page(visit: Visit) -> None:
    """Say that it was read, and go on: as long as the end was not in sight, that reads on."""
    hands = visit.hands
    visit.picture("last-page")
    hands.click("last_read")
    hands.click("last_release")
    while hands.sees("last_page"):
        hands.click("last_release")


def _find(visit: Visit, part: ReleasePart) -> None:
    hands = visit.hands
    if not hands.sees("search"):
        hands.click("home", counted=False)
    hands.type("search", part.patient, counted=False)
    hands.click("found_1")
    hands.wait_for("patient_file")
    hands.click("release")


def _ask(visit: Visit, part: ReleasePart) -> None:
    hands = visit.hands
    hands.wait_for("picture_1")
    hands.click(f"place_use_{part.use}")
    if part.outlet:
        hands.type("place_outlet", part.outlet, counted=False)
    hands.type("place_title", part.title, counted=False)
    hands.pause(ASKED_AFTER_MS)
    if part.caption and hands.sees("caption_1"):
        hands.type("caption_1", part.caption, counted=False)
        hands.pause(ASKED_AFTER_MS)
    visit.picture("release")


def _check(visit: Visit, part: ReleasePart) -> None:
    """Picture by picture; the page leads on by itself, and back to the release in the end."""
    visit.hands.click("picture_1_check")
    while visit.hands.sees("check_page"):
        look_through(visit, CheckPart(part.use, part.outlet, reason=part.reason))
    visit.hands.pause(ASKED_AFTER_MS)


def _let_out(visit: Visit) -> None:
    hands = visit.hands
    hands.click("release")
    if hands.sees("last_page"):
        read_last_page(visit)
    if not (hands.sees("released_page") or hands.sees("making")):
        visit.refuse("release", ("not_released",))
    hands.wait_for("released_page")
    visit.picture("released")
    if visit.scenario.copy in SHEET_BUTTONS:
        hands.click(SHEET_BUTTONS[visit.scenario.copy])
