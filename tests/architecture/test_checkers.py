"""The code satisfies its checkers; the compiler of types reads the whole program strictly."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


def said_by(*command: str) -> str:
    """The complaints of a checker over the checkout, empty when it has none."""
    asked = [sys.executable, "-m", *command]
    done = subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr if done.returncode else ""


def assert_silent(*command: str) -> None:
    complaint = said_by(*command)
    assert not complaint, complaint


def test_the_linter_has_no_complaint() -> None:
    assert_silent("ruff", "check", "--quiet", ".")


def test_the_code_is_formatted() -> None:
    assert_silent("ruff", "format", "--check", "--quiet", ".")


def test_the_program_is_strictly_typed() -> None:
    assert_silent("mypy")


@pytest.mark.parametrize("script", ["start.py", "test.py"])
def test_the_scripts_are_strictly_typed(script: str) -> None:
    assert_silent("mypy", "--config-file=", "--strict", f"packaging/{script}")


def test_a_complaint_would_be_heard(tmp_path: Path) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("import os\nx:int = 'one'\n")
    for checker in (["ruff", "check"], ["ruff", "format", "--check"], ["mypy", "--config-file="]):
        assert said_by(*checker, str(broken))
