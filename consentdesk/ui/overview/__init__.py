"""The overview: numbers and plots of the clinic's work, about nobody."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.overview.presenter import OverviewPresenter
from consentdesk.ui.overview.screen import OverviewScreen
from consentdesk.workflows.desk import Desk


def open_page(machine: Machine, desk: Desk) -> OverviewScreen:
    """The page. Nothing leads away from it but the rail."""
    presenter, screen = OverviewPresenter(machine, desk), OverviewScreen()
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    screen.span_chosen.connect(presenter.choose_span)
    screen.tables_asked.connect(presenter.show_tables)
    screen.table_asked.connect(presenter.save_table)
    screen.report_asked.connect(presenter.save_report)
    screen.draw(presenter.state)
    presenter.open()
    return screen
