"""The page of a paper, drawn without a vault."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from consentdesk.ui.incident.paper.screen import PaperScreen
from consentdesk.ui.incident.paper.state import PaperState
from consentdesk.workflows.give_paper import Document


def document(about: str) -> Document:
    return Document("incident_to_person", about, None, lambda paper: b"")


def test_approving_a_letter_leaves_the_keyboard_on_its_page(qtbot: QtBot) -> None:
    window = QWidget()
    PaperScreen(lambda document, ways: ways).setParent(window)
    screen = window.findChild(PaperScreen, "incident_paper")
    screen.draw(PaperState("Letter", document("draft"), draft=True, can_approve=True))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    approve = window.findChild(QWidget, "paper_draft_approve")
    approve.setFocus()
    screen.draw(PaperState("Letter", document("approved"), can_approve=True))
    assert window.focusWidget() is screen
