"""The patient's copy of a sealed record: seen, printed, saved or declined."""

from __future__ import annotations

from consentdesk.ui.copy.presenter import CopyPresenter
from consentdesk.ui.copy.screen import CopyScreen
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk, record_id: str, last_printer: str = "") -> CopyScreen:
    """The page of one record's copy. It asks to be followed by `home_asked`, `new_consent_asked` and
    `patient_opened(id)`; `printer_used(name)` says which printer to suggest the next time."""
    presenter = CopyPresenter(machine, desk, record_id, last_printer)
    screen = CopyScreen()
    panel = screen.panel
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.printer_used.connect(screen.printer_used)
    screen.retry_asked.connect(presenter.try_again)
    screen.large_asked.connect(presenter.choose_large)
    screen.came_out_told.connect(presenter.came_out)
    panel.where.unfold_asked.connect(presenter.unfold)
    panel.where.printer_asked.connect(presenter.choose_printer)
    panel.where.copies_asked.connect(presenter.change_copies)
    panel.where.paper_asked.connect(presenter.choose_paper)
    panel.print_asked.connect(presenter.print_copy)
    panel.save_asked.connect(presenter.save)
    panel.decline_asked.connect(presenter.decline)
    screen.draw(presenter.state)
    presenter.open()
    return screen
