"""A step forward or back, until the next page has been drawn, with few pictures and with many. Told are the
milliseconds that the window's own thread works; what many pictures may add is held to a limit."""

from __future__ import annotations

import sys
from statistics import median
from time import thread_time

import pytest
from PySide6.QtWidgets import QApplication

from consentdesk.domain.draft import Step
from tests.helpers.sessions import ALL_USES
from tests.ui.session.conftest import Bedside, bedside, clinic_vault, decoder
from tests.ui.session.played import ready_to_sign

__all__ = ["bedside", "clinic_vault", "decoder"]

ROUNDS = 5
STEPS_BETWEEN_ENDS = len(Step) - 1
MOST_MS = 50 * 3  # reach, and what a noisy machine may add
MOST_MS_FOR_MANY = 100 * 3

pytestmark = pytest.mark.benchmark


def step_ms(at: Bedside, forward: bool) -> tuple[Step, float]:
    """Press Continue or Back; the step reached, and the work until its page was drawn."""
    came: list[None] = []
    at.flow.step_changed.connect(lambda: came.append(None))
    begun = thread_time()
    (at.flow.go_on if forward else at.flow.go_back)()
    while not came:
        QApplication.processEvents()
    QApplication.processEvents()
    took = (thread_time() - begun) * 1000
    at.settle()
    return at.flow.draft.step, took


@pytest.mark.parametrize(
    ("images", "most_ms"), [(2, MOST_MS), pytest.param(40, MOST_MS_FOR_MANY, marks=pytest.mark.long)]
)
def test_a_step_forward_or_back_draws_the_next_page_at_once(
    bedside: Bedside, images: int, most_ms: float, capsys: pytest.CaptureFixture[str]
) -> None:
    bedside.resume(ready_to_sign(bedside, images=images, uses=ALL_USES))
    taken: dict[tuple[bool, Step], list[float]] = {}
    for forward in (False, True) * ROUNDS:
        for _ in range(STEPS_BETWEEN_ENDS):
            step, took = step_ms(bedside, forward)
            taken.setdefault((forward, step), []).append(took)
    with capsys.disabled():
        for (forward, step), times in taken.items():
            way = "on" if forward else "back"
            sys.stdout.write(f"\n{images} pictures, {way} to {step}: {median(times):.0f} ms")
    assert max(min(times) for times in taken.values()) <= most_ms
