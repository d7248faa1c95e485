"""An incident played by a process of its own: `python -m tests.journeys.doomed_incident VAULT PAGE PHOTO`.

It writes a line with the page's name whenever one is up, and at PAGE it waits for its end.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.stage import stage
from tests.journeys.incidents import NEXT_DAY, PLAYED

LONGEST_LIFE_S = 120


def main(vault: Path, stop_at: str, photograph: Path) -> None:
    with stage(vault, vault.parent, NEXT_DAY) as on_stage:
        on_stage.unlock()
        play(on_stage.visit(PLAYED, [photograph], teller(stop_at, vault.parent)))


def teller(stop_at: str, folder: Path) -> Callable[[str], Path]:
    """Tells the pages instead of keeping pictures of them."""

    def tell(page: str) -> Path:
        sys.stdout.write(f"{page}\n")
        sys.stdout.flush()
        if page == stop_at:
            time.sleep(LONGEST_LIFE_S)
        return folder / "page.png"

    return tell


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
