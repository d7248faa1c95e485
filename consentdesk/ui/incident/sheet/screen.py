"""A page that asks something. objectNames: sheet, sheet_title, said_<n> from 1 (its button said_<n>_open),
incident_<name> for each thing asked (with incident_<name>_<value> where it is chosen), save_sheet, problems,
trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.points import Points
from consentdesk.ui.incident.room import PREFIX
from consentdesk.ui.incident.sheet.state import Ask, Said, SheetState
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.beside import Beside
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _

SHORT_PX, DOING_PX = 150, 380


class SheetScreen(QWidget):
    """Draws a SheetState. `entered(name, value)` as somebody types or chooses; `page_asked(page)` and
    `work_opened(room, about)` lead on, `saved(page)` once it is noted."""

    entered = Signal(str, str)
    save_asked = Signal()
    page_asked = Signal(str)
    work_opened = Signal(str, str)
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("sheet")
        self._said: tuple[Said, ...] = ()
        self._asks: tuple[Ask, ...] = ()
        self._asked: dict[str, Field | ChipRow] = {}
        self._tried = 0
        self._title, self._lead = Text("", "title", "sheet_title"), Text("", "body", "sheet_lead")
        self._points, self._closed = Points("sheet_points"), Text("", "quiet", "closed_to")
        self._known, self._fields = column(spacing=4), column(spacing=10)
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        self._save = PrimaryButton("", "save_sheet")
        self._save.clicked.connect(self.save_asked)
        self._lay_out()

    def draw(self, state: SheetState) -> None:
        """Draw what has changed; what is typed stays."""
        page = state.page
        self._title.show_words(page.title)
        self._lead.show_words(page.lead)
        self._points.show_points(page.points)
        reveal(self._doing, bool(page.points))
        self._closed.show_words(page.closed_to)
        self._trouble.show_bar(state.trouble, "bad")
        self._draw_said(page.said)
        self._draw_asks(state)
        self._save.show_words(page.primary)
        reveal(self._save, bool(page.primary))
        if state.tried != self._tried:
            self._tried = state.tried
            self._problems.show_problems(state.problems)

    def _draw_said(self, said: tuple[Said, ...]) -> None:
        if said == self._said:
            return
        self._said = said
        clear(self._known)
        for number, each in enumerate(said, start=1):
            line = self._line(number, each)
            self._known.addWidget(line)
            line.show()
        reveal(self._known_card, bool(said))

    def _line(self, number: int, said: Said) -> QWidget:
        words = Text(said.words, "body", f"said_{number}")
        above = [Text(said.above, "quiet")] if said.above else []
        parts: list[QWidget] = [Badge(said.badge, said.mood)] if said.badge else []
        line = row(*parts, spacing=14)
        line.addLayout(column(*above, words, spacing=0), 1)
        if said.leads:
            opener = LinkButton(said.leads, f"said_{number}_open", f"{said.leads}: {said.words}")
            opener.clicked.connect(partial(self._follow, said))
            line.addWidget(opener)
        for part in parts:
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        return held(line)

    def _follow(self, said: Said) -> None:
        if said.room:
            self.work_opened.emit(said.room, said.page)
        else:
            self.page_asked.emit(said.page)

    def _draw_asks(self, state: SheetState) -> None:
        if state.page.asks != self._asks:
            self._asks = state.page.asks
            self._build()
        wanted, problems = {ask.name for ask in state.asks}, dict(state.problems)
        for ask in self._asks:
            part = self._asked[ask.name]
            value = state.entries.get(ask.name, "")
            if isinstance(part, Field):
                part.show_text(value)
            else:
                part.show_value(value)
            part.show_problem(problems.get(f"{PREFIX}{ask.name}", ""))
            reveal(part, ask.name in wanted)
        reveal(self._asking, bool(wanted))

    def _build(self) -> None:
        clear(self._fields)
        self._asked = {ask.name: self._part(ask) for ask in self._asks}
        line = row()
        for ask in self._asks:
            if not ask.beside:
                line = row(spacing=16)
                self._fields.addWidget(held(line))
            line.addWidget(self._asked[ask.name], not ask.short, Qt.AlignmentFlag.AlignBottom)
            if ask.short and not ask.beside:
                line.addStretch(1)
        typed = (part for part in self._asked.values() if isinstance(part, Field))
        if (first := next(typed, None)) is not None:
            self.setFocusProxy(first)

    def _part(self, ask: Ask) -> Field | ChipRow:
        name = f"{PREFIX}{ask.name}"
        if ask.options:
            chips = ChipRow(name, ask.label, ask.options)
            chips.chosen.connect(partial(self.entered.emit, name))
            return chips
        field = Field(name, ask.label, ask.hint, lines=ask.lines)
        field.edited.connect(partial(self.entered.emit, name))
        if ask.lines == 1:
            field.entered.connect(self.save_asked)
        if ask.short:
            field.setFixedWidth(SHORT_PX)
        return field

    def _lay_out(self) -> None:
        self._doing = Card(self._points, name="sheet_doing")
        self._known_card = Card(held(self._known), name="sheet_known")
        self._asking = Card(held(self._fields), name="sheet_asking")
        for part in (self._doing, self._known_card):
            part.hide()
        head = column(self._title, self._lead, spacing=4)
        save = row(self._closed, None, self._save, spacing=14)
        asked = held(column(self._known_card, self._asking, save, None, spacing=10))
        across = Beside(self._doing, asked, DOING_PX, spacing=16)
        page = column(head, self._trouble, self._problems, across, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
