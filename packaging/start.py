"""Sets ConsentDesk up in this checkout and opens it.

    python3 packaging/start.py [--yes] [arguments of consentdesk …]

`--yes` installs missing system libraries without asking. Exit codes: 1 the set-up failed, 2 there is no
display for the window, 130 interrupted; otherwise the program's own.
"""

from __future__ import annotations

import os
import sys

from system_libraries import DRAWING, WINDOW, provide_for_qt
from workspace import Workspace, end_with, run, without_yes

NO_DISPLAY = (
    "There is no display here to open a window on; the headless way is `consentdesk tour --out DIR`, "
    "from this checkout: python3 packaging/start.py tour --out DIR"
)


def main(arguments: list[str]) -> int:
    yes, arguments = without_yes(arguments)
    window = opens_a_window(arguments)
    if window and not has_display():
        print(NO_DISPLAY, file=sys.stderr)
        return 2
    workspace = Workspace()
    python = workspace.prepare()
    provide_for_qt(workspace.environment, WINDOW if window else DRAWING, yes=yes)
    # a command that needs no display must not die of having none
    headless = {} if has_display() else {"QT_QPA_PLATFORM": "offscreen"}
    return run(python, ["-m", "consentdesk", *arguments], headless)


def opens_a_window(arguments: list[str]) -> bool:
    """Only the bare program and its command `open` do; every other command works without a display."""
    if {"-h", "--help", "--version"} & set(arguments):
        return False
    return not arguments or arguments[0] == "open" or arguments[0].startswith("-")


def has_display() -> bool:
    """Whether Qt can open a window here, as far as the surroundings tell."""
    signs = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not sys.platform.startswith("linux") or any(os.environ.get(sign) for sign in signs)


if __name__ == "__main__":
    end_with(main)
