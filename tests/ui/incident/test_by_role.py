"""Everybody who works with patients can tell of an incident; who leads assesses and closes it (R34, R36)."""

from __future__ import annotations

import pytest

from consentdesk.domain.access import Role
from tests.storage.conftest import Place
from tests.ui.colleagues import TAYS, let_in, sign_in
from tests.ui.conftest import Front, clinic_place, empty_front, front

__all__ = ["clinic_place", "empty_front", "front"]

LINK = "https://social.example/p/3721"


def come_in(front: Front, place: Place, *roles: Role) -> None:
    let_in(front, place, roles)
    front.open()
    sign_in(front, "TT", TAYS.passphrase)


def tell(front: Front) -> None:
    for name in ("report_incident", "incident_kind_social_post"):
        front.hands.click(name)
    front.hands.type("incident_where", LINK)
    front.hands.click("open_incident")


def test_who_only_reads_the_ledger_is_not_led_there(front: Front, clinic_place: Place) -> None:
    come_in(front, clinic_place, Role.AUDITOR)
    assert front.hands.sees("go_home")
    assert not front.hands.sees("go_incident") and not front.hands.sees("report_incident")


@pytest.mark.parametrize("role", [Role.CLINICIAN, Role.PHOTOGRAPHER])
def test_who_works_with_patients_notes_the_first_steps_and_no_more(
    front: Front, clinic_place: Place, role: Role
) -> None:
    come_in(front, clinic_place, role)
    tell(front)
    front.hands.click("step_risk_management_open")
    assert not front.hands.sees("incident_state_not_needed"), "reasoning away is for whoever leads"
    front.hands.type("incident_contacted", "Kim Risk")
    front.hands.click("save_sheet")
    assert "Kim Risk" in front.hands.text_of("step_risk_management")
    front.hands.click("step_factors_open")
    assert not front.hands.sees("save_sheet") and not front.hands.sees("incident_words")
    assert "whoever leads" in front.hands.text_of("closed_to")
    front.hands.click("incidents_back")
    assert not front.hands.sees("paper_incident_report") and not front.hands.sees("add_task")


@pytest.mark.parametrize("role", [Role.PRIVACY_OFFICER, Role.ADMINISTRATOR])
def test_who_leads_assesses_and_may_reason_away(front: Front, clinic_place: Place, role: Role) -> None:
    come_in(front, clinic_place, role)
    tell(front)
    front.hands.click("step_ethics_committee_open")
    front.hands.click("incident_state_not_needed")
    front.hands.type("incident_words", "no committee here")
    front.hands.click("save_sheet")
    assert "no committee here" in front.hands.text_of("step_ethics_committee")
    front.hands.click("step_factors_open")
    front.hands.type("incident_words", "the face can be seen")
    front.hands.click("save_sheet")
    assert front.hands.text_of("sheet_title") == "Who received it?"


def test_what_was_typed_opens_an_incident_when_the_desk_locks(front: Front, clinic_place: Place) -> None:
    come_in(front, clinic_place, Role.CLINICIAN)
    front.hands.click("report_incident")
    front.hands.click("incident_kind_website")
    front.hands.type("incident_where", LINK)
    front.press("lock_now")
    front.hands.settle()
    assert front.locked
    front.close()
    front.open()
    sign_in(front, "TT", TAYS.passphrase)
    front.hands.click("go_incident")
    assert "social.example" in front.hands.find("incident_1").accessibleName()
