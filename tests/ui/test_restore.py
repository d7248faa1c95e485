"""A vault brought back from a backup, where none can be opened; what lay there is never deleted."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consentdesk.rehearsal.hands import Hands
from consentdesk.storage.backups.shelf import Shelf
from consentdesk.system.vault_note import VaultNote
from consentdesk.ui.restore.screen import RestoreScreen
from consentdesk.ui.restore.state import BackupRow, RestoreState
from consentdesk.workflows.bring_back import BringingBack
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.staff import opens
from tests.ui.conftest import Front

ROWS = tuple(
    BackupRow(f"/m/{n}", f"{n} March 2031, 09:41 +01:00", "2 days ago: 1204 entries") for n in (1, 2, 3)
)
FOUND = RestoreState("/srv/desk/clinic.vault", folder="/media/STICK", found=ROWS, more=4, taken="/m/1")
STATES = {
    "empty": RestoreState("/srv/desk/clinic.vault"),
    "aside": replace(FOUND, aside=True),
    "running": replace(FOUND, running="Bringing the vault back: 3 of 9 stored files", done=3, total=9),
    "wrong": replace(FOUND, problems=(("folder", "Choose it"), ("recovery_code", "Enter it"))),
    "trouble": replace(FOUND, trouble="The disk is full. Make room and try again; nothing was lost"),
    "back": replace(FOUND, report=("Read: 1204 entries", "Nothing is missing or damaged in it.")),
}


@pytest.fixture
def stick(tmp_path: Path, clinic_place: Place) -> Path:
    """A stick with two backups of the clinic's vault."""
    place = clinic_place.copy(tmp_path / "before" / "clinic.vault")
    vault = place.open()
    for number in range(3):
        vault.put_blob(bytes([number]) * 1000, f"image:{number}")
    for _ in range(2):
        vault.backing_up(tmp_path / "stick").run()
    vault.close()
    return tmp_path / "stick"


@pytest.fixture(autouse=True)
def _stick(tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()


def bring_back(hands: Hands, code: str) -> None:
    hands.click("folder")
    hands.type("recovery_code", code)
    hands.click("restore")


def lose(front: Front) -> None:
    """The vault is gone; the note beside its place says that there was one."""
    VaultNote(front.vault).leave()
    shutil.rmtree(front.vault)


def aside_of(front: Front) -> list[Path]:
    return list(front.vault.parent.glob(f"{front.vault.name}.set-aside-*"))


def test_a_missing_vault_comes_back_and_its_passphrase_opens_it(
    front: Front, stick: Path, clinic_place: Place
) -> None:
    front.files.backups = stick
    lose(front)
    hands = front.open()
    hands.click("trouble_restore")
    assert not hands.sees("set_aside")
    bring_back(hands, clinic_place.recovery_code)
    assert "Nothing is missing or damaged" in hands.text_of("restored")
    hands.click("unlock_restored")
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    assert hands.wait_for("gap") and aside_of(front) == []


def test_a_vault_that_still_opens_gives_way_to_an_earlier_one(
    front: Front, stick: Path, clinic_place: Place
) -> None:
    front.files.backups = stick
    hands = front.open()
    hands.click("restore_vault")
    assert hands.sees("set_aside")
    bring_back(hands, PASSPHRASE)
    assert opens(replace(clinic_place, folder=front.vault), PASSPHRASE) == "Sam Sample"
    assert len(aside_of(front)) == 1


def test_a_damaged_vault_is_kept_under_another_name(front: Front, stick: Path, clinic_place: Place) -> None:
    front.files.backups = stick
    (front.vault / "vault.db").write_bytes(b"")
    hands = front.unlock()
    hands.click("trouble_restore")
    assert str(front.vault) in hands.find("set_aside").accessibleName()
    bring_back(hands, PASSPHRASE)
    (kept,) = aside_of(front)
    assert (kept / "vault.db").read_bytes() == b"" and (kept / "vault.slots").exists()
    assert opens(replace(clinic_place, folder=front.vault), PASSPHRASE) == "Sam Sample"


def test_a_wrong_code_leaves_everything_where_it_was(front: Front, stick: Path, clinic_place: Place) -> None:
    front.files.backups = stick
    (front.vault / "vault.db").write_bytes(b"")
    before = sorted(path.name for path in front.vault.iterdir())
    hands = front.unlock()
    hands.click("trouble_restore")
    bring_back(hands, "8K2Q-77TN-4XW0-M3RD-AJ5P-91VC-EB")
    assert "not the recovery code" in hands.find("recovery_code").accessibleDescription()
    after = sorted(path.name for path in front.vault.iterdir() if path.name != "vault.tries")
    assert after == [name for name in before if name != "vault.tries"] and aside_of(front) == []


def test_the_first_run_leads_there_and_back_with_what_was_typed(
    empty_front: Front, stick: Path, clinic_place: Place
) -> None:
    empty_front.files.backups = stick
    hands = empty_front.open()
    hands.type("clinic_name", "Example Hospital")
    hands.click("restore_instead")
    hands.click("back_from_restore")
    assert hands.text_of("clinic_name") == "Example Hospital"
    hands.click("restore_instead")
    bring_back(hands, clinic_place.recovery_code)
    hands.click("unlock_restored")
    hands.type("passphrase", PASSPHRASE)
    hands.click("unlock")
    assert hands.wait_for("home_page")


def test_an_older_backup_can_be_chosen(front: Front, stick: Path, clinic_place: Place) -> None:
    front.files.backups = stick
    newest = Shelf.found_in(stick).backups()[0]
    (newest.folder / "vault.db").write_bytes(b"cut")
    lose(front)
    hands = front.open()
    hands.click("trouble_restore")
    bring_back(hands, clinic_place.recovery_code)
    assert "damaged" in hands.text_of("folder_problem")
    hands.click("backup_2")
    hands.click("restore")
    assert hands.sees("restored")


@pytest.mark.parametrize(
    ("name", "words"), [("holiday", "no such backup"), ("consentdesk-backup-", "several vaults")]
)
def test_a_folder_that_does_not_do_is_named(front: Front, tmp_path: Path, name: str, words: str) -> None:
    for n in range(2):
        (tmp_path / "stick" / f"{name}{n}").mkdir()
    front.files.backups = tmp_path / "stick"
    lose(front)
    hands = front.open()
    hands.click("trouble_restore")
    hands.click("folder")
    assert words in hands.text_of("folder_problem")


def test_stopping_leaves_everything_where_it_was(front: Front, stick: Path, clinic_place: Place) -> None:
    front.open()
    before = {path: path.read_bytes() for path in front.vault.iterdir()}
    work = BringingBack(front.machine.door, stick, clinic_place.recovery_code)
    refusal = front.on_lane(lambda: work.run(lambda done, total: work.stop() if done == 1 else None))
    assert refusal.code == "restore_stopped" and aside_of(front) == []
    assert {path: path.read_bytes() for path in front.vault.iterdir()} == before


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_drawn(qtbot: QtBot, state: RestoreState) -> None:
    screen = RestoreScreen()
    qtbot.addWidget(screen)
    screen.resize(1366, 768)
    screen.show()
    screen.draw(state)
    shown = {"set_aside": state.aside, "restoring": bool(state.running), "trouble": bool(state.trouble)}
    for name, wanted in shown.items():
        assert screen.findChild(QWidget, name).isVisible() is wanted
    assert screen.findChild(QWidget, "restored").isVisible() is bool(state.report)
