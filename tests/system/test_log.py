"""The log keeps references and never people."""

from __future__ import annotations

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from consentdesk.domain.refusals import refuse
from consentdesk.system.log import start_log, stop_log

CANARY = "Maria Example"
logger = logging.getLogger("consentdesk.workflows.sign")

FAIL_UNCAUGHT = """
import sys, threading
from pathlib import Path
from consentdesk.system.log import log_uncaught_errors, start_log
start_log(Path(sys.argv[1]))
log_uncaught_errors()
def fail(patient):
    raise KeyError(patient)
class Leaving:
    def __del__(self):
        fail("Maria Example")
thread = threading.Thread(target=fail, args=("Maria Example",))
thread.start()
thread.join()
Leaving()
fail("Maria Example")
"""

LOG_A_MISFIT = """
import logging, sys
from pathlib import Path
from consentdesk.system.log import start_log
start_log(Path(sys.argv[1]))
logging.getLogger("consentdesk").info("%d images", "Maria Example")
"""

CRASH = """
import ctypes, os, resource, sys
from consentdesk.system.log import core_dumps_off
if sys.argv[1] == "off":
    core_dumps_off()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)
os.abort()
"""


@pytest.fixture
def log(tmp_path: Path) -> Iterator[Path]:
    yield start_log(tmp_path)
    stop_log()


def test_references_and_numbers_are_written(log: Path) -> None:
    logger.info("sealed %s with %d images in %.1f ms", "0192f0c4-7a1e-7cc3-98c4-dc0c0c07398f", 4, 3.25)
    said = log.read_text()
    assert "INFO consentdesk.workflows.sign sealed 0192f0c4-7a1e-7cc3-98c4-dc0c0c07398f with 4 images" in said


@pytest.mark.parametrize(
    "value", [CANARY, "Maria", Path("Maria.jpg"), [CANARY], ValueError(CANARY), CANARY.encode()]
)
def test_anything_else_is_written_as_its_type(log: Path, value: object) -> None:
    logger.warning("could not read %s, %r", value, value)
    kind = f"<{type(value).__name__}>"
    assert log.read_text().endswith(f"could not read {kind}, '{kind}'\n")


def test_an_error_in_the_place_of_a_message_is_written_as_its_type(log: Path) -> None:
    logger.warning(ValueError(CANARY))
    assert log.read_text().endswith(" <ValueError>\n")


def test_named_values_are_guarded_too(log: Path) -> None:
    logger.info("%(step)s by %(person)s", {"step": "choose", "person": CANARY})
    assert log.read_text().endswith("choose by <str>\n")


def test_an_error_is_its_types_and_lines_without_its_text(log: Path) -> None:
    try:
        try:
            raise ValueError(CANARY)
        except ValueError as error:
            raise refuse("image_damaged", name=CANARY) from error
    except Exception:
        logger.exception("adding failed", stack_info=True)
    said = log.read_text()
    assert CANARY not in said
    assert "\nRefusal\n  system/test_log.py:" in said
    assert "\nValueError\n  system/test_log.py:" in said
    assert str(Path.cwd()) not in said


def test_a_value_that_does_not_fit_is_not_printed_elsewhere(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", LOG_A_MISFIT, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert (child.stdout, child.stderr) == ("", "")
    assert CANARY not in (tmp_path / "log" / "consentdesk.log").read_text()


def test_the_log_is_private_and_bounded(log: Path) -> None:
    for _ in range(600):
        logger.info("0" * 10_000)
    files = list(log.parent.iterdir())
    assert len(files) == 4
    assert all(file.stat().st_size <= 1_000_000 for file in files)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in files)


def test_starting_twice_writes_each_line_once(log: Path, tmp_path: Path) -> None:
    start_log(tmp_path)
    logger.info("once")
    assert log.read_text().count("once") == 1


def test_what_nobody_caught_goes_to_the_log_without_its_text(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", FAIL_UNCAUGHT, str(tmp_path)], capture_output=True, text=True
    )
    said = (tmp_path / "log" / "consentdesk.log").read_text()
    assert said.count("CRITICAL consentdesk uncaught error\nKeyError\n") == 3
    assert child.stderr.count("uncaught error\nKeyError\n  ") == 3
    assert CANARY not in said + child.stdout + child.stderr
    assert child.returncode == 1


@pytest.mark.skipif(sys.platform != "linux", reason="core dumps are asked about as Linux does")
@pytest.mark.parametrize(("dumps", "expected"), [("off", "0 0"), ("on", "1")])
def test_a_crash_writes_no_image_of_the_memory(tmp_path: Path, dumps: str, expected: str) -> None:
    child = subprocess.run(
        [sys.executable, "-c", CRASH, dumps],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path.cwd())},
        capture_output=True,
        text=True,
    )
    assert child.stdout.strip().endswith(expected)
    assert dumps == "on" or [p.name for p in tmp_path.iterdir()] == []
