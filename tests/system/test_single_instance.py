"""One window per vault, until the process ends, however it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.system.single_instance import VaultHold

HOLD_FOR_EVER = """
import subprocess, sys, time
from pathlib import Path
from consentdesk.system.single_instance import VaultHold
hold = VaultHold(Path(sys.argv[1]))
helper = subprocess.Popen(["sleep", "60"], stdout=subprocess.DEVNULL, close_fds=False)
print(helper.pid, flush=True)
time.sleep(60)
"""


def test_a_vault_is_held_once_and_free_again_after_release(tmp_path: Path) -> None:
    vault = tmp_path / "clinic.vault"
    with VaultHold(vault):
        with pytest.raises(Refusal) as refused:
            VaultHold(vault)
        assert refused.value.code == "vault_in_use"
        assert refused.value.problems[0].details == {"vault": "clinic.vault"}
    again = VaultHold(vault)
    again.release()
    again.release()
    assert not vault.exists()


def test_two_vaults_in_one_folder_are_held_apart(tmp_path: Path) -> None:
    with VaultHold(tmp_path / "a.vault"), VaultHold(tmp_path / "b.vault"):
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a.vault.lock", "b.vault.lock"]


def test_a_killed_process_lets_go_though_a_program_it_started_lives_on(tmp_path: Path) -> None:
    vault = tmp_path / "clinic.vault"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD_FOR_EVER, str(vault)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    with holder.stdout as said:
        helper = said.readline().strip()
        with pytest.raises(Refusal, match="vault_in_use"):
            VaultHold(vault)
        holder.kill()
        holder.wait(timeout=10)
    try:
        VaultHold(vault).release()
    finally:
        subprocess.run(["kill", helper], check=True)


def test_a_folder_that_is_gone_is_not_called_in_use(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refused:
        VaultHold(tmp_path / "none" / "clinic.vault")
    assert refused.value.code == "save_failed"


@pytest.mark.parametrize("mounted", ["ro"], indirect=True)
def test_a_vault_in_a_read_only_folder_is_named(mounted: Path) -> None:
    with pytest.raises(Refusal) as refused:
        VaultHold(mounted / "clinic.vault")
    assert refused.value.code == "folder_read_only"
