"""Plays the check for what identifies a patient, as a person would: by keys where there are some."""

from __future__ import annotations

from PySide6.QtCore import Qt

from consentdesk.domain.reidentification.check import CHECKLIST, Seen
from consentdesk.domain.reidentification.identifier import Remedy
from consentdesk.rehearsal.hands import Hands
from consentdesk.rehearsal.scenario import CheckPart
from consentdesk.rehearsal.visit import Visit

KEYS = {Seen.NO: Qt.Key.Key_N, Seen.YES: Qt.Key.Key_Y, Seen.HIDDEN: Qt.Key.Key_C}
LOOKED_AFTER_MS = 300  # words are looked through once nobody types


def play_check(visit: Visit, part: CheckPart) -> None:
    """From home through the patient's file to the check of its pictures. Raises Refused where something is
    still open."""
    hands = visit.hands
    if not hands.sees("search"):
        hands.click("home", counted=False)
    patient = visit.scenario.patient
    hands.type("search", patient.record_number or patient.given_name, counted=False)
    hands.click("found_1")
    hands.click("reidentification")
    hands.wait_for("check_page")
    hands.click(f"check_use_{part.use}")
    hands.type("check_outlet", part.outlet, counted=False)
    while not hands.sees("finished"):
        look_through(visit, part)
    visit.picture("check-finished")


def look_through(visit: Visit, part: CheckPart) -> None:
    """The picture that is up: its words, the checklist, and what was found. Raises Refused."""
    hands = visit.hands
    for name, text in (("caption", part.caption), ("title", part.title)):
        if text:
            hands.type(name, text, counted=False)
    for kind in CHECKLIST:
        hands.press_in(f"look_{kind.value}", KEYS[Seen(part.seen.get(kind.value, Seen.NO.value))])
    hands.pause(LOOKED_AFTER_MS)
    visit.picture("reidentification")
    answer_findings(hands, part)
    hands.click("finish")
    if hands.sees("problems"):
        visit.refuse("reidentification", ("check_not_finished",))


def answer_findings(hands: Hands, part: CheckPart) -> None:
    """Take out of the words what can be, where that is wanted; leave the rest in where there is a reason."""
    while part.take_out and hands.sees(f"finding_1_{Remedy.TAKE_OUT.value}"):
        hands.click(f"finding_1_{Remedy.TAKE_OUT.value}")
    number = 1
    while part.reason and hands.sees(f"finding_{number}"):
        hands.click(f"finding_{number}_keep")
        hands.type(f"finding_{number}_reason", part.reason, counted=False)
        number += 1
