"""Take-downs at the desk: what waits, what to do, what became of it, and what shows that."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from consentdesk.domain.placement import Outcome, PlaceKind, RemovalLine
from consentdesk.domain.take_down import Which
from consentdesk.ui.removals.screen import RemovalsScreen
from tests.documents.reading import text_of
from tests.helpers.sessions import ALL_USES
from tests.ui.removals.conftest import Room
from tests.workflows.sealing import consent
from tests.workflows.taking_down import place, withdraw

LINK = "https://journal.example/figure-3"


def have_to_leave(room: Room) -> None:
    """A poster, a web page and a figure in print, none of which may stay."""
    desk = room.office.desk

    def work() -> None:
        consent(desk, 1, uses=ALL_USES)
        place(desk, 1, kind=PlaceKind.DISPLAY, title="Poster in the waiting area")
        of = {"outlet": "Pediatrics", "owner": "The editors"}
        place(desk, 2, "online", kind=PlaceKind.WEBSITE, title="Rashes at a glance", link=LINK, **of)
        place(desk, 3, "print", kind=PlaceKind.PRINT, title="Ten rashes, figure 3", **of)
        withdraw(desk)

    room.office.on_lane(work)


@pytest.fixture
def page(room: Room) -> RemovalsScreen:
    have_to_leave(room)
    return room.open()


def listed(room: Room, which: Which = Which.OPEN) -> dict[str, RemovalLine]:
    desk = room.office.desk

    def read() -> list[RemovalLine]:
        lines = desk.vault.removals(which, desk.vault.me.id)
        return [desk.vault.removal(line.removal.id) for line in lines]

    return {line.place.placement.title: line for line in room.office.on_lane(read)}


def open_task(room: Room, title: str) -> None:
    for number in range(1, 9):
        row = room.office.find(f"removal_{number}")
        if title in row.accessibleName():
            return room.office.click(f"removal_{number}")
    raise AssertionError(title)


def written(room: Room, name: str) -> str:
    """What stands in a field of several lines."""
    box = room.office.find(name)
    assert isinstance(box, QPlainTextEdit)
    return box.toPlainText()


def write(room: Room, name: str, text: str) -> None:
    """Type into a field of several lines, in place of what stands there."""
    box = room.office.find(name)
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    box.selectAll()
    room.office.qtbot.keyClick(box, Qt.Key.Key_Delete)
    room.office.qtbot.keyClicks(box, text)


def test_an_empty_list_says_when_there_will_be_something(room: Room) -> None:
    room.open()
    assert "A withdrawal opens" in room.office.words("nothing")
    room.office.click("removals_closed")
    assert room.office.words("nothing") == "No take-down is closed yet."


def test_a_poster_is_taken_down_with_a_photograph_of_the_empty_wall(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "Poster")
    assert "Take the picture off the wall" in office.words("removal_steps")
    assert "Withdrawn on 2 March 2026" in office.words("removal_why")
    office.click("removal_outcome_removed")
    office.click("removal_proof_picture")
    office.click("add_proof")
    office.qtbot.waitUntil(lambda: office.there("proof_1"), timeout=10_000)
    office.click("report_removal")
    assert "closed" in office.find("removal_notice").accessibleName() and not office.there("report_removal")
    (report,) = listed(room, Which.CLOSED)["Poster in the waiting area"].reports
    assert report.outcome is Outcome.REMOVED and report.proof is not None
    kept = office.on_lane(lambda: office.desk.vault.blob(report.proof.pictures[0]))
    assert kept.startswith(b"\xff\xd8")
    office.click("removals_back")
    assert len(listed(room)) == 2


def test_a_web_page_counts_as_gone_once_somebody_opened_the_link(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "Rashes at a glance")
    office.click("copy_link")
    assert QGuiApplication.clipboard().text() == LINK
    office.click("removal_outcome_removed")
    office.click("report_removal")
    assert "what shows that the picture is gone" in office.find("removal_proof").accessibleDescription()
    assert not office.there("removal_proof_note"), "for a web page somebody has to look"
    office.click("removal_proof_link_checked")
    office.type("removal_day", "9 9 2031")
    office.click("report_removal")
    assert "today or before" in office.find("removal_day").accessibleDescription()
    office.type("removal_day", "2 3 2026")
    write(room, "removal_note", "Page not found")
    office.click("report_removal")
    proof = listed(room, Which.CLOSED)["Rashes at a glance"].reports[0].proof
    assert proof is not None and str(proof.checked_on) == "2026-03-02" and proof.said == "Page not found"


def test_what_is_missing_is_said_where_it_is_missing(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "figure 3")
    office.click("report_removal")
    assert office.find("removal_outcome").accessibleDescription() == "Choose what became of it"
    office.click("removal_outcome_cannot_retract")
    office.click("report_removal")
    assert "who told you" in office.find("removal_note").accessibleDescription()
    assert not listed(room, Which.CLOSED)


def test_after_a_refusal_the_task_says_whom_to_turn_to_next(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "figure 3")
    for steps in ("write to the publisher", "turn to the authority"):
        office.click("removal_outcome_refused_by_outlet")
        write(room, "removal_note", "The editor says no")
        office.click("report_removal")
        assert steps in office.words("removal_steps").splitlines()[0]
    assert listed(room)["Ten rashes, figure 3"].removal.level == 2
    office.click("removals_back")
    badges = [w.property("text") for w in page.findChildren(QWidget) if w.property("role") == "badge"]
    assert "Refused 2 times" in badges


def test_pressed_twice_before_it_is_noted_it_is_said_once(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "figure 3")
    office.click("removal_outcome_refused_by_outlet")
    write(room, "removal_note", "The editor says no")
    for _ in range(2):
        office.qtbot.mouseClick(office.find("report_removal"), Qt.MouseButton.LeftButton)
    office.settle()
    assert listed(room)["Ten rashes, figure 3"].removal.level == 1


def test_a_letter_is_written_saved_and_found_again(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "figure 3")
    office.click("write_letter")
    assert written(room, "removal_letter_to") == "The editors\nPediatrics"
    write(room, "removal_letter_to", "")
    office.click("write_it")
    assert "whom the letter is for" in office.find("removal_letter_to").accessibleDescription()
    write(room, "removal_letter_to", "The publisher")
    office.click("letter_language_es")
    office.click("write_it")
    office.qtbot.waitUntil(lambda: office.there("preview"), timeout=10_000)
    office.click("save")
    folder = room.files.folder
    assert folder is not None
    said = text_of((folder / "letter.pdf").read_bytes())
    assert "Hay que retirar una foto clínica" in said and "The publisher" in said and "Probe" not in said
    office.click("removals_back")
    assert "saved" in office.words("letter_1")
    office.click("letter_1")
    office.qtbot.waitUntil(lambda: office.there("preview"), timeout=10_000)


def test_a_task_is_given_another_day(room: Room, page: RemovalsScreen) -> None:
    office = room.office
    open_task(room, "Poster")
    office.click("change_owner")
    office.type("removal_due", "some day")
    office.click("save_owner")
    assert "Enter the day as" in office.find("removal_due").accessibleDescription()
    office.type("removal_due", "9 3 2026")
    office.click("save_owner")
    assert "9 March 2026" in office.words("removal_due_words")
    assert listed(room)[
        "Poster in the waiting area"
    ].removal.due == office.machine.clock.now().day + timedelta(days=7)


def test_what_was_typed_waits_for_one_to_come_back_and_is_asked_about_before_leaving(
    room: Room, page: RemovalsScreen
) -> None:
    office = room.office
    open_task(room, "figure 3")
    office.click("removal_outcome_cannot_retract")
    write(room, "removal_note", "Half a sentence")
    office.click("removals_back")
    open_task(room, "figure 3")
    assert written(room, "removal_note") == "Half a sentence"
    gone: list[bool] = []
    page.let_go(lambda: gone.append(True))
    assert gone == [] and office.there("leaving")
    office.click("leaving_stay")
    office.click("report_removal")
    page.let_go(lambda: gone.append(True))
    assert gone == [True]


def test_the_pages_fit_a_small_window(room: Room, page: RemovalsScreen) -> None:
    assert room.office.fits()
    open_task(room, "Rashes at a glance")
    room.office.click("removal_outcome_removed")
    assert room.office.fits()
