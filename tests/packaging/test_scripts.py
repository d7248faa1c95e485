"""start.py and test.py as a person types them."""

import importlib.util
import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from start import opens_a_window

CHECKOUT = Path(__file__).parents[2]
SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
HEADLESS = {name: value for name, value in os.environ.items() if name not in SCREENS}
SECOND_START_S = 1.0
NO_TESTS_RAN = 5


@pytest.fixture(scope="module")
def test_script() -> ModuleType:
    """packaging/test.py, whose name the standard library has taken."""
    found = importlib.util.spec_from_file_location("packaging_test", CHECKOUT / "packaging" / "test.py")
    assert found and found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def typed(script: str, *arguments: str, checkout: Path = CHECKOUT) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, f"packaging/{script}", *arguments]
    return subprocess.run(command, cwd=checkout, env=HEADLESS, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [[], ["open"], ["open", "--vault", "x"], ["--vault", "x"]])
def test_the_bare_program_and_open_need_a_display(arguments: list[str]) -> None:
    assert opens_a_window(arguments)


@pytest.mark.parametrize("arguments", [["tour", "--out", "x"], ["verify", "x"], ["--help"], ["--version"]])
def test_other_commands_need_no_display(arguments: list[str]) -> None:
    assert not opens_a_window(arguments)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
def test_start_without_a_display_names_the_headless_way() -> None:
    done = typed("start.py")
    assert done.returncode == 2
    assert "no display" in done.stderr and "consentdesk tour --out DIR" in done.stderr


def test_everything_runs_side_by_side_and_the_benchmarks_alone(test_script: ModuleType) -> None:
    assert test_script.rounds([]) == [["-n", "2", "-m", "not benchmark"], ["-m", "benchmark"]]
    assert [run[0] for run in test_script.rounds(["--long"])] == ["--long", "--long"]


def test_a_choice_of_tests_runs_as_it_was_typed(test_script: ModuleType) -> None:
    assert test_script.rounds(["tests/domain", "-k", "age"]) == [["tests/domain", "-k", "age"]]
    assert test_script.runs(["-k", "age"]) == [["pytest", "-k", "age"]]


def test_the_table_of_figures_is_one_command(test_script: ModuleType) -> None:
    assert test_script.runs(["--faults", "--report", "r.md"]) == [["tests.faults", "--report", "r.md"]]
    asked = [sys.executable, "-m", "tests.faults", "--help"]
    done = subprocess.run(asked, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "--report FILE" in done.stdout


@pytest.mark.long
def test_a_clean_clone_sets_itself_up(tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", CHECKOUT, clone], check=True)
    first = typed("test.py", "tests/architecture/test_qt.py", checkout=clone)
    assert first.returncode == 0, first.stdout + first.stderr
    assert typed("test.py", "-k", "no_test_has_this_name", checkout=clone).returncode == NO_TESTS_RAN
    began = time.perf_counter()
    assert typed("start.py", "--help", checkout=clone).returncode == 0
    assert time.perf_counter() - began < SECOND_START_S
