"""Backing up from the window: asked for, once a day by itself, and never in the way of locking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from consentdesk.storage.backups.restoring import check_backup, restore
from consentdesk.storage.backups.shelf import Shelf
from consentdesk.storage.opening import Surroundings
from consentdesk.system.backup_note import BackupNote
from consentdesk.system.ids import Ids
from consentdesk.ui.backup.keeper import Backups
from consentdesk.ui.backup.screen import BackupScreen
from consentdesk.ui.backup.state import BackupState
from consentdesk.ui.backup.told import age_words
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import codes
from tests.ui.conftest import PATIENCE_MS, Front
from tests.workflows.test_back_up import ONE

STATES = {
    "never": BackupState("Not backed up yet", due=True),
    "done": BackupState("Backed up today at 10:41", folder="/media/STICK", outcome="Backed up and read back"),
    "running": BackupState("Backed up today", folder="/media/STICK", running="Backing up", done=3, total=9),
    "failed": BackupState("Last backup 3 days ago", True, "/m/" + "S" * 60, outcome="Disk full", failed=True),
    "gap": BackupState("Not backed up yet", due=True, gap=True, problem="Say what you found"),
}
ROOM_PX = (1046, 700)  # beside the rail of a small window


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def choosing(front: Front, stick: Path) -> Front:
    """The program, in which whoever is asked for a folder chooses the stick."""
    front.files.backups = stick
    return front


def keeper(front: Front) -> Backups:
    return front.window.findChildren(Backups)[0]


def text(front: Front, name: str) -> str:
    found = front.hands.find(name)
    assert isinstance(found, QLabel)
    return found.text()


def wait_for_the_end(front: Front) -> None:
    front.qtbot.waitUntil(lambda: not keeper(front).running, timeout=PATIENCE_MS)
    front.hands.settle()


def test_home_says_that_nothing_was_backed_up_and_leads_to_a_backup(choosing: Front, stick: Path) -> None:
    hands = choosing.unlock()
    assert hands.find("backup").text() == "Not backed up yet" and hands.sees("backup_due")
    hands.click("backup")
    assert text(choosing, "backup_last") == "Not backed up yet"
    hands.click("back_up")
    wait_for_the_end(choosing)
    assert "Backed up today at" in text(choosing, "backup_last")
    assert "In the folder stick: " in text(choosing, "backup_last")
    assert hands.find("backup_outcome").accessibleName() == "Backed up and read back"
    assert text(choosing, "backup_folder").replace("\u200b", "") == str(stick)
    hands.click("go_home")
    assert "Backed up today at" in hands.find("backup").text() and not hands.sees("backup_due")
    assert codes(check_backup(stick, PASSPHRASE)) == set()


def test_it_goes_on_by_itself_once_a_day_into_the_folder_used_last(choosing: Front, stick: Path) -> None:
    hands = choosing.unlock()
    hands.click("backup")
    hands.click("back_up")
    wait_for_the_end(choosing)
    keeper(choosing).keep_up()
    hands.settle()
    (shelf,) = (Shelf(folder) for folder in stick.iterdir())
    assert len(shelf.backups()) == 1, "one a day is enough"
    choosing.clock.advance(timedelta(hours=23))
    keeper(choosing).keep_up()
    hands.settle()
    wait_for_the_end(choosing)
    assert len(shelf.backups()) == 2


def test_nothing_is_backed_up_by_itself_before_a_folder_was_chosen(front: Front) -> None:
    hands = front.unlock()
    keeper(front).keep_up()
    hands.settle()
    assert not keeper(front).running and keeper(front).outcome is None


def test_a_stick_that_is_gone_is_named_and_the_age_stays(choosing: Front, stick: Path) -> None:
    hands = choosing.unlock()
    hands.click("backup")
    hands.click("back_up")
    wait_for_the_end(choosing)
    stick.rename(stick.with_name("in a pocket"))
    hands.click("back_up")
    wait_for_the_end(choosing)
    assert "Connect the drive or stick" in hands.find("backup_outcome").accessibleName()
    assert "Backed up today at" in text(choosing, "backup_last")


def test_thinking_better_of_the_folder_changes_nothing(front: Front) -> None:
    hands = front.unlock()
    hands.click("backup")
    hands.click("choose_folder")
    assert not keeper(front).running and text(front, "backup_folder").startswith("No folder")


def test_locking_gives_a_backup_up_and_is_not_held_up(choosing: Front, stick: Path) -> None:
    hands = choosing.unlock()
    vault = choosing.window._desk.vault  # type: ignore[union-attr]
    choosing.on_lane(lambda: [vault.put_blob(bytes(2_000_000) + bytes([n]), f"image:{n}") for n in range(25)])
    hands.click("backup")
    choosing.press("back_up")
    choosing.qtbot.waitUntil(lambda: keeper(choosing).done > 0, timeout=PATIENCE_MS)
    choosing.window.lock()
    choosing.qtbot.waitUntil(lambda: bool(choosing.locked), timeout=PATIENCE_MS)
    hands.settle()
    assert Shelf.found_in(stick).backups() == ()
    assert not any(stick.rglob("*.part"))


def test_a_restored_vault_asks_for_a_review_until_somebody_gave_one(
    front: Front, clinic_place: Place, stick: Path
) -> None:
    vault = clinic_place.copy(stick.with_name("original")).open()
    vault.backing_up(stick).run()
    vault.close()
    front.vault = stick.with_name("elsewhere") / "clinic.vault"
    restore(stick, front.vault, PASSPHRASE, Surroundings(front.clock.now, Ids(front.clock.now).new_id))
    hands = front.unlock()
    assert "brought back from a backup" in hands.find("gap").accessibleName()
    hands.click("gap_review")
    hands.click("gap_reviewed")
    assert "Say what you found" in hands.find("gap_reason").accessibleDescription()
    assert hands.find("gap_reason").hasFocus()
    front.clock.advance(timedelta(minutes=5))
    hands.type("gap_reason", "Nobody had worked since")
    hands.click("gap_reviewed")
    assert not hands.sees("gap_reviewed") and hands.find("back_up").hasFocus()
    assert "counts again" in hands.find("backup_outcome").accessibleName()
    hands.click("go_home")
    assert not hands.sees("gap_review")


def test_the_age_is_said_in_days() -> None:
    assert age_words(None, NOW) == "Not backed up yet"
    assert age_words(ONE, NOW).startswith("Backed up today at ")
    assert age_words(ONE, later(days=1)) == "Last backup 1 day ago"
    assert age_words(ONE, later(days=9)) == "Last backup 9 days ago"


def test_the_folder_is_remembered_at_this_workstation(tmp_path: Path) -> None:
    note = BackupNote(tmp_path)
    assert note.read() is None
    note.leave(tmp_path / "Клиника stick")
    assert BackupNote(tmp_path).read() == tmp_path / "Клиника stick"
    (tmp_path / "backup-folder").write_bytes(b"\xff\xfe")
    assert note.read() is None


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[BackupScreen]:
    made = BackupScreen()
    qtbot.addWidget(made)
    made.resize(*ROOM_PX)
    made.show()
    yield made


@pytest.mark.parametrize("state", STATES)
def test_every_state_fits_without_scrolling(screen: BackupScreen, state: str) -> None:
    screen.draw(STATES[state])
    assert screen.layout().totalHeightForWidth(ROOM_PX[0]) <= ROOM_PX[1]
    assert screen.minimumSizeHint().width() <= ROOM_PX[0]


def test_what_is_typed_stays_when_the_page_is_drawn_again(screen: BackupScreen) -> None:
    screen.draw(STATES["gap"])
    reason = screen.findChild(QPlainTextEdit, "gap_reason")
    reason.setPlainText("half a sen")
    screen.draw(replace(STATES["gap"], running="Backing up", total=4))
    assert reason.toPlainText() == "half a sen"
