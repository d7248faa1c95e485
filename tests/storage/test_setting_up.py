import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.facts import ClinicDescribed
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import Database
from consentdesk.storage.door import VaultDoor
from consentdesk.storage.keys.argon import FLOOR, FLOOR_KIB, FLOOR_PASSES, Effort, calibrate
from consentdesk.storage.keys.passphrases import (
    new_recovery_code,
    parse_recovery_code,
    require_code,
    require_passphrase,
)
from consentdesk.storage.ledger import stored_facts
from tests.helpers.sessions import CLINIC, NOW
from tests.storage.conftest import CODE, FIRST, FIRST_FACTS, PASSPHRASE, Place, make_place

NewDoor = Callable[[], VaultDoor]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_a_new_vault_counts_only_after_its_recovery_code_was_typed_back(new_door: NewDoor) -> None:
    door = new_door()
    prepared = door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    assert not door.exists() and not door.path.exists()
    with pytest.raises(Refusal, match="recovery_code_wrong"):
        prepared.finish(new_recovery_code())
    with pytest.raises(Refusal, match="recovery_code_wrong"):
        prepared.finish(PASSPHRASE)
    assert not door.exists()
    vault = prepared.finish(prepared.recovery_code.lower().replace("-", " "))
    assert door.exists() and vault.clinic() == CLINIC
    vault.close()
    assert left_in(door.path.parent) == ["vault"]
    assert left_in(door.path) == ["vault.db", "vault.slots", "vault.slots.old"]


def test_the_first_facts_name_vault_and_first_member_and_are_signed_by_them(place: Place) -> None:
    db = Database(place.database, place.keys.data_key)
    facts = list(stored_facts(db))
    db.close()
    people = ["member_added", "recovery_renewed"]
    rest = ["clinic_described", "pack_adopted", "uses_preset"]
    assert [f.kind for f in facts] == ["vault_created", *people, *rest]
    vault = place.open()
    assert {f.actor for f in facts} == {vault.me.id}
    assert (vault.me.name, vault.me.role) == (FIRST.name, FIRST.role)
    assert vault.check().sound
    vault.close()


@pytest.mark.parametrize("rehearsal", [True, False])
def test_a_rehearsal_vault_is_marked_so(new_door: NewDoor, rehearsal: bool) -> None:
    prepared = new_door().prepare(FIRST, FIRST_FACTS, NOW, rehearsal)
    vault = prepared.finish(prepared.recovery_code)
    assert vault.rehearsal is rehearsal
    vault.close()


def test_giving_up_leaves_nothing_behind(new_door: NewDoor) -> None:
    door = new_door()
    door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False).abandon()
    assert left_in(door.path.parent) == []


def test_what_a_broken_off_set_up_left_is_gone_after_the_next_start(new_door: NewDoor) -> None:
    door = new_door()
    door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    assert len(left_in(door.path.parent)) == 1
    with pytest.raises(Refusal, match="vault_missing"):
        door.unlock(PASSPHRASE)
    assert left_in(door.path.parent) == []


def test_a_vault_is_never_made_over_another_or_over_its_remains(place: Place) -> None:
    with pytest.raises(Refusal, match="vault_exists"):
        place.door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    place.database.unlink()
    assert place.door.exists()
    with pytest.raises(Refusal, match="vault_exists"):
        place.door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)


def test_a_vault_that_appeared_meanwhile_is_not_overwritten(new_door: NewDoor, place: Place) -> None:
    door = new_door()
    prepared = door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    place.copy(door.path)
    with pytest.raises(Refusal, match="vault_exists"):
        prepared.finish(prepared.recovery_code)


def test_a_set_up_that_fails_half_way_leaves_nothing(new_door: NewDoor) -> None:
    door = new_door()
    with pytest.raises(AttributeError):
        door.prepare(FIRST, (ClinicDescribed(CLINIC), None), NOW, rehearsal=False)  # type: ignore[arg-type]
    assert left_in(door.path.parent) == []


