"""The room of rules and words in the program's own window, and eyes on it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit

from consentdesk.domain.facts import PackAdopted, WordingAdopted
from consentdesk.rehearsal.hands import Hands
from tests.ui.conftest import Front


@pytest.fixture
def hands(front: Front) -> Hands:
    """In the room, where the overview stands."""
    hands = front.unlock()
    front.pass_time(minutes=1)
    hands.click("rules")
    hands.wait_for("rules_overview")
    return hands


def vault(front: Front) -> Any:
    return front.window._desk.vault  # type: ignore[union-attr]


def adopted(front: Front) -> list[Any]:
    """Every pack and wording that was ever adopted, newest first."""
    found = front.on_lane(lambda: vault(front).adoptions())
    return [fact.body for fact in found if isinstance(fact.body, PackAdopted | WordingAdopted)]


def said(hands: Hands, name: str) -> str:
    widget = hands.wait_for(name)
    assert isinstance(widget, QLabel | QLineEdit | QPlainTextEdit)
    return widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()
