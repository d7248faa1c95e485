"""The overview. objectNames: overview, span (with span_quarter, span_year, span_all), overview_tables,
overview_csv, overview_pdf, overview_notice, number_<n> from 1; per section section_<id> with plot_<id>,
table_<id> and nothing_<id>; trouble.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.domain.report import Section
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.plot import PlotView
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.overview.state import OverviewState
from consentdesk.ui.words import _

COLUMNS = 2


class OverviewScreen(QWidget):
    """Draws an OverviewState; cards stay as long as there is the same to show in them."""

    span_chosen = Signal(str)
    tables_asked = Signal(bool)
    table_asked = Signal()
    report_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("overview")
        spans = (("quarter", _("13 weeks")), ("year", _("A year")), ("all", _("Everything")))
        self._span = ChipRow("span", "", spans)
        self._subtitle = Text("", "quiet", wrap=False)
        self._notice = Text("", "quiet", "overview_notice", wrap=False)
        self._tables = ToggleChip(_("Numbers as tables"), "overview_tables")
        self._csv = SecondaryButton(_("Save as a table"), "overview_csv")
        self._pdf = SecondaryButton(_("Save as PDF"), "overview_pdf")
        self._trouble = Bar("trouble")
        self._numbers = row(spacing=12)
        self._told: list[NumberCard] = []
        self._cards: dict[str, SectionCard] = {}
        self._connect()
        self._lay_out()

    def draw(self, state: OverviewState) -> None:
        """Draw what has changed."""
        self._span.show_value(state.span)
        self._subtitle.setText(state.subtitle)
        self._tables.setChecked(state.tables)
        self._notice.show_words(state.notice)
        self._trouble.show_bar(state.trouble, "bad")
        self._draw_numbers(state.numbers)
        for section in state.sections:
            if section.id not in self._cards:
                self._put(section)
            self._cards[section.id].draw(section, state.tables)

    def _draw_numbers(self, numbers: tuple[tuple[str, str], ...]) -> None:
        while len(self._told) < len(numbers):
            card = NumberCard(f"number_{len(self._told) + 1}")
            self._told.append(card)
            self._numbers.addWidget(card, 1)
            card.show()
        for card, (words, value) in zip(self._told, numbers, strict=False):
            card.draw(words, value)

    def _put(self, section: Section) -> None:
        card = self._cards[section.id] = SectionCard(section)
        place = len(self._cards) - 1
        self._sides[place % COLUMNS].insertWidget(place // COLUMNS, card)
        card.show()

    def _connect(self) -> None:
        self._span.chosen.connect(self.span_chosen)
        self._tables.clicked.connect(lambda: self.tables_asked.emit(self._tables.isChecked()))
        self._csv.clicked.connect(self.table_asked)
        self._pdf.clicked.connect(self.report_asked)

    def _lay_out(self) -> None:
        head = row(Text(_("Overview"), "title"), None, self._csv, self._pdf, spacing=10)
        narrowing = row(self._span, self._tables, spacing=10)
        narrowing.setStretch(0, 1)
        said = row(self._subtitle, None, self._notice)
        self._sides = [column(None, spacing=14) for _side in range(COLUMNS)]
        across = row(*self._sides, spacing=14)
        for side in range(COLUMNS):
            across.setStretch(side, 1)
        page = column(
            head, held(narrowing), said, self._trouble, held(self._numbers), held(across), None, spacing=10
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


class NumberCard(Card):
    """One number of the whole time, large, with what it counts."""

    def __init__(self, name: str) -> None:
        self._value, self._words = Text("", "title"), Text("", "quiet")
        super().__init__(self._value, self._words, name=name)
        self.body.setSpacing(0)
        self.body.setContentsMargins(18, 12, 18, 12)

    def draw(self, words: str, value: str) -> None:
        self._value.setText(value)
        self._words.setText(words)
        self.setAccessibleName(f"{words}: {value}")


class SectionCard(Card):
    """A section: what is drawn, and below it the numbers where they are wanted."""

    def __init__(self, section: Section) -> None:
        self._note, self._nothing = Text("", "quiet"), Text("", "body", f"nothing_{section.id}")
        self._plot = PlotView(f"plot_{section.id}", section.heading)
        self._grid = QGridLayout()
        self._table = held(self._grid, f"table_{section.id}")
        parts = (self._note, self._plot, self._nothing, self._table)
        super().__init__(*parts, heading=section.heading, name=f"section_{section.id}")
        self._rows: tuple[tuple[str, ...], ...] = ()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self._table.setAccessibleName(section.heading)

    def draw(self, section: Section, tables: bool) -> None:
        """Draw what has changed."""
        drawn = section.plot is not None and not section.plot.empty
        self._note.setText(section.note)
        if section.plot is not None:
            self._plot.draw(section.plot)
        reveal(self._plot, drawn)
        self._nothing.show_words("" if section.rows else section.nothing)
        reveal(self._table, tables and bool(section.rows))
        wanted = (section.columns, *section.rows) if tables else ()
        if wanted != self._rows:
            self._rows = wanted
            self._fill(wanted)

    def _fill(self, rows: tuple[tuple[str, ...], ...]) -> None:
        clear(self._grid)
        for at, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                self._grid.addWidget(Text(cell, "strong" if not at else "body"), at, place)
                self._grid.setColumnStretch(place, 1 if place else 2)
