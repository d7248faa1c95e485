"""Where the program keeps its things, and what it says when it may not."""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.system.paths import data_dir, default_vault, free_bytes, ready_folder, resource_dir


def test_a_missing_folder_is_made_for_this_user_alone(tmp_path: Path) -> None:
    folder = data_dir(tmp_path / "desk")
    assert folder == tmp_path / "desk"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [p.name for p in folder.iterdir()] == []


def test_the_folder_asked_for_wins_over_the_variable_and_that_over_the_users_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "own"))
    monkeypatch.delenv("CONSENTDESK_HOME", raising=False)
    if sys.platform == "linux":
        assert data_dir() == tmp_path / "own" / "ConsentDesk"
    monkeypatch.setenv("CONSENTDESK_HOME", str(tmp_path / "variable"))
    assert data_dir() == tmp_path / "variable"
    assert data_dir(tmp_path / "asked") == tmp_path / "asked"


def test_a_relative_folder_is_answered_in_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ready_folder(Path("desk")) == tmp_path / "desk"


def test_looking_for_the_vault_makes_none(tmp_path: Path) -> None:
    vault = default_vault(tmp_path)
    assert vault.parent == tmp_path
    assert not vault.exists()


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "desk").write_bytes(b"")
    with pytest.raises(Refusal) as refused:
        data_dir(tmp_path / "desk")
    assert refused.value.problems[0].details == {"folder": "desk", "reason": "EEXIST"}


@pytest.mark.parametrize("mounted", ["ro"], indirect=True)
def test_a_read_only_folder_is_refused_by_its_last_name(mounted: Path) -> None:
    for folder in (mounted, mounted / "desk"):
        with pytest.raises(Refusal) as refused:
            data_dir(folder)
        assert refused.value.code == "folder_read_only"
        assert refused.value.problems[0].details == {"folder": folder.name}


@pytest.mark.parametrize("mounted", ["size=256k"], indirect=True)
def test_free_bytes_are_those_of_the_disk_where_the_file_would_be(mounted: Path) -> None:
    assert free_bytes(mounted / "not" / "yet" / "clinic.vault") == 256 * 1024
    (mounted / "filler").write_bytes(bytes(128 * 1024))
    assert free_bytes(mounted) == 128 * 1024


def test_resources_lie_in_the_checkout_or_in_the_bundle(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert resource_dir() == Path(__file__).parents[2] / "resources"
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource_dir() == tmp_path / "resources"
