"""Change one's own passphrase and code."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.own_secrets.presenter import OwnSecretsPresenter
from consentdesk.ui.own_secrets.screen import OwnSecretsScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> OwnSecretsScreen:
    """The page; it asks for home by `home_asked`."""
    presenter, screen = OwnSecretsPresenter(machine, desk), OwnSecretsScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.change_asked.connect(lambda entries: presenter.change(entries))
    screen.draw(presenter.state)
    return screen
