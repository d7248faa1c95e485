"""A full disk: nothing is acknowledged that is not there, the cause is named, and space is all it takes."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from tests.faults.full_disk import fill_up as fill
from tests.faults.full_disk import mounted
from tests.helpers.sessions import NOW
from tests.storage.conftest import FIRST, FIRST_FACTS, PASSPHRASE, Place
from tests.storage.consents import codes, consent, person, register


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if not mounted(folder):
        pytest.skip("only root can mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_vault_on_a_full_disk_still_says_what_is_wrong(template: Place, small_disk: Path) -> None:
    place = template.copy(small_disk / "vault")
    filler = fill(small_disk, 0)
    with pytest.raises(Refusal, match="disk_full"):
        place.door.unlock(PASSPHRASE)
    filler.unlink()
    place.door.unlock(PASSPHRASE).close()


@pytest.mark.parametrize("leave", [0, 8_000, 50_000, 150_000])
def test_a_set_up_on_a_full_disk_leaves_nothing(template: Place, small_disk: Path, leave: int) -> None:
    fill(small_disk, leave)
    place = Place(small_disk / "vault", template.slots, template.keys, "")
    with pytest.raises(Refusal, match="disk_full"):
        place.door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def test_a_vault_that_may_not_grow_says_so_and_works_again_when_it_may(vault: OpenVault) -> None:
    vault._db.run(f"PRAGMA max_page_count = {vault._db.one('PRAGMA page_count') + 3}")
    with pytest.raises(Refusal, match="disk_full"), vault.transaction():
        register(vault, person(1))
        vault.put_blob(os.urandom(100_000), "image:1")
    assert vault.find_patients("probe") == ()
    vault._db.run("PRAGMA max_page_count = 1000000")
    vault.append(LoggedIn(), NOW)
    assert vault.check().sound


@pytest.mark.parametrize("leave", [0, 9_000, 60_000, 250_000])
def test_a_disk_that_fills_while_the_key_changes_leaves_the_one_before(
    template: Place, small_disk: Path, leave: int
) -> None:
    place = template.copy(small_disk / "vault")
    vault = place.open()
    try:
        consent(vault)
        vault.put_blob(os.urandom(200_000), "image:1")
        vault._db.checkpoint()
        filler = fill(small_disk, leave)
        with pytest.raises(Refusal, match="disk_full"):
            vault._db.rekey(bytes(range(32)))  # past the look at the room that there is
        with pytest.raises(Refusal, match="disk_full"):
            vault.rekey(NOW)
        assert vault._db.key == place.keys.data_key and vault.record("record-1")
        filler.unlink()
        vault.rekey(NOW)
        assert vault.record("record-1") and codes(vault.check()) == set()
    finally:
        vault.close()
    place.door.unlock(PASSPHRASE).close()
