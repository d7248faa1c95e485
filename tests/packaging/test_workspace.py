"""A checkout is set up once, quickly passed by afterwards, and never left half trusted."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace import (
    DISK_FULL,
    NO_NETWORK,
    NOT_WRITABLE,
    SetUpError,
    Workspace,
    refuse_old_python,
)

from tests.packaging.wheels import checkout, wheel

NOBODY = 65534
TINY_DISK_BYTES = 65536
PASSING_BY_S = 0.1


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A checkout that was set up with its test extra, and whose packages can no longer be fetched."""
    folder = tmp_path_factory.mktemp("ready")
    lamp, magnifier = wheel(folder, "lamp"), wheel(folder, "magnifier")
    workspace = Workspace(checkout(folder / "project", lamp, test=(magnifier,)))
    workspace.prepare("test")
    for package in folder.glob("*.whl"):
        package.unlink()
    return workspace


@pytest.fixture
def folder_of_others() -> Iterator[Path]:
    """A project that this process may read and not write, whoever runs it."""
    with tempfile.TemporaryDirectory() as name:
        project = checkout(Path(name), "lamp")
        project.chmod(0o555)
        as_root = os.geteuid() == 0
        if as_root:
            os.seteuid(NOBODY)
        yield project
        if as_root:
            os.seteuid(0)
        project.chmod(0o755)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system with room for next to nothing."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={TINY_DISK_BYTES}", "none", disk]
    if not shutil.which("mount") or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root, on Linux")
    yield disk
    subprocess.run(["umount", disk], check=True)


def imports(workspace: Workspace, *names: str) -> bool:
    asked = [workspace.python, "-c", f"import {', '.join(names)}"]
    return subprocess.run(asked, cwd="/", capture_output=True, check=False).returncode == 0


def test_the_environment_holds_the_dependencies_and_the_checkout(ready: Workspace) -> None:
    assert imports(ready, "lamp", "magnifier", "desk")


def test_a_second_start_fetches_nothing_and_is_quick(ready: Workspace) -> None:
    began = time.perf_counter()
    assert ready.prepare() == ready.prepare("test") == ready.python
    assert time.perf_counter() - began < PASSING_BY_S


def test_a_new_requirement_is_added_to_what_is_there(tmp_path: Path) -> None:
    lamp, scale = wheel(tmp_path, "lamp"), wheel(tmp_path, "scale")
    workspace = Workspace(checkout(tmp_path / "project", lamp))
    workspace.prepare()
    kept = workspace.environment / "kept"
    kept.touch()
    checkout(workspace.checkout, lamp, scale)
    workspace.prepare()
    assert imports(workspace, "lamp", "scale") and kept.exists()


def test_an_interrupted_set_up_is_redone_from_the_start(tmp_path: Path) -> None:
    workspace = Workspace(
        checkout(tmp_path / "project", "no-such-file @ file:///nowhere/x-1-py3-none-any.whl")
    )
    with pytest.raises(SetUpError):
        workspace.prepare()
    half_done = workspace.environment / "half-done"
    half_done.touch()
    checkout(workspace.checkout, wheel(tmp_path, "lamp"))
    workspace.prepare()
    assert imports(workspace, "lamp") and not half_done.exists()


def test_an_environment_of_another_python_is_replaced(tmp_path: Path) -> None:
    workspace = Workspace(checkout(tmp_path / "project", wheel(tmp_path, "lamp")))
    workspace.prepare()
    described = workspace.environment / "pyvenv.cfg"
    described.write_text(described.read_text().replace("version = 3.", "version = 2."))
    workspace.prepare()
    assert "version = 3." in described.read_text()


def test_a_moved_checkout_is_imported_from_its_new_place(tmp_path: Path) -> None:
    workspace = Workspace(checkout(tmp_path / "project", wheel(tmp_path, "lamp")))
    workspace.prepare()
    moved = Workspace(workspace.checkout.rename(tmp_path / "moved"))
    moved.prepare()
    assert imports(moved, "lamp", "desk")


def test_a_missing_network_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"INDEX_URL": "http://127.0.0.1:9", "RETRIES": "1", "CONFIG_FILE": os.devnull}.items():
        monkeypatch.setenv(f"PIP_{name}", value)
    monkeypatch.delenv("PIP_FIND_LINKS", raising=False)
    with pytest.raises(SetUpError, match=NO_NETWORK[:20]):
        Workspace(checkout(tmp_path / "project", "lamp")).prepare()


@pytest.mark.skipif(os.name == "nt", reason="there the rights of a folder are not given by its mode")
def test_a_folder_of_others_is_said_in_a_sentence(folder_of_others: Path) -> None:
    with pytest.raises(SetUpError, match=NOT_WRITABLE[:20]):
        Workspace(folder_of_others).prepare()


def test_a_full_disk_is_said_in_a_sentence(tiny_disk: Path, tmp_path: Path) -> None:
    piano = wheel(tmp_path, "piano", "#" * TINY_DISK_BYTES)
    with pytest.raises(SetUpError, match=DISK_FULL[:20]):
        Workspace(checkout(tiny_disk / "project", piano)).prepare()


def test_an_older_python_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 4))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.10"):
        refuse_old_python()
