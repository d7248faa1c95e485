"""A report on paper: every number is there to be read, beside what is drawn of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.documents.papers import Papers
from consentdesk.domain.report import Plot, Report, Section, Shape
from tests.documents.reading import RESOURCES, page_texts, text_of

WEEKS = tuple(f"week {n}" for n in range(1, 61))
ROWS = tuple((week, "Dermatology", str(n)) for n, week in enumerate(WEEKS))
OVER_TIME = Plot(Shape.COLUMNS, WEEKS, tuple(map(float, range(60))), tuple(map(str, range(60))))
BARS = Plot(Shape.BARS, ("Teaching", "Print"), (31.0, None), ("31 %", ""))
GAPS = Plot(Shape.LINE, WEEKS[:3], (None, 16.0, 1.0), ("", "16 days", "1 day"))
NOTHING = Plot(Shape.LINE, ("week 1",), (None,), ("",))
REPORT = Report(
    "Overview",
    "Weeks from 1 to 60",
    "en",
    (
        Section("consents", "Consents a week", "Sealed", ("Week", "Clinic", "Consents"), ROWS, OVER_TIME),
        Section("answers", "Answers", "Drawn is the no", ("Use", "No"), (("Teaching", "31 %"),), BARS),
        Section("cleared", "Removals", "Days", ("Week", "Days"), (("week 2", "16 days"),), GAPS),
        Section("tasks", "Open tasks", "Today", ("Age", "Tasks"), (), NOTHING, "No task is open."),
    ),
    "Counts under 5 are not told",
)


def written(report: Report = REPORT, paper: str = "A4", rehearsal: bool = False) -> bytes:
    papers = Papers(RESOURCES / "fonts", RESOURCES / "copy", RESOURCES / "statements")
    return papers.overview_report(report, paper, rehearsal)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_number_is_there_and_the_heads_of_a_long_table_come_again(paper: str) -> None:
    pages = page_texts(written(paper=paper))
    text = " ".join(pages)
    assert len(pages) > 1 and all(f"week {n}" in text for n in range(1, 61))
    for said in ("Overview", "Counts under 5", "Answers", "31 %", "16 days", "No task is open."):
        assert said in text
    assert sum("Clinic" in page for page in pages) > 1
    assert f"Page 1 of {len(pages)}" in pages[0]


def test_the_same_report_is_the_same_bytes() -> None:
    assert written() == written() != written(replace(REPORT, title="Other"))


def test_a_rehearsal_says_so_and_another_language_has_its_own_foot() -> None:
    assert "REHEARSAL" in text_of(written(rehearsal=True)).upper()
    assert "Página 1" in text_of(written(replace(REPORT, language="es")))


def test_a_row_of_a_table_is_every_cell_of_the_report_once() -> None:
    cells = list(REPORT.cells())
    assert cells[0] == ("Overview",) and ("Consents a week",) in cells
    assert [row for row in cells if row[1:2] == ("Dermatology",)] == list(ROWS)
