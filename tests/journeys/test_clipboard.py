"""What staff copied is not left in the clipboard when they leave; on X11, where the program knows that it was
its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.program import program
from tests.storage.conftest import PASSPHRASE, make_place

LOAD = """
import ctypes, pathlib, PySide6
try:
    ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt/plugins/platforms/libqxcb.so"))
except OSError as error:
    print(error)
"""


@pytest.fixture
def display() -> Iterator[str]:
    """An X server of its own."""
    if not shutil.which("Xvfb"):
        pytest.skip("this machine has no Xvfb")
    if lacking := subprocess.run([sys.executable, "-c", LOAD], capture_output=True, text=True).stdout:
        pytest.skip(f"this machine lacks what Qt needs for windows: {lacking}")
    told, tells = os.pipe()
    command = ["Xvfb", "-displayfd", str(tells), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=(tells,), stderr=subprocess.DEVNULL)
    os.close(tells)
    try:
        with os.fdopen(told) as number:
            yield f":{number.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def test_the_cover_takes_back_what_was_copied(display: str, tmp_path: Path) -> None:
    vault = make_place(tmp_path / "clinic.vault").folder
    with program(vault, DISPLAY=display, QT_QPA_PLATFORM="xcb") as running:
        running.come_in(PASSPHRASE)
        running.ask("type", "search", "Rowan Example")
        assert running.read("search", "copy") == "Rowan Example"
        running.ask("cover")
        assert running.read("", "copied") == ""