@pytest.mark.parametrize("name", ["v [1] * für 50% #1 ? 患者"])
def test_a_vault_may_lie_in_a_folder_of_any_name(tmp_path: Path, name: str) -> None:
    place = make_place(tmp_path / name / name)
    vault = place.open()
    assert vault.clinic() == CLINIC
    vault.close()
    shutil.rmtree(place.folder)
    place.door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    with pytest.raises(Refusal, match="vault_missing"):
        place.door.unlock(PASSPHRASE)
    assert left_in(place.folder.parent) == []


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("", "short"),
        ("fourteen chars", "short"),
        ("a b c d", "short"),
        ("tree tree tree", "short"),
        ("passwordpassword", "common"),
        ("aaaaaaaaaaaaaaaaaaaa", "common"),
        ("123456789012345678", "common"),
        ("abcdefghijklmnopqrstuv", "common"),
        ("qwertyuiopasdfgh", "common"),
        ("Correct Horse Battery Staple", "common"),
        ("consentdesk hospital password 1", "common"),
    ],
)
def test_a_weak_passphrase_is_refused_with_its_reason(passphrase: str, reason: str) -> None:
    with pytest.raises(Refusal, match="passphrase_weak") as refused:
        require_passphrase(passphrase)
    assert refused.value.problems[0].details["reason"] == reason


@pytest.mark.parametrize(
    "passphrase",
    [
        PASSPHRASE,
        "oak elm ash fir",
        "Zmqk8 vLrw2 pXnc5",
        "мой дядя самых честных",
        "雨の朝に静かな庭を歩く猫と古い椅子",
    ],
)
def test_a_long_passphrase_needs_no_digits_or_signs(passphrase: str) -> None:
    require_passphrase(passphrase)


@pytest.mark.parametrize("code", ["", "12345", "12a456", "١٢٣٤٥٦", "12 345"])
def test_a_code_has_six_digits_or_more(code: str) -> None:
    with pytest.raises(Refusal, match="code_too_short"):
        require_code(code)
    require_code(CODE)


def test_a_weak_passphrase_or_code_makes_no_vault(new_door: NewDoor) -> None:
    door = new_door()
    for first in (replace(FIRST, passphrase="short"), replace(FIRST, code="12")):
        with pytest.raises(Refusal):
            door.prepare(first, FIRST_FACTS, NOW, rehearsal=False)
    assert left_in(door.path.parent) == []


def test_a_recovery_code_is_read_as_people_type_it_and_checked() -> None:
    code = new_recovery_code()
    letters = code.replace("-", "")
    assert len(letters) == 26
    assert parse_recovery_code(code) == parse_recovery_code(f"  {letters.lower()} ") == letters
    assert parse_recovery_code(letters.replace("1", "l").replace("0", "o")) == letters
    assert parse_recovery_code(letters[:-1]) is None
    assert parse_recovery_code(PASSPHRASE) is None


def test_most_misspelt_recovery_codes_are_noticed_at_once() -> None:
    code = new_recovery_code().replace("-", "")
    misspelt = [code[:n] + ("X" if code[n] != "X" else "Y") + code[n + 1 :] for n in range(26)]
    assert sum(parse_recovery_code(wrong) is not None for wrong in misspelt) <= 2


@pytest.mark.parametrize(
    ("passes", "kib", "lanes"),
    [(2, FLOOR_KIB, 4), (3, FLOOR_KIB - 1, 4), (3, FLOOR_KIB, 0), (65, FLOOR_KIB, 4), (3, 1 << 22, 4),
     (64, 1 << 21, 4), (3, FLOOR_KIB, 99)],
)  # fmt: skip
def test_argon2_parameters_that_are_too_little_or_too_much_are_refused(
    passes: int, kib: int, lanes: int
) -> None:
    with pytest.raises(ValueError, match="unfit"):
        Effort(passes, kib, lanes)


def test_the_effort_is_measured_and_never_below_the_floor() -> None:
    effort = calibrate()
    assert effort.passes >= FLOOR_PASSES and effort.memory_kib >= FLOOR_KIB
    assert Effort(3, 64 * 1024) == FLOOR


def test_secrets_and_names_hide_from_repr(place: Place) -> None:
    vault = place.open()
    said = " ".join(map(repr, (vault, vault.__dict__, vault.me, place.keys, place.door, FIRST)))
    for secret in (place.keys.data_key.hex(), str(place.keys.data_key), FIRST.name, PASSPHRASE, CODE):
        assert secret not in said
    vault.close()
