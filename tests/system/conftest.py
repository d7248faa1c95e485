from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def mounted(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A small disk of its own, mounted with the options that the test names."""
    disk = tmp_path / "stick"
    disk.mkdir()
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", request.param, "stick", disk], capture_output=True)
    if done.returncode != 0:
        pytest.skip("only an administrator may mount a disk for this test")
    yield disk
    subprocess.run(["umount", disk], check=True)
