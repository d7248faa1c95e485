"""Backing up as a workflow, and the gate of a vault that was restored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from consentdesk.domain.lines import BackupLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import restore
from consentdesk.storage.door import VaultDoor
from consentdesk.storage.keys.argon import FLOOR
from consentdesk.storage.opening import Surroundings
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.back_up import (
    DUE_AFTER,
    back_up,
    begin_backup,
    gap_is_open,
    is_due,
    last_backup,
    note_backup,
    review_gap,
)
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import Question, may_use, was_permitted
from tests.helpers.sessions import NOW
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import consent

ONE = BackupLine("one", "stick", NOW, "ab" * 32, 1, 2, 3)


def later(**delta: float) -> Moment:
    return Moment(NOW.utc + timedelta(**delta), NOW.offset_minutes)


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def restored(desk: Desk, clinic: Place, stick: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk on another machine, with its vault brought back there."""
    consent(desk.vault, 1)  # type: ignore[arg-type]
    note_backup(desk, begin_backup(desk, stick).run())
    around, place = Surroundings(desk.now, desk.ids.new_id), tmp_path / "elsewhere" / "vault"
    restore(stick, place, clinic.recovery_code, around)
    vault = VaultDoor(place, desk.now, desk.ids.new_id, FLOOR).unlock(PASSPHRASE)
    yield replace(desk, vault=vault)
    vault.close()


def allowed(desk: Desk, use: str, at: Moment) -> tuple[bool, set[str]]:
    (line, *_rest) = desk.vault.images_of("patient-1")
    verdict = was_permitted(desk, line.source_sha256, use, "", at)
    return verdict.allowed, {problem.code for problem in verdict.reasons}


def test_the_last_good_backup_is_remembered_without_the_way_to_it(desk: Desk, stick: Path) -> None:
    assert last_backup(desk) is None
    line = back_up(desk, stick, lambda done, total: None)
    assert last_backup(desk) == line and line.where == "stick"
    with pytest.raises(Refusal, match="backup_folder_missing"):
        back_up(desk, stick / "gone", lambda done, total: None)
    assert last_backup(desk) == line


def test_one_a_day_is_due() -> None:
    assert is_due(None, NOW)
    assert not is_due(ONE, NOW) and not is_due(ONE, later(hours=19))
    assert is_due(ONE, Moment(NOW.utc + DUE_AFTER, NOW.offset_minutes))
    assert is_due(replace(ONE, taken_at=later(days=9)), NOW), "a clock that was wrong must not hold it up"


def test_a_restored_vault_refuses_uses_outside_the_record_until_the_gap_was_reviewed(
    desk: Desk, restored: Desk
) -> None:
    then = restored.now()
    assert allowed(desk, "teaching", then) == (True, set()) and not gap_is_open(desk)
    assert gap_is_open(restored)
    assert allowed(restored, "teaching", then) == (False, {"restored_gap_not_reviewed"})
    assert allowed(restored, "medical_record", then) == (True, set())
    assert allowed(restored, "teaching", NOW) == (True, set()), "it was, before"
    after = later(minutes=5)
    with pytest.raises(Refusal, match="gap_reason_missing"):
        review_gap(restored, "  ")
    review_gap(replace(restored, clock=FixedClock(after, ticking=False)), "No session was held meanwhile")
    assert allowed(restored, "teaching", after) == (True, set())
    assert not allowed(restored, "teaching", then)[0], "it was not then"


def test_a_clock_that_was_set_back_hides_no_gap_and_it_can_be_reviewed(restored: Desk) -> None:
    before = replace(restored, clock=FixedClock(later(days=-30)))
    (line, *_rest) = restored.vault.images_of("patient-1")
    teaching = [Question(line.source_sha256, "teaching")]
    (answer,) = may_use(before, teaching)
    assert [reason.code for reason in answer.verdict.reasons] == ["restored_gap_not_reviewed"]
    assert gap_is_open(before)
    review_gap(before, "No session was held meanwhile")
    assert not gap_is_open(before) and may_use(before, teaching)[0].allowed


def test_only_a_gap_can_be_reviewed(desk: Desk) -> None:
    with pytest.raises(Refusal, match="no_gap_to_review"):
        review_gap(desk, "just so")
