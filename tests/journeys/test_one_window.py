"""The program is one window: no part of a page ever flashes up as a window of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from consentdesk.rehearsal.scenario import AssentPart
from tests.journeys.journey import FIVE_USES, MOTHER, AnswerPart, Journey, scenario


class Watch(QObject):
    """Keeps the names of everything that showed as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(f"{type(watched).__name__} {watched.objectName()}".strip())
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    watch = Watch()
    qapp.installEventFilter(watch)
    yield watch
    qapp.removeEventFilter(watch)


def test_a_session_never_shows_a_second_window(
    journey: Journey, photographs: Callable[[int], list[Path]], watch: Watch
) -> None:
    answers = (AnswerPart("print", "yes", outlet="jaad"), *(AnswerPart(use, "no") for use in FIVE_USES[3:]))
    child = scenario(
        date(2014, 3, 4), FIVE_USES, answers, 2, representative=MOTHER, assent=AssentPart("agrees")
    )
    journey.play(child, photographs(2))
    assert set(watch.seen) == {"MainWindow window"}
