"""Programs to be timed from outside: `python -m tests.benchmarks.started WHAT [VAULT]`.

`bare` shows an empty window, `lock` the program's first screen over a vault, `home` the home page of a
rehearsal's vault; each ends as soon as it was drawn and writes its resident memory in MB. `idle SECONDS`
writes the beats of an idle event loop.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path


def bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    end()


def lock(vault: str) -> None:
    from PySide6.QtWidgets import QApplication

    from consentdesk.__main__ import main

    def draw_and_end(app: QApplication) -> None:
        app.processEvents()
        end()

    QApplication.exec = draw_and_end  # type: ignore[assignment,method-assign]
    main(["--vault", vault])


def home(vault: str) -> None:
    from consentdesk.rehearsal.stage import stage
    from tests.journeys.journey import MORNING

    with stage(Path(vault), Path(vault).parent, MORNING) as on_stage:
        on_stage.unlock()
        end()


def idle(seconds: str) -> None:
    from PySide6.QtWidgets import QApplication

    from tests.benchmarks.heart import Heart

    app = QApplication([])
    heart = Heart(app)
    heart.beat_for(float(seconds))
    sys.stdout.write(" ".join(f"{gap:.2f}" for gap in heart.late_ms))
    sys.stdout.flush()
    os._exit(0)


def end() -> None:
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    resident = next((line.split()[1] for line in lines if line.startswith("VmRSS")), "0")
    sys.stdout.write(str(int(resident) // 1024))
    sys.stdout.flush()
    os._exit(0)


PROGRAMS: dict[str, Callable[..., None]] = {"bare": bare, "lock": lock, "home": home, "idle": idle}

if __name__ == "__main__":
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
