"""Slots as somebody may leave them who can write files: nothing opens that should not, nothing crashes."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from consentdesk.domain.codec import canonical
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.files import with_checksum
from consentdesk.storage.keys.slots import (
    PREVIOUS_FILE,
    SLOTS_FILE,
    Slots,
    from_bytes,
    open_slots,
    read_generations,
    seal,
    write_slots,
)
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.ways_in import slots_of
from tests.helpers.sessions import NOW
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.staff import TAYS, admit, opens

Plain = dict[str, Any]


@pytest.fixture
def vault(place: Place) -> Iterator[OpenVault]:
    """To be closed by the test, or not."""
    opened = place.open()
    yield opened
    opened._db.leave()


def plain(slots: Slots) -> Plain:
    return json.loads(canonical(slots))  # type: ignore[no-any-return]


def put(place: Place, slots: Plain) -> None:
    for name in (SLOTS_FILE, PREVIOUS_FILE):
        (place.folder / name).write_bytes(with_checksum(json.dumps(slots).encode()))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("salt", ""), ("salt", "zz"), ("salt", "00" * 15), ("nonce", "00"), ("nonce", "é"), ("box", "00"),
        ("box", "00" * 33), ("wrapped", "0"), ("wrapped", None), ("sealed", ["0"]), ("sealed", ["00"] * 3),
        ("sealed", "00"), ("initials", 7), ("effort", {"passes": 9, "memory_kib": 1 << 40, "lanes": 4}),
        ("more", 1),
    ],
)  # fmt: skip
def test_a_slot_that_cannot_be_one_is_not_tried(place: Place, field: str, value: object) -> None:
    slots = plain(place.slots)
    slots["slots"][0][field] = value
    with pytest.raises(ValueError):
        from_bytes(with_checksum(json.dumps(slots).encode()))
    put(place, slots)
    assert opens(place, PASSPHRASE) == "slots_lost" and place.door.people() == ()


def test_more_slots_than_a_clinic_has_are_not_tried(place: Place) -> None:
    slots = plain(place.slots)
    slots["slots"] *= 101
    put(place, slots)
    assert opens(place, PASSPHRASE) == "slots_lost"


@pytest.mark.parametrize("field", ["member", "opens_with", "salt", "nonce", "wrapped", "initials", "box"])
def test_everything_in_a_slot_is_bound_to_its_passphrase(place: Place, field: str) -> None:
    first, other = place.slots.slots
    swapped = replace(first, **{field: getattr(other, field)})
    assert open_slots(replace(place.slots, slots=(swapped,)), PASSPHRASE) is None


def test_a_key_sealed_for_somebody_else_opens_nothing(place: Place) -> None:
    first, other = place.slots.slots
    for sealed in (other.sealed, (), ("00",), (first.sealed[0][:-2] + "00",)):
        with pytest.raises(Refusal, match="vault_damaged"):
            open_slots(replace(place.slots, slots=(replace(first, sealed=sealed),)), PASSPHRASE)


def test_a_key_that_is_not_the_vaults_opens_nothing(place: Place) -> None:
    first, other = place.slots.slots
    write_slots(place.folder, replace(place.slots, slots=(seal(place.slots.vault, first, bytes(32)), other)))
    assert opens(place, PASSPHRASE) == "vault_damaged"


def test_bytes_at_random_never_crash_the_door(place: Place) -> None:
    chance, whole = random.Random(8), plain(place.slots)
    for _ in range(40):
        slots = json.loads(json.dumps(whole))
        slot = chance.choice(slots["slots"])
        field = chance.choice(["salt", "nonce", "wrapped", "box", "initials", "member", "opens_with"])
        text = list(slot[field])
        for _ in range(chance.randint(1, 3)):
            text.insert(chance.randint(0, len(text)), chance.choice(["0", "f", "\0", "é", " "]))
        slot[field] = "".join(text)
        put(place, slots)
        outcomes = {"Sam Sample", "Recovery code", "passphrase_wrong", "slots_lost"}
        assert opens(place, chance.choice([PASSPHRASE, place.recovery_code])) in outcomes


def test_a_slot_smuggled_in_beside_the_vault_gets_no_key_at_the_next_change(
    place: Place, vault: OpenVault
) -> None:
    """Whoever writes files could put a box of their own into somebody's slot: the copy inside counts."""
    admit(vault)
    box = X25519PrivateKey.generate().public_key().public_bytes_raw().hex()
    slots = slots_of(vault._db)
    forged = tuple(replace(slot, box=box) for slot in slots.slots)
    write_slots(place.folder, replace(slots, generation=99, slots=forged))
    vault.rekey(NOW)
    for generation in read_generations(place.folder):
        assert box not in {slot.box for slot in generation.slots}
    vault.close()
    assert opens(place, TAYS.passphrase) == "Tay Tester"
