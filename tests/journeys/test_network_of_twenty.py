"""A patient withdraws everything, and twenty places have to be left: made in the program and outside it, of
every kind, to the last receipt (R30–R32)."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import Outcome, PlaceKind
from consentdesk.domain.take_down import Which
from consentdesk.rehearsal.scenario import AnswerPart
from consentdesk.rehearsal.stage import Stage
from consentdesk.ui.open_desk import OpenDesk
from consentdesk.ui.register.told import place_kind_words
from tests.journeys.journey import FIVE_USES, MORNING, Journey, read_pdf, scenario

Photographs = Callable[[int], list[Path]]
ANSWERS = [
    AnswerPart("print", "yes", outlet="Journal of Example Dermatology"),
    AnswerPart("online", "yes", outlet="Example Skin Online"),
    AnswerPart("social_media", "yes", outlet="Facebook"),
]
NOTED = {  # by title: kind, use, outlet, which pictures
    "Poster in the waiting area": ("display", "teaching", "", (1, 2, 3)),
    "Old slide deck, spring term": ("teaching_file", "teaching", "", (1, 2, 3, 4)),
    "Ten rashes, figures 1 to 4": ("print", "print", "Journal of Example Dermatology", (1, 2, 3, 4)),
    "Rashes at a glance": ("website", "online", "Example Skin Online", (1, 2, 3)),
    "Open day post": ("social_post", "social_media", "Facebook", (1, 2)),
    "Folder at the front desk": ("other", "teaching", "", (3, 4)),
}
PLACES = 20
ENDS = {  # what became of a place of each kind, and what shows it
    PlaceKind.DISPLAY: ("removed", "picture"),
    PlaceKind.TEACHING_FILE: ("removed", "note"),
    PlaceKind.PRINT: ("cannot_retract", ""),
    PlaceKind.WEBSITE: ("replaced", "link_checked"),
    PlaceKind.SOCIAL_POST: ("beyond_control", ""),
    PlaceKind.OTHER: ("removed", "note"),
}
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), MORNING.offset_minutes)
LINK = "https://example.org/rashes"


def test_a_withdrawal_with_twenty_places_goes_to_its_last_receipt(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(4)
    journey.play(scenario(date(1984, 7, 9), FIVE_USES, ANSWERS, images=4), taken)
    sources = [hashlib.sha256(path.read_bytes()).hexdigest() for path in taken]
    with journey.program(NEXT_DAY) as on_stage:
        release(on_stage, sources[:2])
        for title in NOTED:
            note(on_stage, title, sources)
        withdraw_everything(on_stage)
        first = receipt(on_stage)
        letters = [letter(on_stage, title) for title in ("Ten rashes", "Rashes at a glance")]
        refuse_twice(on_stage, "Ten rashes")
        second = letter(on_stage, "Ten rashes")
        while open_first(on_stage):
            finish(on_stage, taken[0])
        last = receipt(on_stage)
    assert_receipts(first, last)
    assert_letters(letters, second)
    assert_whole(journey)


def desk_of(on_stage: Stage) -> OpenDesk:
    desk = on_stage.window.findChild(OpenDesk)
    assert desk is not None
    return desk


def write(on_stage: Stage, name: str, text: str) -> None:
    """Type into a field of several lines, in place of what stands there."""
    box = on_stage.hands.wait_for(name)
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    QTest.keyClick(box, Qt.Key.Key_Delete)
    QTest.keyClicks(box, text)
    on_stage.hands.settle()


def release(on_stage: Stage, sources: list[str]) -> None:
    """Two pictures leave for a lecture, through the gate."""
    hands = on_stage.hands
    desk_of(on_stage).open_room("release", " ".join(sources))
    hands.settle()
    hands.click("place_use_teaching")
    hands.type("place_title", "Grand rounds")
    hands.click("release")
    hands.wait_for("released_page")


def note(on_stage: Stage, title: str, sources: list[str]) -> None:
    """A place that was made outside the program."""
    hands, (kind, use, outlet, numbers) = on_stage.hands, NOTED[title]
    desk_of(on_stage).open_room("register", "note:" + " ".join(sources[n - 1] for n in numbers))
    hands.settle()
    hands.type("place_title", title)
    hands.click(f"place_kind_{kind}")
    hands.click(f"place_use_{use}")
    if outlet:
        hands.type("place_outlet", outlet)
        hands.type("place_link", LINK)
    hands.type("place_owner", "The editors")
    hands.click("note_it")
    assert not hands.sees("problems"), title


def withdraw_everything(on_stage: Stage) -> None:
    hands = on_stage.hands
    hands.click("go_home")
    hands.type("search", "Alex Example")
    hands.click("found_1")
    hands.click("withdraw")
    for choice in ("uses_all", "images_all", "who_patient", "way_telephone"):
        hands.click(choice)
    hands.type("known_by", "Called back on the number in the record")
    hands.click("withdraw")
    hands.wait_for("withdrawal_page")


def receipt(on_stage: Stage) -> str:
    """The receipt that is due, saved from the page of the withdrawal."""
    hands = on_stage.hands
    if not hands.sees("withdrawal_page"):
        hands.click("go_home")
        hands.type("search", "Alex Example")
        hands.click("found_1")
        hands.click("withdrawal_1_open")
    hands.click("save")
    hands.wait_for("given")
    return read_pdf(on_stage.files.saved[-1].read_bytes())


def open_first(on_stage: Stage, title: str = "") -> bool:
    """Open the first task in the list, or the first with this title; False where there is none."""
    hands = on_stage.hands
    hands.click("go_removals")
    if hands.sees("removals_back"):
        hands.click("removals_back")
    for number in range(1, 21):
        if hands.sees(f"removal_{number}") and title in hands.find(f"removal_{number}").accessibleName():
            hands.click(f"removal_{number}")
            return True
    return False


def letter(on_stage: Stage, title: str) -> str:
    hands = on_stage.hands
    assert open_first(on_stage, title)
    hands.click("write_letter")
    hands.click("write_it")
    hands.click("save")
    hands.wait_for("given")
    return read_pdf(on_stage.files.saved[-1].read_bytes())


def refuse_twice(on_stage: Stage, title: str) -> None:
    hands = on_stage.hands
    assert open_first(on_stage, title)
    for _ in range(2):
        hands.click("removal_outcome_refused_by_outlet")
        write(on_stage, "removal_note", "They say no.")
        hands.click("report_removal")
        assert not hands.sees("problems")


def finish(on_stage: Stage, wall: Path) -> None:
    """Say of the task that is up what becomes of a place of its kind."""
    hands = on_stage.hands
    told = hands.text_of("removal_why").partition(" · ")[0]
    kind = next(kind for kind in PlaceKind if place_kind_words(kind) == told)
    outcome, proof = ENDS[kind]
    hands.click(f"removal_outcome_{outcome}")
    if proof:
        hands.click(f"removal_proof_{proof}")
    if proof == "picture":
        on_stage.files.ready = [wall]
        hands.click("add_proof")
        hands.wait_for("proof_1")
    else:
        write(on_stage, "removal_note", "Seen by Dr Okafor.")
    if hands.sees("removal_everywhere"):
        hands.click("removal_everywhere")
    hands.click("report_removal")
    assert not hands.sees("problems") and not hands.sees("report_removal")


def assert_receipts(first: str, last: str) -> None:
    """Both name every place; the last says what became of each."""
    for title in (*NOTED, "Grand rounds"):
        assert title in first and title in last
    assert first != last


def assert_letters(letters: list[str], second: str) -> None:
    for text in (*letters, second):
        assert "Alex" not in text and "004 392" not in text
        assert LINK in text and "nobody may use them there" in text
    assert "We wrote to you about this before" in second
    assert not any("We wrote to you" in text for text in letters)


def assert_whole(journey: Journey) -> None:
    """Every task is closed as it was said, and what nobody can reach stays noted."""
    with journey.vault() as vault:
        listed = vault.removals(Which.CLOSED, "", limit=100)
        closed = [vault.removal(line.removal.id) for line in listed]
        assert vault.removals(Which.OPEN, "") == ()
        (patient,) = {line.place.patient for line in closed}
        live = vault.placements_of(patient)
        for line in closed:
            for report in line.reports:
                for sha256 in report.proof.pictures if report.proof else ():
                    assert vault.blob(sha256).startswith(b"\xff\xd8")
    outcomes = Counter(line.reports[-1].outcome for line in closed)
    assert outcomes == {
        Outcome.REMOVED: 2 + 3 + 4 + 2,
        Outcome.CANNOT_RETRACT: 4,
        Outcome.REPLACED: 3,
        Outcome.BEYOND_CONTROL: 2,
    }
    assert len(closed) == PLACES
    assert {line.placement.kind for line in live} == {PlaceKind.SOCIAL_POST} and len(live) == 2
    assert Counter(line.removal.level for line in closed) == {0: PLACES - 1, 2: 1}
    assert journey.is_sound()
