"""Other rules to work by, and the values that a template still needs."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from consentdesk.ui.rules.packs.presenter import PacksPresenter
from consentdesk.ui.rules.packs.screen import PacksScreen
from consentdesk.ui.rules.packs.template import TemplatePresenter, TemplateScreen
from consentdesk.ui.rules.working_copy import WorkingCopy


def open_part(copy: WorkingCopy, about: str) -> QWidget:
    presenter = PacksPresenter(copy)
    screen = PacksScreen(presenter.state)
    presenter.setParent(screen)
    presenter.taken.connect(lambda: screen.place_asked.emit("overview"))
    screen.take_asked.connect(presenter.take)
    return screen


def open_template(copy: WorkingCopy, about: str) -> QWidget:
    presenter = TemplatePresenter(copy, about)
    screen = TemplateScreen(presenter.state)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.taken.connect(lambda: screen.place_asked.emit("overview"))
    screen.typed.connect(presenter.type)
    screen.take_asked.connect(presenter.take)
    return screen
