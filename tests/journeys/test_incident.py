"""An incident from discovery to closing in the real window, with its papers read back; killed on the way, and
told by those who may not lead it (R34–R37)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from consentdesk.domain.incident import FoundRisk, IncidentFile, IncidentStep
from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.reporting import tell_of_it
from consentdesk.rehearsal.scenario import IncidentPart
from consentdesk.rehearsal.stage import Stage
from tests.journeys.journey import MORNING, Journey, read_pdf, scenario

Photographs = Callable[[int], list[Path]]
ADULT = date(1984, 7, 9)
NUMBER = "004 392"
LINK = "https://social.example/p/3721"
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), 0)
POST = IncidentPart("social_post", LINK, NUMBER, "social_media", "Instagram")


def one_file(journey: Journey) -> IncidentFile:
    with journey.vault() as vault:
        (line,) = (*vault.incidents(True, None, 2), *vault.incidents(False, None, 2))
        return vault.incident_file(line.id)


@pytest.fixture
def ward(journey: Journey, photographs: Photographs) -> Journey:
    """A vault with one consent about one picture, for teaching."""
    journey.play(scenario(ADULT), photographs(1))
    journey.saved.clear()
    return journey


def play_incident(journey: Journey, part: IncidentPart, images: list[Path]) -> None:
    with journey.program(NEXT_DAY) as on_stage:
        play(on_stage.visit(scenario(ADULT, incident=part), images))


def test_from_discovery_to_closing_with_every_paper(ward: Journey, photographs: Photographs) -> None:
    play_incident(ward, POST, photographs(1))
    file = one_file(ward)
    assert file.closed_at is not None and file.conclusion is not None
    assert file.conclusion.risk is FoundRisk.RISK
    assert [said.allowed for said in file.permission] == [False]
    contacted = {note.step: note.contacted for note in file.notes}
    assert contacted[IncidentStep.RISK_MANAGEMENT] == "Robin Muster"
    assert contacted[IncidentStep.ETHICS_COMMITTEE] == "Kim Muster"
    papers = {path.name: read_pdf(path.read_bytes()) for path in ward.saved}
    to_person, to_authority = papers["incident-to-person.pdf"], papers["incident-to-authority.pdf"]
    report = papers["incident-report.pdf"]
    assert "Alex Example" in to_person and "Draft" not in to_person
    assert "Alex" not in to_authority and "Draft" not in to_authority
    assert LINK in report and file.evidence[0].file_sha256[:16] in report.replace(" ", "")
    assert ward.is_sound()


def test_from_a_link_alone_nothing_of_ours_is_named_and_it_can_still_be_closed(
    journey: Journey, photographs: Photographs
) -> None:
    play_incident(journey, IncidentPart("website", LINK, risk="low"), photographs(1))
    file = one_file(journey)
    assert file.closed_at is not None and not file.incident.images
    assert journey.is_sound()


def test_it_is_on_the_screen_with_one_click_and_opened_with_three(ward: Journey) -> None:
    with ward.program(NEXT_DAY) as on_stage:
        on_stage.hands.start_counting()
        on_stage.hands.click("report_incident")
        assert on_stage.hands.text_of("found_title") == "Take it down now"
        assert on_stage.hands.effort.acts == 1
        on_stage.hands.click("incident_kind_social_post")
        on_stage.hands.type("incident_where", LINK, counted=False)
        on_stage.hands.click("open_incident")
        assert on_stage.hands.effort.acts == 3
        assert on_stage.hands.sees("incident_file")


def test_what_was_said_before_the_program_died_is_there_and_one_goes_on(
    ward: Journey, photographs: Photographs
) -> None:
    begun = scenario(ADULT, incident=POST)
    with ward.program(NEXT_DAY) as on_stage:
        tell_of_it(on_stage.visit(begun, ()), POST)
        on_stage.hands.click("step_risk_management_open")
        on_stage.hands.type("incident_contacted", "Robin Muster", counted=False)
        on_stage.hands.click("save_sheet")
        on_stage.hands.click("step_ethics_committee_open")
        on_stage.hands.type("incident_contacted", "never noted", counted=False)
    with ward.program(NEXT_DAY) as on_stage:
        _open_the_one(on_stage)
        assert "Robin Muster" in on_stage.hands.text_of("step_risk_management")
        assert on_stage.hands.find("next_step").accessibleName() == "Next: Evidence"
        assert on_stage.hands.sees("clock_due")
    assert one_file(ward).note(IncidentStep.ETHICS_COMMITTEE) is None


def test_the_clock_runs_on_from_day_to_day(ward: Journey) -> None:
    with ward.program(NEXT_DAY) as on_stage:
        tell_of_it(on_stage.visit(scenario(ADULT, incident=POST), ()), POST)
        left = on_stage.hands.text_of("clock_left")
    later = Moment(NEXT_DAY.utc + timedelta(days=1), 0)
    with ward.program(later) as on_stage:
        _open_the_one(on_stage)
        assert on_stage.hands.text_of("clock_left") != left


def _open_the_one(on_stage: Stage) -> None:
    on_stage.hands.click("go_incident")
    on_stage.hands.click("incident_1")
