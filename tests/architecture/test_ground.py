"""The ground that tests stand on does what tests/conftest.py says."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
LEAVES_A_THREAD = """
import threading
def test_leaves_one():
    threading.Thread(target=threading.Event().wait, args=(2,), name="straggler").start()
"""
SHORT_AND_LONG = """
import pytest
from hypothesis import settings
def test_short(): pass
@pytest.mark.long
def test_long(): assert settings().max_examples > 1000
"""


def outcome(folder: Path, text: str, *arguments: str) -> str:
    """What pytest says of a test file that stands on the same ground."""
    (folder / "test_it.py").write_text(text)
    ground = ["-p", "tests.conftest", "--strict-markers", "-o", "markers=long", f"--rootdir={folder}"]
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *ground, *arguments, str(folder)]
    return subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=False).stdout


def test_a_thread_left_over_fails_the_test(tmp_path: Path) -> None:
    said = outcome(tmp_path, LEAVES_A_THREAD)
    assert "threads left over: ['straggler']" in said


def test_long_tests_run_only_when_asked_for(tmp_path: Path) -> None:
    assert "1 passed, 1 deselected" in outcome(tmp_path, SHORT_AND_LONG)
    assert "2 passed" in outcome(tmp_path, SHORT_AND_LONG, "--long")
