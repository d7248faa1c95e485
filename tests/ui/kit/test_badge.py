"""Labels of state keep the room that the stylesheet gives them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.card import Badge
from tests.ui.kit.conftest import Shown


def test_a_badge_has_room_around_its_words(shown: Shown[QWidget]) -> None:
    badge = Badge("Copy not given", "warn")
    shown(badge)
    words = badge.fontMetrics().horizontalAdvance(badge.text())
    assert badge.sizeHint().width() >= words + 24
    assert badge.contentsRect().width() >= words
