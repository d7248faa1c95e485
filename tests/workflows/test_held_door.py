"""The door as a desk uses it, with a real vault, a real hold and a real note."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.keys.slots import PREVIOUS_FILE, SLOTS_FILE
from consentdesk.system.single_instance import VaultHold
from consentdesk.system.vault_note import VaultNote
from consentdesk.workflows.held_door import HeldDoor
from tests.storage.conftest import PASSPHRASE, Place, make_place
from tests.storage.staff import TAYS, admit

DoorAt = Callable[[Place], HeldDoor]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """A vault with two people, and a backup of it on a stick beside its home."""
    place = make_place(tmp_path / "home" / "vault")
    vault = place.open()
    admit(vault)
    (tmp_path / "stick").mkdir()
    vault.backing_up(tmp_path / "stick").run()
    vault.close()
    return place


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def held(place: Place) -> HeldDoor:
    place.folder.parent.mkdir(exist_ok=True)
    return HeldDoor(place.folder, place.door, VaultHold, VaultNote(place.folder), rehearsal=False)


def test_it_names_those_who_can_sign_in_and_lets_the_one_in_who_says_so(place: Place) -> None:
    door = held(place)
    assert door.people() == ("SS", "TT")
    with pytest.raises(Refusal, match="passphrase_wrong"):
        door.unlock(TAYS.passphrase, "SS")
    vault = door.unlock(TAYS.passphrase, "TT")
    assert vault.me.name == "Tay Tester"
    vault.close()
    door.release()


def test_a_vault_is_brought_back_where_there_is_none_and_remembered(
    place: Place, stick: Path, tmp_path: Path
) -> None:
    elsewhere = replace(place, folder=tmp_path / "elsewhere" / "vault")
    door = held(elsewhere)
    report = door.restore(stick, place.recovery_code, lambda done, total: None)
    assert report.facts and elsewhere.folder.with_name("vault.txt").exists()
    vault = held(elsewhere).unlock(PASSPHRASE, "SS")
    vault.close()


def test_a_vault_that_was_not_brought_back_leaves_no_note_and_no_hold(
    place: Place, stick: Path, tmp_path: Path
) -> None:
    elsewhere = replace(place, folder=tmp_path / "elsewhere" / "vault")
    for _ in range(2):
        with pytest.raises(Refusal, match="recovery_code_wrong"):
            held(elsewhere).restore(stick, "not the code", lambda done, total: None)
    assert not elsewhere.folder.with_name("vault.txt").exists()


def test_while_somebody_works_in_it_nobody_brings_it_back_or_mends_it(place: Place, stick: Path) -> None:
    door = held(place)
    vault = door.unlock(PASSPHRASE)
    with pytest.raises(Refusal, match="vault_in_use"):
        held(place).restore(stick, PASSPHRASE, lambda done, total: None)
    with pytest.raises(Refusal, match="vault_in_use"):
        held(place).mend_slots(stick)
    vault.close()
    door.release()


def test_lost_slots_are_mended_and_the_door_is_free_again(place: Place, stick: Path) -> None:
    for name in (SLOTS_FILE, PREVIOUS_FILE):
        (place.folder / name).unlink()
    door = held(place)
    with pytest.raises(Refusal, match="slots_lost"):
        door.unlock(PASSPHRASE)
    door.mend_slots(stick)
    vault = held(place).unlock(PASSPHRASE)
    assert vault.me.name == "Sam Sample"
    vault.close()
