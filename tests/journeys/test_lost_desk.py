"""The desk is gone, and so are the passphrases: a stick and the paper with the recovery code are enough."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtWidgets import QApplication

from consentdesk.domain.moment import Moment
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.stage import stage
from consentdesk.storage.door import VaultDoor
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids
from tests.journeys.journey import MORNING, Journey, born_years_ago, scenario

NEW = "seven quiet lamps by the window"
CODE = "730164"
NEXT_DAY = Moment(MORNING.utc + timedelta(days=1), MORNING.offset_minutes)


def test_a_clinic_goes_on_at_another_computer(
    qapp: QApplication, tmp_path: Path, photographs: Callable[[int], list[Path]]
) -> None:
    here, stick = tmp_path / "desk" / "vault", tmp_path / "desk"
    with stage(here, stick, MORNING) as on_stage:
        recovery_code = on_stage.set_up(lambda name: None)
        play(on_stage.visit(scenario(born_years_ago(40)), photographs(1)))
        on_stage.hands.click("go_home")
        on_stage.hands.click("backup")
        on_stage.hands.click("back_up")
        on_stage.hands.wait_for("backup_outcome")
    sealed = Journey(here).sealed()
    shutil.rmtree(here)

    there = tmp_path / "another computer" / "vault"
    with stage(there, stick, NEXT_DAY) as on_stage:
        hands = on_stage.hands
        hands.click("restore_instead")
        hands.click("folder")
        hands.type("recovery_code", recovery_code)
        hands.click("restore")
        assert "Nothing is missing or damaged" in hands.text_of("restored")
        hands.click("unlock_restored")
        hands.click("forgot")
        hands.type("recovery_code", recovery_code)
        hands.click("recover")
        for name, typed in (("passphrase", NEW), ("passphrase_again", NEW), ("code", CODE)):
            hands.type(name, typed)
        hands.click("renew")
        assert hands.wait_for("gap") and hands.sees("recovery_code_used")
        hands.click("gap_review")
        hands.type("gap_reason", "Nothing happened after the backup: the desk was lost that evening")
        hands.click("gap_reviewed")
        hands.click("go_home")
        hands.wait_for("home_page")
        assert not hands.sees("gap")
        hands.type("search", "004 392")
        assert hands.wait_for("found_1")
    clock = FixedClock(NEXT_DAY)
    vault = VaultDoor(there, clock.now, Ids(clock.now).new_id).unlock(NEW)
    try:
        assert vault.record(sealed.record.id) == sealed
        assert vault.check([sealed.chain_hash]).sound
    finally:
        vault.close()
