"""A session played by a process of its own: `python -m tests.journeys.doomed VAULT PAGE PHOTO…`.

It writes a line whenever a page is up: the page's name and, after a tab, what the session held then. At PAGE
it gives typing the time to be saved, and waits for its end; with "-" it plays on to the copy.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest

from consentdesk.domain.codec import canonical
from consentdesk.rehearsal.hands import Hands
from consentdesk.rehearsal.player import play
from consentdesk.rehearsal.scenario import AnswerPart, AssentPart, NoPart, Replying
from consentdesk.rehearsal.stage import stage
from consentdesk.rehearsal.visit import Visit
from tests.journeys.journey import MORNING, MOTHER, TWO_USES, scenario

SAVED_AFTER_MS = 350
LONGEST_LIFE_S = 120

WHOLE = scenario(
    date(2014, 3, 4),
    (*TWO_USES, "print"),
    [AnswerPart("print", "yes", 1, "Journal of Example Dermatology"), AnswerPart("print", "no", 2)],
    images=2,
    representative=MOTHER,
    assent=AssentPart("agrees", noes=(NoPart(2, "teaching"),)),
    questions=Replying.WRONG_ONCE,
)


def main(vault: Path, stop_at: str, photographs: list[Path]) -> None:
    with stage(vault, vault.parent, MORNING) as on_stage:
        on_stage.unlock()
        told = on_stage.visit(WHOLE, photographs)
        play(on_stage.visit(WHOLE, photographs, teller(on_stage.hands, told, stop_at, vault.parent)))


def teller(hands: Hands, visit: Visit, stop_at: str, folder: Path) -> Callable[[str], Path]:
    """Tells the pages instead of keeping pictures of them."""

    def tell(page: str) -> Path:
        QTest.qWait(SAVED_AFTER_MS if page == stop_at else 0)
        hands.settle()
        held = canonical(visit.draft).decode() if hands.sees("session_window") else ""
        sys.stdout.write(f"{page}\t{held}\n")
        sys.stdout.flush()
        if page == stop_at:
            time.sleep(LONGEST_LIFE_S)
        return folder / "page.png"

    return tell


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], [Path(name) for name in sys.argv[3:]])
