"""Plays a withdrawal: from home to the receipt, as a person would."""

from __future__ import annotations

from consentdesk.domain.withdrawal import Asker, Way
from consentdesk.rehearsal.scenario import WithdrawalPart, bundled_pack
from consentdesk.rehearsal.visit import Visit

RECEIPT_BUTTONS = {"printed": "print", "saved": "save", "declined": "decline"}


def play_withdrawal(visit: Visit, part: WithdrawalPart) -> None:
    """One use of one image of a patient, found by name or number. Raises Refused where the page does not let
    it go on."""
    with visit.counting("home"):
        _find(visit, part)
    with visit.counting("withdraw"):
        _ask(visit, part)
    if part.who == Asker.FAMILY:
        return
    with visit.counting("receipt"):
        visit.hands.wait_for("withdrawal_page")
        visit.picture("receipt")
        visit.hands.click(RECEIPT_BUTTONS[visit.scenario.copy])


def _find(visit: Visit, part: WithdrawalPart) -> None:
    hands = visit.hands
    if not hands.sees("search"):
        hands.click("home", counted=False)
    hands.type("search", part.patient, counted=False)
    hands.click("found_1")
    hands.wait_for("patient_file")
    visit.picture("file")
    hands.click(f"today_{part.image}_{_column(visit, part.use)}_withdraw")


def _column(visit: Visit, use: str) -> int:
    """Where a use stands in the file, from 1."""
    return [each.id for each in bundled_pack(visit.scenario.pack).uses].index(use) + 1


def _ask(visit: Visit, part: WithdrawalPart) -> None:
    hands = visit.hands
    hands.wait_for("withdraw_page")
    hands.click(f"who_{part.who}")
    if part.who != Asker.PATIENT:
        hands.type("asker_name", part.name, counted=False)
        hands.click(f"relationship_{part.relationship}")
    hands.click(f"way_{part.way}")
    if part.way == Way.TELEPHONE:
        hands.type("known_by", part.known_by, counted=False)
    if part.way == Way.IN_PERSON:
        hands.draw("pad", visit.scenario.strokes(part.who))
    visit.picture("withdraw")
    hands.click("withdraw")
    if hands.sees("problems"):
        visit.refuse("withdraw", ("withdrawal_not_made",))
