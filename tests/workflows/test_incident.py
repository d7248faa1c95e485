"""The first hour and what follows: told, taken down, assessed, closed with every step done (R34–R37)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.deadlines import Holds
from consentdesk.domain.duties import Tell
from consentdesk.domain.incident import (
    Affected,
    FoundAs,
    FoundRisk,
    IncidentStep,
    IncidentTask,
    InState,
    StepNote,
    StepState,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, ProofKind
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import ScannedPage
from consentdesk.domain.withdrawal import Scope
from consentdesk.system.clock import FixedClock, SystemClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident import (
    assess,
    close_incident,
    conclude,
    correct_incident,
    count_people,
    note_step,
    open_incident,
)
from consentdesk.workflows.incident_files import (
    ListedIncident,
    incidents,
    incidents_due,
    incidents_with,
    next_steps,
    permission_then,
    situation,
)
from consentdesk.workflows.incident_work import (
    evidence_picture,
    finish_task,
    keep_evidence,
    set_task,
    take_down,
)
from consentdesk.workflows.may_use import Question, may_use, moment_of, note_asked
from consentdesk.workflows.register import note_placement
from consentdesk.workflows.take_down import Shown, report
from consentdesk.workflows.withdraw import withdraw
from consentdesk.workflows.work_list import Work, more_work, work_list
from tests.workflows.going_wrong import CALLS, POST, TOLD, assessed, noted, opened, sit, tomorrow
from tests.workflows.sealing import consent, sha256, source_of, thumbnail
from tests.workflows.withdrawing import PATIENT, at, moment

STEPS = IncidentStep
PAGES = [ScannedPage(thumbnail(7)), ScannedPage(thumbnail(8))]


@pytest.fixture
def day_after(desk: Desk) -> Desk:
    """A desk a day after a consent to teaching, and to nothing that is published."""
    consent(desk, 1, 2)
    return tomorrow(desk)


def wrong(desk: Desk, **more: object) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as refused:
        opened(desk, **more)
    return [(problem.code, problem.where) for problem in refused.value.problems]


def test_an_incident_is_told_with_what_the_record_said_of_that_day(day_after: Desk) -> None:
    file = opened(day_after)
    assert file.incident == replace(POST, id=file.incident.id) and file.opened_by == day_after.vault.me.id
    (then,) = file.permission
    assert (then.image, then.allowed, then.reasons, then.on) == (
        source_of(1), False, ("not_asked",), date(2026, 3, 3),
    )  # fmt: skip
    assert not file.told_before and day_after.vault.incident_file(file.incident.id) == file


def test_a_permission_that_held_on_that_day_is_told_though_it_was_withdrawn_since(desk: Desk) -> None:
    record = consent(desk, 1)
    lecture = replace(POST, use="teaching", kind=PlaceKind.TEACHING_FILE, outlet="", placed_on=desk.now().day)
    withdraw(at(desk, hours=22), "patient-1", Scope(), PATIENT)
    (then,) = open_incident(tomorrow(desk), lecture).permission
    assert then.allowed and then.record == record.id
    (then,) = open_incident(tomorrow(desk), replace(lecture, placed_on=None)).permission
    assert then.reasons == ("withdrawn",), "where the day is not known, that of the discovery counts"


def test_what_was_withdrawn_after_the_discovery_was_permitted_then(desk: Desk) -> None:
    consent(desk, 1)
    withdraw(at(desk, hours=23.5), "patient-1", Scope(), PATIENT)
    found = replace(POST, use="teaching", outlet="", placed_on=None)
    assert permission_then(tomorrow(desk), found)[source_of(1)].allowed


class InNewYork(FixedClock):
    """Where clocks are set on 8 March."""

    def wall(self, utc: datetime) -> Moment:
        return SystemClock("America/New_York").wall(utc)


def test_a_day_ends_as_it_did_there_though_the_clocks_were_set_since(desk: Desk) -> None:
    record = consent(at(desk, hours=13.5), 1)  # at half past eleven at night
    found = Moment(moment(days=18).utc, -240)
    today = replace(desk, clock=InNewYork(Moment(moment(days=18, hours=1).utc, -240), ticking=False))
    told = replace(POST, use="teaching", outlet="", placed_on=date(2026, 3, 2), discovered_at=found)
    (then,) = open_incident(today, told).permission
    assert then.allowed and then.record == record.id
    (answer,) = may_use(today, [Question(source_of(1), "teaching")], moment_of(today, date(2026, 3, 2)))
    assert answer.allowed


def test_of_no_picture_and_of_no_use_the_record_says_nothing(day_after: Desk) -> None:
    assert opened(day_after, images=()).permission == ()
    assert opened(day_after, use="").permission == ()


def test_a_use_that_somebody_had_been_told_no_about_is_known_as_such(day_after: Desk) -> None:
    before = at(day_after, hours=2)
    question = Question(source_of(1), "social_media", "Instagram")
    note_asked(before, may_use(before, [question]), "social_media", "Instagram", before.now().day, "window")
    (then,) = opened(day_after).permission
    assert then.asked_at == before.now() and then.told_before
    assert not opened(day_after, images=(source_of(2),)).told_before, "nobody asked about that one"
    late = at(day_after, hours=30)
    note_asked(
        late, may_use(late, [Question(source_of(2), "online")]), "online", "", late.now().day, "window"
    )
    assert not opened(at(day_after, hours=31), images=(source_of(2),), use="online").told_before


def test_what_cannot_be_told_is_refused_by_its_field(day_after: Desk) -> None:
    now = day_after.now()
    assert wrong(day_after, found_by=" ", link="") == [
        ("incident_finder_missing", "found_by"), ("incident_link_missing", "link"),
    ]  # fmt: skip
    assert wrong(day_after, found_as=FoundAs.PRINTOUT, where="") == [("incident_where_missing", "where")]
    assert wrong(day_after, found_as=FoundAs.IMAGE, images=()) == [("incident_image_missing", "images")]
    late = replace(now, utc=moment(hours=25).utc)
    assert wrong(day_after, discovered_at=late) == [("incident_discovery_to_come", "discovered_at")]
    assert wrong(day_after, placed_on=date(2026, 3, 4)) == [("incident_placed_after_discovery", "placed_on")]
    assert wrong(day_after, images=("ab" * 32,), use="wallpaper") == [
        ("image_unknown", "images"),
        ("use_unknown", "use"),
    ]
    assert wrong(day_after, where="x" * 201) == [("text_too_long", "where")]
    assert day_after.vault.incidents(open=True) == ()


def test_an_earlier_discovery_moves_every_clock(day_after: Desk) -> None:
    file = opened(day_after)
    before = situation(day_after, file.incident.id)
    earlier = replace(file.incident, discovered_at=moment(hours=2), placed_on=None)
    after = correct_incident(day_after, earlier)
    assert after.opened_at == file.opened_at and after.incident == earlier
    now = situation(day_after, file.incident.id)
    moved = zip(before.deadlines, now.deadlines, strict=True)
    days = [((was.due.day - is_.due.day).days) for was, is_ in moved if was.due and is_.due]
    assert days == [1, 1, 1, 0], "the end of the year stays"


def test_everything_is_open_at_first_with_the_strictest_day(day_after: Desk) -> None:
    file = opened(day_after)
    waiting = next_steps(day_after, file.incident.id)
    assert [step.step for step in waiting] == [step for step in STEPS if step is not STEPS.PERMISSION]
    (listed,) = incidents(day_after).lines
    assert listed.due is not None and listed.due.due is not None
    assert str(listed.due.due.day) == "2026-05-02" and listed.due.holds is Holds.OPEN
    assert situation(day_after, file.incident.id).due == listed.due
    assert incidents_with(day_after, source_of(1)) == (listed,) and not incidents_with(
        day_after, source_of(2)
    )


def test_an_incident_closes_with_every_step_done_and_no_sooner(day_after: Desk) -> None:
    file = opened(day_after)
    id = file.incident.id
    with pytest.raises(Refusal) as refused:
        close_incident(day_after, id)
    assert {p.where for p in refused.value.problems} == {*STEPS} - {STEPS.PERMISSION}
    noted(day_after, file, CALLS)
    assessed(day_after, file)
    with pytest.raises(Refusal) as refused:
        close_incident(day_after, id)
    assert [p.where for p in refused.value.problems] == [STEPS.TELL_PERSON, STEPS.TELL_AUTHORITY]
    noted(day_after, file, TOLD)
    closed = close_incident(day_after, id, "Nothing is left to do.")
    assert closed.closed_at == day_after.now() and next_steps(day_after, id) == ()
    assert incidents(day_after).lines == () and incidents(day_after, open=False).lines[0].due is None
    with pytest.raises(Refusal, match="incident_closed"):
        assess(day_after, id, "actually_seen", "Later.")


def test_a_step_is_reasoned_away_in_words_alone(day_after: Desk) -> None:
    file = opened(day_after)
    for step in STEPS:
        away = StepNote(step, StepState.NOT_NEEDED, day_after.now())
        with pytest.raises(Refusal, match="incident_reason_missing"):
            note_step(day_after, file.incident.id, away)
        note_step(day_after, file.incident.id, replace(away, words="It was a picture of nobody."))
    assert close_incident(day_after, file.incident.id).closed_at


def test_a_contact_has_a_name_and_a_time_that_has_passed(day_after: Desk) -> None:
    file = opened(day_after)

    def codes(note: StepNote) -> list[str]:
        with pytest.raises(Refusal) as refused:
            note_step(day_after, file.incident.id, note)
        return [problem.code for problem in refused.value.problems]

    done = StepNote(STEPS.RISK_MANAGEMENT, StepState.DONE, day_after.now())
    assert codes(done) == ["incident_contact_missing"]
    assert codes(replace(done, contacted="Robin", at=moment(hours=25))) == ["incident_time_to_come"]
    assert codes(replace(done, contacted="Robin", at=moment(hours=2))) == ["incident_time_before_discovery"]
    assert codes(replace(done, step=STEPS.FACTORS)) == ["incident_step_not_noted"]
    assert codes(replace(done, step=STEPS.PEOPLE)) == ["incident_step_not_noted"]


def test_a_step_that_somebody_else_was_asked_for_stays_open(day_after: Desk) -> None:
    sit(day_after, Role.CLINICIAN)
    file = opened(day_after)
    asked = StepNote(STEPS.TAKE_DOWN, StepState.ASKED, day_after.now())
    with pytest.raises(Refusal, match="incident_contact_missing"):
        note_step(day_after, file.incident.id, asked)
    noted(day_after, file, {STEPS.TAKE_DOWN: ""})
    note_step(day_after, file.incident.id, replace(asked, contacted="The platform"))
    assert next_steps(day_after, file.incident.id)[0].step is STEPS.TAKE_DOWN, "the last word counts"
    (listed,) = incidents(day_after).lines
    assert not listed.line.taken_down and waiting(day_after) == [file.incident.id]


def test_every_factor_is_assessed_before_anybody_concludes(day_after: Desk) -> None:
    id = opened(day_after).incident.id
    factors = day_after.pack.duties.breach.factors
    assess(day_after, id, factors[0], "A face.")
    with pytest.raises(Refusal) as refused:
        conclude(day_after, id, FoundRisk.LOW, " ")
    assert [(p.code, p.where) for p in refused.value.problems] == [
        *(("incident_factor_missing", factor) for factor in factors[1:]),
        ("incident_words_missing", "conclusion"),
    ]
    assert situation(day_after, id).factors == factors[1:]
    with pytest.raises(Refusal, match="incident_factor_unknown"):
        assess(day_after, id, "luck", "None.")


def test_a_low_risk_leaves_nobody_to_be_told(day_after: Desk) -> None:
    file = opened(day_after)
    assessed(day_after, file, FoundRisk.LOW)
    found = situation(day_after, file.incident.id)
    assert found.due is None and {d.holds for d in found.deadlines} == {Holds.NO}
    assert {step.step for step in found.open_steps} == {*CALLS}


def test_a_great_breach_is_for_the_media_of_its_state_too(day_after: Desk) -> None:
    file = opened(day_after)
    assessed(day_after, file)
    count_people(day_after, file.incident.id, Affected(600, (InState("Ohio", 501), InState("Iowa", 99))))
    holds = {d.duty.tell for d in situation(day_after, file.incident.id).deadlines if d.holds is Holds.YES}
    assert holds == {*Tell}
    with pytest.raises(Refusal) as refused:
        count_people(day_after, file.incident.id, Affected(3, (InState("Ohio", 2), InState("ohio ", 2))))
    codes = [problem.code for problem in refused.value.problems]
    assert codes == ["incident_states_exceed_people", "incident_state_unnamed"]


def test_taking_down_notes_the_place_and_opens_its_task_and_those_of_others(day_after: Desk) -> None:
    file = opened(day_after)
    wall = Placement("wall", source_of(1), "online", PlaceKind.WEBSITE, "Our page", "Our site")
    slides = replace(wall, id="slides", use="teaching", kind=PlaceKind.TEACHING_FILE, outlet="", title="L1")
    note_placement(day_after, wall)
    note_placement(day_after, slides)
    removals = take_down(day_after, file.incident.id)
    places = [day_after.vault.placement(r.placement) for r in removals]
    assert [p.placement.kind for p in places if p] == [PlaceKind.SOCIAL_POST, PlaceKind.WEBSITE]
    assert removals[0].due == day_after.now().day and places[0] and places[0].placement.link == POST.link
    assert take_down(day_after, file.incident.id) == removals, "asked again, nothing is opened twice"


def test_what_is_still_there_was_not_taken_down(day_after: Desk) -> None:
    file = opened(day_after)
    (removal,) = take_down(day_after, file.incident.id)
    noted(day_after, file, CALLS)
    assert next_steps(day_after, file.incident.id)[0].step is STEPS.TAKE_DOWN
    gone = Shown(ProofKind.LINK_CHECKED, checked_on=day_after.now().day)
    report(day_after, removal.id, Outcome.REMOVED, shown=gone)
    assert next_steps(day_after, file.incident.id)[0].step is STEPS.FACTORS
    assert situation(day_after, file.incident.id).removals[0].reports[0].outcome is Outcome.REMOVED


def test_the_place_where_it_was_found_is_left_whatever_the_record_says(day_after: Desk) -> None:
    permitted = opened(
        day_after, use="teaching", kind=PlaceKind.PRINT, outlet="", found_as=FoundAs.PRINTOUT, link=""
    )
    (removal,) = take_down(day_after, permitted.incident.id)
    assert removal.due == day_after.now().day, "not within the fortnight that print has after a withdrawal"


@pytest.mark.parametrize(
    ("missing", "code"), [({"images": ()}, "incident_image_missing"), ({"use": ""}, "incident_use_missing")]
)
def test_nothing_is_taken_down_by_the_register_before_it_is_known_what(
    day_after: Desk, missing: dict[str, object], code: str
) -> None:
    file = opened(day_after, **missing)
    with pytest.raises(Refusal, match=code):
        take_down(day_after, file.incident.id)


def test_evidence_is_kept_as_it_came_with_its_hash_and_goes_with_no_patient(day_after: Desk) -> None:
    id = opened(day_after).incident.id
    source = b"a screenshot as it came"
    file = keep_evidence(day_after, id, source, PAGES, "The post at 9.")
    assert keep_evidence(day_after, id, source, PAGES).evidence == file.evidence, "the same is kept once"
    (kept,) = file.evidence
    assert kept.file_sha256 == sha256(source) and day_after.vault.blob(kept.file_sha256) == source
    assert [evidence_picture(day_after, id, page) for page in kept.pages] == [p.picture for p in PAGES]
    with day_after.vault.erasing():
        day_after.vault.erase_patient("patient-1", day_after.now())
    found = situation(day_after, id)
    assert found.file.evidence == file.evidence and found.file.permission[0].reasons == ("not_asked",)
    assert evidence_picture(day_after, id, kept.pages[0]) == PAGES[0].picture
    with pytest.raises(Refusal, match="evidence_empty"):
        keep_evidence(day_after, id, source, [])


def test_what_is_corrected_after_a_patient_was_erased_keeps_what_the_record_said(day_after: Desk) -> None:
    told = opened(day_after).incident
    with day_after.vault.erasing():
        day_after.vault.erase_patient("patient-1", day_after.now())
    file = correct_incident(day_after, replace(told, what="It was shared twice."))
    assert file.incident.what == "It was shared twice." and file.permission[0].reasons == ("not_asked",)
    with pytest.raises(Refusal, match="image_unknown"):
        correct_incident(day_after, replace(told, images=(*told.images, source_of(2))))
    with pytest.raises(Refusal, match="incident_image_missing"):
        take_down(day_after, told.id)


def test_telling_of_an_incident_again_opens_another_and_no_closed_one(day_after: Desk) -> None:
    told = opened(day_after).incident
    assert open_incident(day_after, told).incident.id != told.id


def test_no_picture_but_evidence_is_seen_through_an_incident(day_after: Desk) -> None:
    id = opened(day_after).incident.id
    with pytest.raises(Refusal, match="blob_unknown"):
        evidence_picture(day_after, id, source_of(1))


def test_a_task_has_an_owner_and_holds_the_closing_up(day_after: Desk) -> None:
    id, me = opened(day_after).incident.id, day_after.vault.me.id
    file = set_task(day_after, id, IncidentTask("", "Write to the archive", me, date(2026, 3, 5)))
    (task,) = file.tasks
    with pytest.raises(Refusal) as refused:
        close_incident(day_after, id)
    assert refused.value.problems[-1].code == "incident_task_open"
    assert finish_task(day_after, id, task.id).tasks == (replace(task, done=True),)
    with pytest.raises(Refusal) as refused:
        set_task(day_after, id, IncidentTask("", " ", "nobody", date(2026, 3, 1)))
    assert [p.code for p in refused.value.problems] == [
        "incident_task_missing", "member_unknown", "due_day_past",
    ]  # fmt: skip
    with pytest.raises(Refusal, match="incident_task_unknown"):
        finish_task(day_after, id, "none")


def test_who_works_with_patients_notes_the_first_hour_and_who_leads_the_rest(day_after: Desk) -> None:
    sit(day_after, Role.CLINICIAN)
    file = opened(day_after)
    noted(day_after, file, CALLS)
    telling = StepNote(STEPS.TELL_PERSON, StepState.DONE, day_after.now(), "Alex Probe")
    away = StepNote(STEPS.TAKE_DOWN, StepState.NOT_NEEDED, day_after.now(), words="It is gone.")
    for note in (telling, away):
        with pytest.raises(Refusal, match="not_allowed"):
            note_step(day_after, file.incident.id, note)
    with pytest.raises(Refusal, match="not_allowed"):
        assess(day_after, file.incident.id, "actually_seen", "Yes.")
    with pytest.raises(Refusal, match="not_allowed"):
        close_incident(day_after, file.incident.id)


def test_an_administrator_leads_without_seeing_where_patients_pictures_are(day_after: Desk) -> None:
    file = opened(day_after)
    take_down(day_after, file.incident.id)
    sit(day_after, Role.ADMINISTRATOR)
    assert situation(day_after, file.incident.id).removals == ()
    noted(day_after, file, TOLD)


def test_a_timeline_tells_everything_in_the_order_in_which_it_was_said(day_after: Desk) -> None:
    file = opened(day_after)
    noted(day_after, file, CALLS)
    assessed(day_after, file)
    found = situation(day_after, file.incident.id).file
    assert len(found.timeline) == 2 + len(CALLS) + len(day_after.pack.duties.breach.factors) + 2
    assert {one.by for one in found.timeline} == {day_after.vault.me.id}


def test_lists_are_walked_page_by_page(day_after: Desk) -> None:
    for n in range(25):
        opened(day_after, discovered_at=moment(hours=n * 0.9), placed_on=None, images=())
    first = incidents(day_after)
    rest = incidents(day_after, after=first.more)
    shown = [one.line.discovered_at for one in (*first.lines, *rest.lines)]
    assert len(first.lines) == 20 and rest.more is None
    assert shown == sorted(shown, key=lambda m: m.utc) and len(set(shown)) == 25


def test_an_incident_that_nobody_told_of_is_refused(day_after: Desk) -> None:
    with pytest.raises(Refusal, match="incident_unknown"):
        situation(day_after, "none")
    with pytest.raises(Refusal, match="incident_unknown"):
        correct_incident(day_after, replace(POST, id="none"))


def waiting(desk: Desk) -> list[str]:
    """The ids of the incidents on the work list."""
    groups = [group for group in work_list(desk).groups if group.kind is Work.INCIDENTS]
    return [line.line.id for group in groups for line in group.lines if isinstance(line, ListedIncident)]


def test_who_leads_sees_every_open_incident_what_is_still_up_first(day_after: Desk) -> None:
    old = opened(day_after, discovered_at=moment(hours=3), placed_on=None)
    new = opened(day_after)
    assert waiting(day_after) == [old.incident.id, new.incident.id]
    noted(day_after, old, CALLS)
    assert waiting(day_after) == [new.incident.id, old.incident.id]
    sit(day_after, Role.ADMINISTRATOR)
    assert len(waiting(day_after)) == 2, "who may look at no patient leads all the same"


def test_who_told_of_an_incident_is_reminded_until_it_is_taken_down(day_after: Desk) -> None:
    sit(day_after, Role.CLINICIAN)
    file = opened(day_after)
    assert waiting(day_after) == [file.incident.id]
    noted(day_after, file, CALLS)
    assert waiting(day_after) == []


def test_the_work_list_goes_on_behind_a_line(day_after: Desk) -> None:
    for n in range(3):
        opened(day_after, discovered_at=moment(hours=3 + n), placed_on=None)
    found = incidents_due(day_after)
    assert more_work(day_after, Work.INCIDENTS, found[0]) == found[1:]
    sit(day_after, Role.AUDITOR)
    for kind in (Work.INCIDENTS, Work.COPIES):
        with pytest.raises(Refusal, match="not_allowed"):
            more_work(day_after, kind, found[0])
