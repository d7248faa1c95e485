"""An incident from discovery to closing in the real window, with its papers read back; killed on the way, and
told by those who may not lead it (R34–R37)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from consentdesk.domain.incident import FoundRisk, IncidentStep
from consentdesk.domain.incident_file import IncidentFile
from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.reporting import decide_and_close, tell_of_it
from consentdesk.rehearsal.scenario import IncidentPart
from consentdesk.rehearsal.stage import Stage
from tests.journeys.incidents import ADULT, LINK, NEXT_DAY, PLAYED, POST
from tests.journeys.journey import Journey, read_pdf, scenario

Photographs = Callable[[int], list[Path]]
HOUSE = Path(__file__).parents[2]


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


def killed_at(journey: Journey, page: str, photograph: Path) -> None:
    """A process of its own plays it, and is killed on this page."""
    command = [
        sys.executable,
        "-m",
        "tests.journeys.doomed_incident",
        str(journey.folder),
        page,
        str(photograph),
    ]
    process = subprocess.Popen(
        command, cwd=HOUSE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert process.stdout is not None
    told = any(line.rstrip("\n") == page for line in process.stdout)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert told, f"it ended before {page}"


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


@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_an_incident_killed_on_the_way_is_there_as_it_was_said_and_goes_on(
    ward: Journey, photographs: Photographs
) -> None:
    (photograph,) = photographs(1)
    killed_at(ward, "conclusion", photograph)
    file = one_file(ward)
    assert len(file.assessments) == 4 and file.conclusion is None and file.evidence
    with ward.program(NEXT_DAY) as on_stage:
        _open_the_one(on_stage)
        decide_and_close(on_stage.visit(PLAYED, [photograph]), POST)
    assert one_file(ward).closed_at is not None
    assert ward.is_sound()


@pytest.mark.long
@pytest.mark.skipif(sys.platform == "win32", reason="there is no kill -9")
def test_what_was_typed_and_not_noted_is_no_fact_after_a_kill(
    ward: Journey, photographs: Photographs
) -> None:
    killed_at(ward, "ethics-committee", photographs(1)[0])
    file = one_file(ward)
    assert file.note(IncidentStep.RISK_MANAGEMENT) is not None
    assert file.note(IncidentStep.ETHICS_COMMITTEE) is None
    with ward.program(NEXT_DAY) as on_stage:
        _open_the_one(on_stage)
        assert "Robin Muster" in on_stage.hands.text_of("step_risk_management")
        assert on_stage.hands.sees("clock_due")


def test_the_clock_runs_on_from_day_to_day(ward: Journey) -> None:
    with ward.program(NEXT_DAY) as on_stage:
        tell_of_it(on_stage.visit(PLAYED, ()), POST)
        left = on_stage.hands.text_of("clock_left")
    later = Moment(NEXT_DAY.utc + timedelta(days=1), 0)
    with ward.program(later) as on_stage:
        _open_the_one(on_stage)
        assert on_stage.hands.text_of("clock_left") != left


def _open_the_one(on_stage: Stage) -> None:
    on_stage.hands.click("go_incident")
    on_stage.hands.click("incident_1")
