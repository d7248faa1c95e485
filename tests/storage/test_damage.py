"""Flipped bits, cut and swapped pages: noticed at the opening, at the first reading or by a check. Never are
altered bytes returned."""

import random
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import PAGE_BYTES
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import Place
from tests.storage.consents import consent, person, register

PHOTO = random.Random(7).randbytes(120_000)


@pytest.fixture(scope="module")
def full(template: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, dict[str, object]]:
    """A vault with something of everything, and what reading it should give."""
    place = template.copy(tmp_path_factory.mktemp("full") / "vault")
    vault = place.open()
    for n in range(1, 4):
        consent(vault, n)
    for n in range(2, 30):
        register(vault, person(n, "Given", f"Family{n}"))
    vault.put_blob(PHOTO, "image:1")
    vault.save_draft(complete_draft(), NOW)
    content = everything(vault)
    vault.close()
    return place, content


def everything(vault: OpenVault) -> dict[str, object]:
    (sha256,) = vault._db.rows("SELECT sha256 FROM blobs")[0]
    return {
        "clinic": vault.clinic(),
        "patients": vault.find_patients("g"),
        "records": [vault.record(f"record-{n}") for n in range(1, 4)],
        "blob": vault.blob(sha256),
        "draft": vault.draft("draft-1"),
    }


def noticed(place: Place, content: dict[str, object]) -> bool:
    """Whether damage is noticed; altered bytes that come back are a failure at once."""
    try:
        vault = place.open()
    except Refusal as refusal:
        assert refusal.code in ("vault_damaged", "vault_foreign", "disk_failing")
        return True
    try:
        assert everything(vault) == content
    except Refusal:
        return True
    else:
        return bool({f.code for f in vault.check().findings} - {"blob_missing"})
    finally:
        vault.close()


def run_flips(full: tuple[Place, dict[str, object]], folder: Path, times: int, seed: int) -> None:
    place, content = full
    whole, chance = place.database.read_bytes(), random.Random(seed)
    damaged = place.copy(folder / "vault")
    for _ in range(times):
        at, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        damaged.database.write_bytes(whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :])
        assert noticed(damaged, content), f"bit {bit} of byte {at}"


def test_every_flipped_bit_is_noticed(full: tuple[Place, dict[str, object]], tmp_path: Path) -> None:
    run_flips(full, tmp_path, 120, seed=1)


@pytest.mark.long
def test_ten_thousand_flipped_bits_are_noticed(full: tuple[Place, dict[str, object]], tmp_path: Path) -> None:
    run_flips(full, tmp_path, 10_000, seed=2)


def test_an_undamaged_vault_raises_no_alarm(full: tuple[Place, dict[str, object]], tmp_path: Path) -> None:
    place, content = full
    assert not noticed(place.copy(tmp_path / "vault"), content)


def test_a_cut_at_every_page_is_noticed(full: tuple[Place, dict[str, object]], tmp_path: Path) -> None:
    place, content = full
    whole = place.database.read_bytes()
    cut = place.copy(tmp_path / "vault")
    for length in range(0, len(whole), PAGE_BYTES * 3):
        cut.database.write_bytes(whole[:length])
        assert noticed(cut, content), f"cut to {length}"


def test_swapped_pages_are_noticed(full: tuple[Place, dict[str, object]], tmp_path: Path) -> None:
    place, content = full
    whole, chance = place.database.read_bytes(), random.Random(3)
    pages = [whole[n : n + PAGE_BYTES] for n in range(0, len(whole), PAGE_BYTES)]
    swapped = place.copy(tmp_path / "vault")
    for _ in range(20):
        a, b = chance.sample(range(len(pages)), 2)
        mixed = [pages[b] if n == a else pages[a] if n == b else page for n, page in enumerate(pages)]
        swapped.database.write_bytes(b"".join(mixed))
        assert noticed(swapped, content), f"pages {a} and {b}"
