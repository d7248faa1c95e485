"""Sets ConsentDesk up in this checkout, with its test tools, and runs the tests.

    python3 packaging/test.py [--yes] [arguments of pytest …]
    python3 packaging/test.py [--yes] --faults [--report FILE]

`--yes` installs missing system libraries and test helpers without asking. `--long` runs the long tests too,
at full counts. Without paths or choices of its own everything runs: side by side first, then the benchmarks
alone. The exit code is pytest's; a run that finds no test fails.

`--faults` plays the table of figures at its full counts (kills, power cuts, damage, attacks, full disks …),
in about an hour, and writes a report, `.faults/report.md` unless told otherwise. Broken off, it goes on where
it was. The exit code is 0 where every figure holds and every control was seen to fail.
"""

from __future__ import annotations

import os
import subprocess
import sys

from system_libraries import DRAWING, WINDOW, apt_install, can_use_apt, lacking, provide_for_qt
from workspace import CHECKOUT, Workspace, end_with, without_yes

HELPERS = ("cups", "cups-client", "cups-bsd", "dbus", "printer-driver-cups-pdf", "strace", "xvfb")
SIDE_BY_SIDE = ["-n", "2", "-m", "not benchmark"]
ALONE = ["-m", "benchmark"]
FAULTS = "--faults"


def main(arguments: list[str]) -> int:
    yes, arguments = without_yes(arguments)
    workspace = Workspace()
    python = str(workspace.prepare("test"))
    provide_for_qt(workspace.environment, WINDOW if yes else DRAWING, yes=yes)
    if yes:
        offer_helpers()
    return next((code for command in runs(arguments) if (code := run_module(python, *command))), 0)


def runs(arguments: list[str]) -> list[list[str]]:
    """What to run one after the other, module first: the table of figures, or pytest."""
    if arguments[:1] == [FAULTS]:
        return [["tests.faults", *arguments[1:]]]
    return [["pytest", *chosen] for chosen in rounds(arguments)]


def rounds(arguments: list[str]) -> list[list[str]]:
    """The pytest runs to make: everything in two, or the one that was asked for."""
    everything = set(arguments) <= {"--long"}
    return [[*arguments, *SIDE_BY_SIDE], [*arguments, *ALONE]] if everything else [arguments]


def offer_helpers() -> None:
    """Installs what some tests use where it can be had; the tests themselves say when they do without."""
    wanted = lacking(HELPERS) if can_use_apt() else []
    if wanted and not apt_install(wanted):
        print(f"Not to be had here, some tests will be skipped: {', '.join(wanted)}", file=sys.stderr)


def run_module(python: str, module: str, *arguments: str) -> int:
    surroundings = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    return subprocess.call([python, "-m", module, *arguments], cwd=CHECKOUT, env=surroundings)


if __name__ == "__main__":
    end_with(main)
