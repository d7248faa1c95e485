"""What the judges of the campaigns say where nothing is wrong, and where something is: else their silence
would mean nothing.
"""

from __future__ import annotations

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import Database
from tests.faults.attacks import checked, ground
from tests.faults.damage import full, when_noticed
from tests.faults.judging import what_is_wrong
from tests.faults.vaults import copy_of, used
from tests.faults.works import stick_of
from tests.helpers.campaign import Bench, held
from tests.storage.conftest import Place
from tests.storage.consents import codes


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    return Bench(tmp_path_factory.mktemp("bench"))


@pytest.fixture
def place(bench: Bench) -> Place:
    return copy_of(bench.once(used), bench.keep())


def test_an_undamaged_vault_raises_no_alarm(bench: Bench) -> None:
    place, content = bench.once(full)
    verdict = when_noticed(copy_of(place, bench.keep()), content)
    assert verdict.broke and verdict.words == "not noticed"
    assert verdict != held("noticed at the opening")


def test_an_untouched_ledger_is_sound(bench: Bench) -> None:
    on = bench.once(ground)
    report = checked(copy_of(on.place, bench.keep()), on.anchor)
    assert codes(report) == set() and report.anchored_until is not None


def test_nothing_is_wrong_with_a_whole_vault_and_its_backups(place: Place) -> None:
    assert what_is_wrong(place, ["open", "record before-0", "draft before-1"]) == ""


@pytest.mark.parametrize("what", ["record", "blob", "draft", "backup", "came"])
def test_what_was_acknowledged_and_is_not_there_is_missed(place: Place, what: str) -> None:
    assert what_is_wrong(place, [f"{what} of another day"]).startswith("lost: ")


def test_half_a_consent_is_seen(place: Place) -> None:
    with place.by_hand() as db:
        db.run("DELETE FROM facts WHERE kind = 'consent_signed'")
    assert what_is_wrong(place, []) == "half a consent"


def test_a_backup_without_one_of_its_files_is_seen(place: Place) -> None:
    next(path for path in stick_of(place).rglob("blobs/*/*") if path.is_file()).unlink()
    assert what_is_wrong(place, []) == "backup: blob_damaged"


def test_a_vault_of_zeros_is_called_unopenable(place: Place) -> None:
    place.database.write_bytes(bytes(place.database.stat().st_size))
    assert what_is_wrong(place, []) == "unopenable: vault_damaged"
    with pytest.raises(Refusal, match="vault_damaged"):
        Database(place.database, place.keys.data_key)
