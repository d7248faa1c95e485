"""The work list on home: what each line says, what is shown of it, and where a press leads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Act, Role, acts_of
from consentdesk.domain.deadlines import Deadline, Holds
from consentdesk.domain.draft import Step
from consentdesk.domain.dues import MOST_COUNTED, AnswersEnd, ComesOfAge, EndingWaits, PlaceDue, Wait
from consentdesk.domain.duties import ClockStart, Duty, Risk, Tell, Unit
from consentdesk.domain.incident import IncidentStep
from consentdesk.domain.incident_file import IncidentLine
from consentdesk.domain.lines import DraftLine, RecordLine
from consentdesk.domain.placement import PlaceKind, Placement, PlacementLine, Removal, RemovalLine
from consentdesk.domain.reidentification.check import CheckLine
from consentdesk.rehearsal.hands import Hands
from consentdesk.ui.home.screen import HomeScreen
from consentdesk.ui.home.state import HomeState
from consentdesk.ui.home.work.room import shown
from consentdesk.ui.home.work.rows import Rows
from consentdesk.ui.home.work.state import WorkState
from consentdesk.workflows.incident_files import ListedIncident
from consentdesk.workflows.work_list import FIRST_LINES, Line, Work, WorkGroup
from tests.helpers.sessions import NOW, later
from tests.helpers.windows import wear_light

LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
TODAY = NOW.day


def place(title: str = "Poster, waiting area B") -> PlacementLine:
    placed = Placement("placement-1", "image", "teaching", PlaceKind.DISPLAY, title)
    return PlacementLine(placed, "patient-1", "Rowan Example", "left forearm", NOW)


def removal(days: int) -> RemovalLine:
    due = TODAY + timedelta(days=days)
    return RemovalLine(Removal("removal-1", "placement-1", "withdrawal-1", "member-1", due), place(), NOW)


def session(held: str = "", name: str = "Kim Specimen", **more: Any) -> DraftLine:
    return DraftLine("draft-1", name, Step.EXPLAIN, NOW, NOW, held, **more)


def copy(days: float = 0) -> RecordLine:
    sealed = later(days=-days)
    return RecordLine("record-1", "K7QF", "patient-1", "Rowan Example", sealed, "adult", 1, 2, "")


def of_age(days: int, name: str = "Noor Sample", **more: Any) -> ComesOfAge:
    day = TODAY + timedelta(days=days)
    return ComesOfAge("patient-1", name, date(2008, 2, 20), day, 18, 2, ("teaching",), **more)


def answers(days: int, images: int = 2) -> AnswersEnd:
    last = TODAY + timedelta(days=days)
    return AnswersEnd("record-1", "patient-1", "Robin Probe", last, images, ("print",))


def ending(wait: Wait) -> EndingWaits:
    return EndingWaits("ending-1", "patient-1", "Tay Tester", later(days=-3), wait)


CHECK = CheckLine(
    "check-1", "image", "patient-1", "Rowan Example", "social_media", "Facebook", NOW, "member-1", True
)


def incident(days: float | None = 20, taken_down: bool = True) -> ListedIncident:
    settled = frozenset({IncidentStep.TAKE_DOWN}) if taken_down else frozenset[IncidentStep]()
    line = IncidentLine("incident-1", PlaceKind.WEBSITE, "A page", NOW, NOW, "kim", 1, settled=settled)
    duty = Duty(Tell.PERSON, Risk.RISK, 60, Unit.CALENDAR_DAYS, ClockStart.DISCOVERY, 1, 0, "")
    return ListedIncident(line, Deadline(duty, Holds.OPEN, later(days=days)) if days is not None else None)


LINES: dict[Work, Line] = {
    Work.INCIDENTS: incident(),
    Work.REMOVALS: removal(0),
    Work.SUSPENSIONS: ending(Wait.SETTLING),
    Work.CHECKS: CHECK,
    Work.RECEIPTS: ending(Wait.RECEIPT),
    Work.FINAL_RECEIPTS: ending(Wait.FINAL_RECEIPT),
    Work.HELD: session(held="is a neighbour"),
    Work.SESSIONS: session(),
    Work.COPIES: copy(),
    Work.OF_AGE: of_age(-1),
    Work.ENDING: answers(20),
    Work.PLACES: PlaceDue(place(), TODAY, False),
    Work.SOON_OF_AGE: of_age(30),
}


def group(kind: Work, count: int = 1, line: Line | None = None) -> WorkGroup:
    return WorkGroup(kind, (line or LINES[kind],) * min(count, FIRST_LINES), count)


def rows(acts: frozenset[Act] = frozenset(Act)) -> Rows:
    return Rows(acts, NOW, "dmy")


def state(*groups: WorkGroup, unfolded: tuple[Work, ...] = ()) -> WorkState:
    lines = shown(groups, unfolded)
    return WorkState(tuple(rows().of_kind(g, lines[g.kind]) for g in groups), loaded=True, may_begin=True)


@pytest.mark.parametrize(
    ("line", "badge", "mood", "words"),
    [
        (incident(taken_down=False), "Incident", "bad", "A page: take it down now"),
        (incident(20), "Incident", "warn", "A page: to be told by 22 March 2026"),
        (incident(-1), "Incident", "bad", "A page: was to be told by 1 March 2026"),
        (incident(None), "Incident", "warn", "A page: still open"),
        (removal(-2), "Take-down late", "bad",
         "Poster, waiting area B: Rowan Example, was due on 28 February 2026"),
        (removal(0), "Take-down today", "bad",
         "Poster, waiting area B: Rowan Example, due on 2 March 2026"),
        (removal(9), "Take-down due", "warn", "Poster, waiting area B: Rowan Example, due on 11 March 2026"),
        (ending(Wait.SETTLING), "Held back", "warn",
         "Tay Tester: held back since 27 February 2026, to be settled"),
        (CHECK, "Do you agree?", "warn", "Rowan Example: for Facebook, looked through on 2 March 2026"),
        (ending(Wait.RECEIPT), "Receipt not given", "warn", "Tay Tester: withdrew on 27 February 2026"),
        (ending(Wait.FINAL_RECEIPT), "Final receipt", "warn",
         "Tay Tester: withdrew on 27 February 2026, and every place was seen to"),
        (session("is a neighbour"), "Held session", "warn",
         "Kim Specimen: the adult who was here could not sign"),
        (session(), "Open session", "info", "Kim Specimen: continue at “Explain”, 4 of 7"),
        (session(name=""), "Open session", "info",
         "A patient who is not entered yet: continue at “Explain”, 4 of 7"),
        (session(corrects="K7QF"), "Correction", "info", "Kim Specimen: continue at “Explain”, 4 of 7"),
        (session(awaits_form=True), "Open session", "info", "Kim Specimen: waiting for the signed form"),
        (copy(), "Copy not given", "warn", "Rowan Example: sealed 10:00"),
        (copy(days=3), "Copy not given", "warn", "Rowan Example: sealed 27 February 2026"),
        (of_age(0), "Now 18", "info", "Noor Sample: 2 pictures wait since 2 March 2026"),
        (of_age(-9, letter_at=NOW), "Now 18", "info",
         "Noor Sample: 2 pictures wait since 21 February 2026. Letter given on 2 March 2026"),
        (of_age(30), "Turns 18", "info", "Noor Sample: 2 pictures wait from 1 April 2026"),
        (answers(0, images=1), "Answers end", "info",
         "Robin Probe: answers about 1 picture end after 2 March 2026"),
        (answers(-1), "Answers ended", "warn",
         "Robin Probe: the answers about 2 pictures ended after 1 March 2026"),
        (PlaceDue(place(), TODAY, False), "Look again", "info", "Poster, waiting area B: since 2 March 2026"),
        (PlaceDue(place(), TODAY, True), "Time is up", "warn",
         "Poster, waiting area B: its last day was 2 March 2026"),
    ],
)  # fmt: skip
def test_a_line_says_what_waits_for_whom_and_since_when(
    line: Line, badge: str, mood: str, words: str
) -> None:
    row = rows().row(line)
    assert (row.badge, row.mood, row.words) == (badge, mood, words)


def test_days_are_written_as_this_machine_writes_them() -> None:
    assert (
        Rows(frozenset(Act), NOW, "mdy").row(copy(days=3)).words == "Rowan Example: sealed February 27, 2026"
    )


def test_a_new_adult_is_asked_or_written_to_by_whoever_may() -> None:
    def ways(role: Role, days: int = -1) -> list[str]:
        return [way.name for way in rows(acts_of([role])).row(of_age(days)).ways]

    assert ways(Role.CLINICIAN) == ["waiting", "letter"]
    assert ways(Role.PRIVACY_OFFICER) == ["letter"]
    assert ways(Role.CLINICIAN, days=1) == ["waiting"], "nothing is theirs to decide before that day"


def test_every_kind_shows_its_first_line_and_the_pressing_ones_more() -> None:
    groups = (group(Work.REMOVALS, 2), group(Work.COPIES, 9), group(Work.OF_AGE, 3))
    lines = shown(groups)
    assert lines == {Work.REMOVALS: 2, Work.COPIES: 3, Work.OF_AGE: 1}
    assert [kind.more for kind in state(*groups).kinds] == ["", "6 more", "2 more"]


def test_of_too_many_kinds_the_least_pressing_are_a_number_each() -> None:
    groups = tuple(group(kind) for kind in Work)
    lines = shown(groups)
    assert list(lines.values()) == [1] * 5 + [0] * 8
    assert [kind.more for kind in state(*groups).kinds[5:]] == ["1"] * 8


def test_what_is_not_counted_to_its_end_says_so() -> None:
    groups = (group(Work.COPIES, MOST_COUNTED),)
    assert state(*groups).kinds[0].more.endswith("+ more")


def test_an_unfolded_kind_shows_all_that_was_read() -> None:
    groups = tuple(group(kind, 4) for kind in Work)
    lines = shown(groups, {Work.PLACES})
    assert lines[Work.PLACES] == 4 and lines[Work.SOON_OF_AGE] == 0
    assert state(*groups, unfolded=(Work.PLACES,)).kinds[11].more == ""


@pytest.fixture
def screen(qtbot: QtBot, qapp: QApplication) -> Iterator[HomeScreen]:
    wear_light(qapp)
    made = HomeScreen()
    qtbot.addWidget(made)
    made.resize(1046, 700)
    made.draw(HomeState("Good morning", loaded=True))
    made.show()
    yield made


@pytest.fixture
def hands(screen: HomeScreen) -> Hands:
    return Hands(screen, lambda: False)


@pytest.mark.parametrize(
    ("kind", "button", "signal", "value"),
    [
        (Work.INCIDENTS, "waiting_1", "work_opened", ("incident", "incident-1")),
        (Work.REMOVALS, "waiting_1", "work_opened", ("removals", "removal-1")),
        (Work.SUSPENSIONS, "waiting_1", "work_opened", ("withdraw", "ending-1")),
        (Work.CHECKS, "waiting_1", "work_opened", ("agreeing", "check-1")),
        (Work.RECEIPTS, "waiting_1", "work_opened", ("withdraw", "ending-1")),
        (Work.FINAL_RECEIPTS, "waiting_1", "work_opened", ("withdraw", "ending-1")),
        (Work.HELD, "waiting_1", "session_opened", ("draft-1",)),
        (Work.SESSIONS, "waiting_1", "session_opened", ("draft-1",)),
        (Work.COPIES, "waiting_1", "copy_opened", ("record-1",)),
        (Work.OF_AGE, "waiting_1", "new_consent_asked", ("patient-1",)),
        (Work.OF_AGE, "letter_1", "work_opened", ("new_adult_letter", "patient-1")),
        (Work.ENDING, "waiting_1", "new_consent_asked", ("patient-1",)),
        (Work.ENDING, "record_1", "work_opened", ("record", "record-1")),
        (Work.PLACES, "waiting_1", "work_opened", ("register", "place:placement-1")),
        (Work.SOON_OF_AGE, "waiting_1", "patient_opened", ("patient-1",)),
    ],
)
def test_one_press_leads_to_where_a_line_is_seen_to(
    screen: HomeScreen, hands: Hands, kind: Work, button: str, signal: str, value: tuple[str, ...]
) -> None:
    screen.work.draw(state(group(kind)))
    said: list[tuple[str, ...]] = []
    getattr(screen, signal).connect(lambda *values: said.append(values))
    hands.click(button)
    assert said == [value]


@pytest.mark.parametrize(
    ("kind", "button", "signal", "value"),
    [
        (Work.PLACES, "looked_at_1", "looked_at", "placement-1"),
        (Work.SESSIONS, "discard_1", "discard_asked", "draft-1"),
        (Work.COPIES, "more_copies", "more_asked", "copies"),
    ],
)
def test_what_is_done_in_the_list_itself_leads_nowhere_else(
    screen: HomeScreen, hands: Hands, kind: Work, button: str, signal: str, value: str
) -> None:
    screen.work.draw(state(group(kind, 50)))
    said: list[str] = []
    getattr(screen.work, signal).connect(said.append)
    hands.click(button)
    assert said == [value]


def test_an_empty_list_is_one_sentence_and_one_button(screen: HomeScreen, hands: Hands) -> None:
    assert not hands.sees("first_consent"), "before anything was read it is not called empty"
    screen.work.draw(WorkState(loaded=True, may_begin=True))
    said: list[str] = []
    screen.new_consent_asked.connect(said.append)
    hands.click("first_consent")
    assert said == [""]
    screen.work.draw(WorkState(loaded=True))
    assert not hands.sees("first_consent"), "whoever takes no consent is offered none"


def test_work_of_every_kind_fits_a_small_screen(screen: HomeScreen) -> None:
    for count in (1, 60):
        screen.work.draw(state(*(group(kind, count) for kind in Work)))
        layout = screen.layout()
        assert layout is not None and layout.minimumHeightForWidth(1366 - 232 - 88) <= 768 - 68
    screen.work.draw(state(group(Work.OF_AGE, line=of_age(-1, LONG)), group(Work.COPIES, 60)))
    assert screen.minimumSizeHint().width() <= 1366 - 232 - 88, "a long name must wrap"


def test_lines_that_did_not_change_are_left_alone(screen: HomeScreen, hands: Hands) -> None:
    screen.work.draw(state(group(Work.COPIES)))
    before = hands.wait_for("waiting_1")
    screen.work.draw(replace(state(group(Work.COPIES)), trouble="The disk is full"))
    assert hands.find("waiting_1") is before and hands.sees("work_trouble")


def test_asking_whether_to_discard_leads_the_keyboard_to_keeping(screen: HomeScreen, hands: Hands) -> None:
    screen.activateWindow()
    before = state(group(Work.SESSIONS))
    screen.work.draw(before)
    hands.find("discard_1").setFocus()
    (kind,) = before.kinds
    screen.work.draw(replace(before, kinds=(replace(kind, rows=(replace(kind.rows[0], leaving=True),)),)))
    assert hands.find("discard_1_no").hasFocus()
    screen.work.draw(before)
    assert hands.find("search").hasFocus()


def test_a_screen_reader_hears_of_each_button_what_it_is_about(screen: HomeScreen, hands: Hands) -> None:
    screen.work.draw(state(group(Work.COPIES, 9)))
    assert hands.find("waiting_1").accessibleName() == "Open: Copy not given, Rowan Example: sealed 10:00"
    assert hands.find("more_copies").accessibleName() == "Copies: 3 more"
    assert all(button.accessibleName() for button in screen.work.findChildren(QWidget, "waiting_1"))
