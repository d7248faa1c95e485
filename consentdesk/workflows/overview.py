"""The overview: numbers of the clinic's work that name nobody, to look at and to take along."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from consentdesk.domain.access import Act
from consentdesk.domain.facts import OverviewExported
from consentdesk.domain.overview import Overview, Weeks, week_of
from consentdesk.domain.report import Report
from consentdesk.workflows.access import needs
from consentdesk.workflows.csv_table import table_parts
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Saver


@needs(Act.SEE_OVERVIEW)
def overview(desk: Desk, weeks: int | None) -> Overview:
    """What can be counted of the last so many weeks, this one among them; of all there ever were for None."""
    now = desk.now()
    last = week_of(now.day)
    first = (desk.vault.first_week() or last) if weeks is None else last - timedelta(weeks=weeks - 1)
    return desk.vault.overview(Weeks(min(first, last), last), now)


@needs(Act.SEE_OVERVIEW)
def save_table(desk: Desk, saver: Saver, path: Path, report: Report) -> None:
    """Save a report as a table for a spreadsheet, and note it. Raises the refusals of `save_parts`; then
    nothing is noted."""
    saver.save_parts(path, table_parts(report.cells()))
    desk.note(OverviewExported("saved"))


@needs(Act.SEE_OVERVIEW)
def save_report(desk: Desk, saver: Saver, path: Path, report: Report, paper: str) -> None:
    """As `save_table`, as a PDF."""
    saver.save_bytes(path, desk.papers.overview_report(report, paper, desk.vault.rehearsal))
    desk.note(OverviewExported("saved"))
