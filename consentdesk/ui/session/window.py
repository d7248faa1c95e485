"""The session's pages, one at a time: whichever the draft's step asks for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtWidgets import QStackedWidget, QWidget

from consentdesk.domain.draft import Step
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.session.flow import SessionFlow


class SessionWindow(QStackedWidget):
    """Opens the page of the present step, and the next one when the flow says so."""

    def __init__(self, flow: SessionFlow) -> None:
        super().__init__()
        self.setObjectName("session_window")
        self.flow = flow
        flow.setParent(self)
        flow.step_changed.connect(self._open)
        self._open()

    def _open(self) -> None:
        before = self.currentWidget()
        page = page_of(self.flow.draft.step)(self.flow)
        self.addWidget(page)
        give_keyboard(page)
        self.setCurrentWidget(page)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()


def give_keyboard(page: QWidget) -> None:
    """Before a page comes up: the keyboard to its way on. Pages that know better take it when they show."""
    if (primary := page.findChild(PrimaryButton, "continue")) is not None:
        primary.setFocus()


def page_of(step: Step) -> Callable[[SessionFlow], QWidget]:
    """What builds the page of a step. Each step's folder is imported when it is first opened, so that the
    window starts without them."""
    opener: Callable[[SessionFlow], QWidget] = import_module(f"consentdesk.ui.session.{step.value}").open_page
    return opener
