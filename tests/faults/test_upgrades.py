"""A vault in the shape of every program before this one is brought up, whole; one of a later program is not
touched.
"""

from __future__ import annotations

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import Database
from consentdesk.storage.files import DATABASE_FILE
from consentdesk.storage.migrations import STEPS
from tests.faults.full_disk import fill_up, no_small_disk, small_disk
from tests.faults.judging import what_is_wrong
from tests.faults.vaults import copy_of, of_version, used
from tests.helpers.campaign import Bench
from tests.storage.conftest import PASSPHRASE, Place

RELEASED = range(1, len(STEPS))
ACKNOWLEDGED = [f"{what} before-{n}" for what in ("record", "draft") for n in range(3)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


def version_of(place: Place, name: str = DATABASE_FILE) -> int:
    db = Database(place.folder / name, place.keys.data_key)
    try:
        return int(db.one("PRAGMA user_version"))
    finally:
        db.close()


@pytest.mark.parametrize("version", RELEASED)
def test_a_vault_of_a_released_schema_is_brought_up_with_everything_in_it(bench: Bench, version: int) -> None:
    place = copy_of(bench.once(of_version, version), bench.keep())
    assert version_of(place) == version
    assert what_is_wrong(place, ACKNOWLEDGED) == ""
    assert version_of(place) == len(STEPS)
    assert version_of(place, f"{DATABASE_FILE}.before-{version + 1}") == version


def test_its_people_come_in_as_before(bench: Bench) -> None:
    place = copy_of(bench.once(of_version, 1), bench.keep())
    for typed in (PASSPHRASE, place.recovery_code, PASSPHRASE):
        place.door.unlock(typed).close()


def test_a_vault_of_a_later_program_is_refused_and_left_alone(bench: Bench) -> None:
    place = copy_of(bench.once(used), bench.keep())
    db = Database(place.database, place.keys.data_key)
    db.run(f"PRAGMA user_version = {len(STEPS) + 1}")
    db.close()
    before = place.database.read_bytes()
    with pytest.raises(Refusal, match="vault_newer"):
        place.door.unlock(PASSPHRASE)
    assert place.database.read_bytes() == before


@pytest.mark.skipif(bool(no_small_disk()), reason=no_small_disk() or "there is one")
def test_without_room_for_the_copy_nothing_is_brought_up(bench: Bench) -> None:
    with small_disk(bench) as disk:
        place = copy_of(bench.once(of_version, 1), disk)
        filler = fill_up(disk, place.database.stat().st_size // 2)
        with pytest.raises(Refusal, match="disk_full"):
            place.open()
        filler.unlink()
        assert version_of(place) == 1
        assert what_is_wrong(place, ACKNOWLEDGED) == ""
