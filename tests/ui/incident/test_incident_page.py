"""An incident at the desk: from "take it down now" to closing, one question a page (R34–R37)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtWidgets import QScrollArea

from consentdesk.domain.incident import FoundAs, FoundRisk, IncidentStep, StepState
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.ui import register
from consentdesk.ui.reporting import FIRST_PAGE, of_images, of_place
from tests.helpers.sessions import ALL_USES, NOW
from tests.ui.incident.conftest import Desk
from tests.workflows.sealing import consent, source_of
from tests.workflows.taking_down import place

LINK = "https://social.example/p/3721"
FACTORS = 4


def open_one(desk: Desk, kind: str = "social_post", where: str = LINK) -> None:
    desk.open(FIRST_PAGE)
    desk.click(f"incident_kind_{kind}")
    desk.write("incident_where", where)
    desk.click("open_incident")


def note(desk: Desk, step: str, who: str = "") -> None:
    desk.click(f"step_{step}_open")
    if who:
        desk.write("incident_contacted", who)
    desk.click("save_sheet")


def reason_away(desk: Desk, step: str) -> None:
    desk.click(f"step_{step}_open", "incident_state_not_needed")
    desk.write("incident_words", "asked for by nobody")
    desk.click("save_sheet")


def assess(desk: Desk, risk: str = "risk") -> None:
    desk.click("step_factors_open")
    for number in range(1, FACTORS + 1):
        desk.write("incident_words", f"what was found, {number}")
        desk.click("save_sheet")
    desk.click(f"incident_risk_{risk}")
    desk.write("incident_words", "all of it together")
    desk.click("save_sheet")


def test_what_to_do_at_once_is_said_before_anything_is_asked(desk: Desk) -> None:
    desk.open(FIRST_PAGE)
    assert desk.told("found_title") == "Take it down now"
    assert "screenshot" in desk.office.find("how").accessibleName()
    assert "only delete it" in desk.office.find("not_first").accessibleName()
    desk.click("incident_kind_display")
    assert "off the wall" in desk.office.find("how").accessibleName()
    assert desk.office.fits()


def test_three_things_open_an_incident_and_it_is_kept_at_once(desk: Desk) -> None:
    open_one(desk)
    told = desk.known().incident
    assert (told.found_as, told.kind, told.link) == (FoundAs.LINK, PlaceKind.SOCIAL_POST, LINK)
    assert (told.where, told.found_by) == ("social.example", desk.office.desk.vault.me.name)
    assert told.discovered_at.utc == NOW.utc.replace(second=0, microsecond=0)
    assert desk.office.there("incident_file")


def test_without_a_kind_and_a_place_it_says_what_is_missing_and_keeps_the_rest(desk: Desk) -> None:
    desk.open(FIRST_PAGE)
    desk.click("open_incident")
    assert desk.told("problems_0") == "Choose what kind of place it is"
    desk.click("incident_kind_print", "open_incident")
    assert desk.told("problems_0") == "Enter where it was found"
    desk.write("incident_where", "Clinic leaflet, page 3")
    desk.write("incident_time", "half past")
    desk.click("open_incident")
    assert desk.told("problems_0") == "Enter a time like 14:05"
    desk.write("incident_time", "0:01")
    desk.click("open_incident")
    assert desk.known().incident.where == "Clinic leaflet, page 3"


def test_that_it_is_down_can_be_said_in_the_same_breath(desk: Desk) -> None:
    desk.open(FIRST_PAGE)
    desk.click("incident_kind_social_post", "incident_down_done")
    desk.write("incident_where", LINK)
    desk.click("open_incident")
    note = desk.known().note(IncidentStep.TAKE_DOWN)
    assert note is not None and note.state is StepState.DONE
    assert desk.told("next_step") == "Next: Evidence"


def test_that_somebody_was_asked_leaves_the_step_open(desk: Desk) -> None:
    desk.open(FIRST_PAGE)
    desk.click("incident_kind_website", "incident_down_asked")
    desk.write("incident_where", LINK)
    desk.click("open_incident")
    assert desk.told("problems_0") == "Enter the name of whoever you reached"
    desk.write("incident_contacted", "The webmaster")
    desk.click("open_incident")
    note = desk.known().note(IncidentStep.TAKE_DOWN)
    assert note is not None and note.state is StepState.ASKED
    assert desk.told("next_step") == "Next: Take it down"
    desk.later()
    desk.click("next_step")
    assert desk.told("incident_contacted") == "The webmaster"
    assert desk.told("incident_time") == f"{NOW.local + timedelta(hours=1):%H:%M}"
    desk.click("save_sheet")
    note = desk.known().note(IncidentStep.TAKE_DOWN)
    assert note is not None and note.state is StepState.DONE


def test_the_clock_stands_above_every_page_and_counts_from_the_discovery(desk: Desk) -> None:
    desk.open(FIRST_PAGE)
    desk.write("incident_day", _typed(NOW.day - timedelta(days=10)))
    desk.click("incident_kind_social_post")
    desk.write("incident_where", LINK)
    desk.click("open_incident")
    assert desk.told("clock_left") == "50 days left"
    assert "by the rules in force" in desk.told("clock_note")
    desk.click("step_risk_management_open")
    assert desk.told("clock_left") == "50 days left"
    desk.click("incidents_back", "correct_found")
    desk.write("incident_day", _typed(NOW.day - timedelta(days=61)))
    desk.click("save_sheet")
    assert desk.told("clock_left") == "Late"


def test_each_step_has_a_name_and_a_time(desk: Desk) -> None:
    open_one(desk)
    desk.click("step_risk_management_open", "save_sheet")
    assert desk.told("problems_0") == "Enter the name of whoever you reached"
    desk.write("incident_contacted", "Kim Risk")
    desk.write("incident_time", "23:59")
    desk.click("save_sheet")
    assert desk.told("problems_0") == "Enter a time that has passed"
    desk.write("incident_time", f"{NOW.local:%H:%M}")
    desk.click("save_sheet")
    assert "Kim Risk" in desk.told("step_risk_management")
    noted = desk.known().note(IncidentStep.RISK_MANAGEMENT)
    assert noted is not None and (noted.contacted, noted.state) == ("Kim Risk", StepState.DONE)


def test_what_was_typed_on_a_page_is_there_again_and_leaving_asks(desk: Desk) -> None:
    open_one(desk)
    desk.click("step_ethics_committee_open")
    desk.write("incident_contacted", "Lee Ethics")
    desk.click("incidents_back", "step_ethics_committee_open")
    assert desk.told("incident_contacted") == "Lee Ethics"
    page, left = desk.office.find("incidents_page"), []
    page.let_go(lambda: left.append(True))  # type: ignore[attr-defined]
    assert not left
    desk.click("leaving_leave")
    assert left


def test_a_screenshot_is_kept_with_its_hash(desk: Desk) -> None:
    open_one(desk)
    desk.click("step_evidence_open")
    desk.write("evidence_words", "the post as it stood")
    desk.click("incidents_back", "step_evidence_open", "add_evidence")
    (kept,) = desk.known().evidence
    assert kept.words == "the post as it stood"
    assert kept.file_sha256 in desk.told("kept_1_hash")
    assert desk.office.there("kept_1_page_1")
    desk.click("add_evidence")
    assert len(desk.known().evidence) == 1, "the same file is kept once"
    desk.click("evidence_back")
    assert desk.told("step_evidence") == "1 file"


@pytest.fixture
def refused(desk: Desk) -> Desk:
    """A picture about which nobody was asked for social media, found in a post."""
    desk.office.on_lane(lambda: consent(desk.office.desk, 1, uses=ALL_USES[:2]))
    desk.later()
    desk.open(of_images((source_of(1),), "social_media", "Instagram"))
    desk.click("incident_kind_social_post")
    desk.write("incident_where", LINK)
    desk.click("open_incident")
    return desk


def test_the_ledger_says_at_once_whether_there_was_a_permission(refused: Desk) -> None:
    assert refused.told("step_permission") == "No"
    refused.click("step_permission_open")
    assert "Picture 1" in refused.told("said_1")
    assert refused.office.there("said_1")


def test_a_permission_is_told_with_its_signature_and_day(desk: Desk) -> None:
    desk.office.on_lane(lambda: consent(desk.office.desk, 1, uses=ALL_USES[:2]))
    desk.later()
    desk.open(of_images((source_of(1),), "teaching"))
    desk.click("incident_kind_teaching_file")
    desk.write("incident_where", "Course on rashes")
    desk.click("open_incident", "step_permission_open")
    assert "signed by" in desk.told("said_1")


def test_a_place_that_is_noted_fills_the_first_page(desk: Desk) -> None:
    def noted() -> Placement:
        consent(desk.office.desk, 1, uses=ALL_USES[:2])
        return place(desk.office.desk, 1, kind=PlaceKind.DISPLAY, title="Poster in the waiting area")

    at = desk.office.on_lane(noted)
    desk.later()
    desk.open(of_place(at.id))
    assert desk.told("incident_where") == "Poster in the waiting area"
    desk.click("open_incident")
    told = desk.known().incident
    assert (told.kind, told.images, told.use) == (PlaceKind.DISPLAY, (source_of(1),), at.use)


def test_the_page_of_a_place_leads_to_the_first_page_about_it(desk: Desk) -> None:
    def noted() -> Placement:
        consent(desk.office.desk, 1, uses=ALL_USES[:2])
        return place(desk.office.desk, 1, kind=PlaceKind.DISPLAY, title="Poster in the waiting area")

    at = desk.office.on_lane(noted)
    page = register.open_page(desk.office.machine, desk.office.desk, f"place:{at.id}")
    desk.office.show(page)
    with desk.office.qtbot.waitSignal(page.work_opened) as led:
        desk.click("report_incident")
    assert led.args == ["incident", of_place(at.id)]


def test_a_picture_found_out_later_joins_the_incident_that_is_open(desk: Desk) -> None:
    open_one(desk)
    desk.office.on_lane(lambda: consent(desk.office.desk, 1, uses=ALL_USES[:2]))
    desk.later()
    desk.open(of_images((source_of(1),), "social_media", "Instagram"))
    desk.click("join_1")
    told = desk.known().incident
    assert (told.images, told.use, told.outlet) == ((source_of(1),), "social_media", "Instagram")
    assert desk.told("step_permission") == "No"


def test_taking_down_opens_the_take_downs_of_the_pictures(refused: Desk) -> None:
    note(refused, "take_down")
    refused.click("step_take_down_open")
    assert refused.office.there("said_2_open"), "a place still to be left"
    assert refused.known().note(IncidentStep.TAKE_DOWN) is not None


def test_the_risk_is_written_factor_by_factor_and_concluded(desk: Desk) -> None:
    open_one(desk)
    desk.click("step_factors_open", "save_sheet")
    assert desk.told("problems_0") == "Write this down in a few sentences"
    desk.click("incidents_back")
    assess(desk, "low")
    file = desk.known()
    assert [said.words for said in file.assessments] == [
        f"what was found, {n}" for n in range(1, FACTORS + 1)
    ]
    assert file.conclusion is not None and file.conclusion.risk is FoundRisk.LOW
    assert desk.told("clock_due") == "Nobody has to be told, by what was concluded"


def test_people_are_counted_by_state(desk: Desk) -> None:
    open_one(desk)
    desk.click("step_people_open")
    desk.write("incident_people", "600")
    desk.write("incident_states", "Ohio 501\nNew York lots")
    desk.click("save_sheet")
    assert desk.told("problems_0").startswith("Enter one state a line")
    desk.write("incident_states", "Ohio 501\nNew York 99")
    desk.click("save_sheet")
    counted = desk.known().affected
    assert counted is not None and counted.in_states == (("Ohio", 501), ("New York", 99))
    assert "600 people" in desk.told("step_people")


def test_a_task_has_an_owner_and_is_ticked_off(desk: Desk) -> None:
    open_one(desk)
    desk.click("add_task")
    desk.write("incident_words", "Telephone the platform")
    desk.click("save_sheet")
    assert desk.told("task_1") == "Telephone the platform"
    desk.click("task_1_done")
    assert desk.known().tasks[0].done
    assert not desk.office.there("task_1_done")


def test_closing_lists_what_is_open_with_the_way_there(desk: Desk) -> None:
    open_one(desk)
    incident = desk.known().incident.id
    page = desk.open(f"close:{incident}")
    assert desk.told("said_1") == "Take it down"
    assert not desk.office.there("save_sheet")
    desk.click("said_1_open")
    assert page.isVisible() and desk.told("sheet_title") == "Is it down?"


def test_an_incident_is_closed_once_every_step_is_done_or_reasoned_away(desk: Desk) -> None:
    open_one(desk)
    note(desk, "take_down")
    desk.click("step_evidence_open", "add_evidence", "evidence_back")
    note(desk, "risk_management", "Kim Risk")
    reason_away(desk, "ethics_committee")
    desk.click("step_permission_open")
    desk.write("incident_words", "nobody knows the picture")
    desk.click("save_sheet")
    assess(desk)
    note(desk, "people")
    note(desk, "tell_person", "Rowan Example")
    note(desk, "tell_authority", "The Secretary")
    assert desk.told("next_step") == "Close the incident…"
    desk.click("next_step")
    desk.write("incident_words", "posts go through the gate")
    desk.click("save_sheet")
    assert desk.known().closed_at is not None
    assert "Closed on" in desk.office.find("incident_closed").accessibleName()
    assert not desk.office.there("next_step") and not desk.office.there("add_task")


def test_the_list_has_open_ones_first_and_the_closed_ones_apart(desk: Desk) -> None:
    open_one(desk)
    desk.click("incidents_back")
    row = desk.office.find("incident_1").accessibleName()
    assert "Post" in row and "social.example" in row and "the patient" in row
    desk.click("incidents_closed")
    assert desk.told("nothing") == "No incident is closed yet."
    desk.click("incidents_open", "incident_1")
    assert desk.office.there("incident_file")


def test_everything_said_stands_in_the_timeline(desk: Desk) -> None:
    open_one(desk)
    note(desk, "risk_management", "Kim Risk")
    desk.click("timeline")
    assert LINK in desk.told("said_1") and "Kim Risk" in desk.told("said_2")


def _typed(day: object) -> str:
    return f"{day:%d %m %Y}"


def test_a_narrow_window_needs_no_sideways_bar(refused: Desk) -> None:
    incident = refused.known().incident.id
    own = (IncidentStep.EVIDENCE, IncidentStep.FACTORS)
    factor = refused.office.desk.pack.duties.breach.factors[0]
    about = [f"{page}:{incident}" for page in ("file", "evidence", "conclusion")]
    about += [f"step:{incident}/{step.value}" for step in IncidentStep if step not in own]
    pages = ("", FIRST_PAGE, of_images((source_of(1),)), f"factor:{incident}/{factor}", *about)
    for page in pages:
        refused.open(page)
        refused.office.window.resize(1024, 640)
        refused.office.settle()
        area = refused.office.window.findChild(QScrollArea, "staff_scroll")
        assert area.horizontalScrollBar().maximum() == 0, page


def test_in_a_narrow_window_an_address_can_be_read_while_it_is_typed(desk: Desk) -> None:
    desk.open(FIRST_PAGE)
    desk.office.window.resize(1024, 640)
    desk.office.settle()
    assert desk.office.find("incident_where").width() >= 300
