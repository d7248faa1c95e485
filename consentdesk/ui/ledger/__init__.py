"""The ledger: who saw or changed what, to look through and to save as a table."""

from __future__ import annotations

from consentdesk.ui.ledger.keeper import Exports
from consentdesk.ui.ledger.presenter import LedgerPresenter
from consentdesk.ui.ledger.saving import SavingPresenter
from consentdesk.ui.ledger.screen import LedgerScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, exports: Exports) -> LedgerScreen:
    """The page; it asks to be followed by `room_asked(place)`. What is under way in `exports` goes on when it
    is left."""
    screen, presenter = LedgerScreen(), LedgerPresenter(machine, desk)
    saving = SavingPresenter(machine, desk, exports, presenter.shown)
    presenter.setParent(screen)
    saving.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    saving.state_changed.connect(lambda: screen.saving.draw(saving.state, presenter.state.names))
    screen.search_asked.connect(presenter.search)
    screen.first_asked.connect(presenter.take_first)
    screen.subject_chosen.connect(presenter.choose)
    screen.subject_dropped.connect(presenter.drop)
    screen.group_chosen.connect(presenter.choose_group)
    screen.days_given.connect(presenter.take_days)
    screen.line_pressed.connect(presenter.open_line)
    screen.only_asked.connect(presenter.choose_of_line)
    screen.newer_asked.connect(presenter.show_newer)
    screen.older_asked.connect(presenter.show_older)
    screen.save_asked.connect(saving.ask)
    screen.saving.save_asked.connect(saving.save)
    screen.saving.cancel_asked.connect(saving.cancel)
    screen.saving.stop_asked.connect(saving.stop)
    screen.draw(presenter.state)
    presenter.open()
    saving.look()
    return screen
