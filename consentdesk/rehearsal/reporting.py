"""Plays an incident: from "take it down now" through every step to its closing."""

from __future__ import annotations

from consentdesk.rehearsal.scenario import IncidentPart
from consentdesk.rehearsal.visit import Visit

PAPER_BUTTONS = {"printed": "print", "saved": "save"}
LETTER_WORDS = ("happened", "seen", "done", "can_do")
TOLD = {"tell_person": "the patient", "tell_authority": "the authority", "tell_media": "the media"}


def play_incident(visit: Visit, part: IncidentPart) -> None:
    """From home, or from a patient's pictures, until it is closed. Raises Refused where it cannot be."""
    with visit.counting("found"):
        tell_of_it(visit, part)
    with visit.counting("first_hour"):
        _first_hour(visit, part)
    decide_and_close(visit, part)


def decide_and_close(visit: Visit, part: IncidentPart) -> None:
    """From the page of the incident on: the risk, who is told, and closing. What was written of the risk
    before stays."""
    with visit.counting("risk"):
        _assess(visit, part)
    with visit.counting("telling"):
        _tell(visit)
    with visit.counting("closing"):
        _close(visit)


def tell_of_it(visit: Visit, part: IncidentPart) -> None:
    """The first page: the kind of place, where, and that it is down."""
    hands = visit.hands
    _begin(visit, part)
    hands.wait_for("found")
    visit.picture("take-it-down")
    hands.click(f"incident_kind_{part.kind}")
    hands.type("incident_where", part.where, counted=False)
    hands.click("incident_down_done")
    hands.click("open_incident")
    hands.wait_for("incident_file")
    visit.picture("incident")


def _begin(visit: Visit, part: IncidentPart) -> None:
    hands = visit.hands
    if not hands.sees("report_incident"):
        hands.click("home", counted=False)
    if part.patient:
        hands.type("search", part.patient, counted=False)
        hands.click("found_1")
        hands.wait_for("patient_file")
    hands.click("report_incident")


def _first_hour(visit: Visit, part: IncidentPart) -> None:
    hands = visit.hands
    hands.click("step_evidence_open")
    visit.choose_files(visit.images)
    hands.click("add_evidence")
    hands.wait_for("kept_1")
    visit.picture("evidence")
    hands.click("evidence_back")
    for step, who in (("risk_management", part.risk_management), ("ethics_committee", part.ethics_committee)):
        _note(visit, step, who)
    _ask_ledger(visit, part)
    if part.patient:
        _show_that_it_is_gone(visit)


def _note(visit: Visit, step: str, who: str) -> None:
    hands = visit.hands
    hands.click(f"step_{step}_open")
    hands.type("incident_contacted", who, counted=False)
    visit.picture(step.replace("_", "-"))
    hands.click("save_sheet")
    hands.wait_for("incident_file")


def _ask_ledger(visit: Visit, part: IncidentPart) -> None:
    """Say what the pictures were used for, and read whether that was permitted; without pictures of ours,
    that nobody can say."""
    hands = visit.hands
    hands.click("step_permission_open")
    if not part.patient:
        hands.type("incident_words", "Nobody can say which picture it is", counted=False)
        hands.click("save_sheet")
        return
    hands.click(f"incident_use_{part.use}")
    if part.outlet:
        hands.type("incident_outlet", part.outlet, counted=False)
    hands.click("save_sheet")
    hands.wait_for("said_1")
    visit.picture("permission")
    hands.click("incidents_back")


def _show_that_it_is_gone(visit: Visit) -> None:
    """The take-down of the place, closed with a picture of it; then back to the incident."""
    hands = visit.hands
    hands.click("step_take_down_open")
    hands.click("said_2_open")
    hands.click("removal_outcome_removed")
    hands.click("removal_proof_picture")
    hands.click("add_proof")
    hands.click("report_removal")
    visit.picture("taken-down")
    hands.click("go_incident")
    hands.click("incident_1")
    hands.wait_for("incident_file")


def _assess(visit: Visit, part: IncidentPart) -> None:
    hands = visit.hands
    hands.click("step_factors_open")
    while not hands.sees("incident_risk"):
        hands.type("incident_words", part.written, counted=False)
        visit.picture("factor")
        hands.click("save_sheet")
    hands.click(f"incident_risk_{part.risk}")
    hands.type("incident_words", part.written, counted=False)
    visit.picture("conclusion")
    hands.click("save_sheet")
    hands.click("step_people_open")
    hands.type("incident_people", str(part.people), counted=False)
    hands.click("save_sheet")
    hands.wait_for("incident_file")


def _tell(visit: Visit) -> None:
    """Everybody who has a letter waiting: written, approved, given, and noted."""
    for step, who in TOLD.items():
        if visit.hands.sees(f"paper_incident_{step.replace('tell_', 'to_')}"):
            _give_letter(visit, step)
            _note_told(visit, who)


def _give_letter(visit: Visit, step: str) -> None:
    hands = visit.hands
    hands.click(f"paper_incident_{step.replace('tell_', 'to_')}")
    hands.wait_for("sheet")
    if not hands.sees("incident_happened"):  # nobody is known whom it could be for
        hands.click("incidents_back")
        hands.click(f"step_{step}_open")
        return
    for name in LETTER_WORDS:
        if hands.sees(f"incident_{name}"):
            hands.type(f"incident_{name}", f"What we say of {name}.", counted=False)
    hands.click("save_sheet")
    hands.click("paper_draft_approve")
    visit.picture(f"letter-{step.removeprefix('tell_')}")
    hands.click(PAPER_BUTTONS[visit.scenario.copy])
    hands.click("letter_told")


def _note_told(visit: Visit, who: str) -> None:
    hands = visit.hands
    hands.wait_for("incident_contacted")
    hands.type("incident_contacted", who, counted=False)
    hands.click("save_sheet")
    hands.wait_for("incident_file")


def _close(visit: Visit) -> None:
    hands = visit.hands
    hands.click("paper_incident_report")
    visit.picture("report")
    hands.click(PAPER_BUTTONS[visit.scenario.copy])
    hands.click("incidents_back")
    hands.click("next_step")
    if not hands.sees("incident_words"):
        visit.refuse("closing", ("incident_step_open",))
    hands.type("incident_words", "Pictures leave through the gate alone.", counted=False)
    hands.click("save_sheet")
    hands.wait_for("incident_closed")
    visit.picture("closed")
