"""The first page: take it down now. objectNames: found, found_title, incident_kind (with
incident_kind_<kind>), how, not_first, incident_where, incident_found_by, incident_day, incident_time,
incident_down (with incident_down_done, incident_down_asked), incident_contacted, found_image, join_<n> from 1
(an open incident that the picture belongs to), open_incident, problems, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.incident.found.state import FoundState
from consentdesk.ui.incident.how import how_to_take_down, kind_choices, not_first, who_can
from consentdesk.ui.incident.points import Points
from consentdesk.ui.incident.room import PREFIX
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.beside import Beside
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, restyle, reveal
from consentdesk.ui.words import _

WIDTHS = {"found_by": 230, "day": 136, "time": 92}
GAP_PX, ENDS_PX, WHERE_PX = 14, 520, 300


class FoundScreen(QWidget):
    """Draws a FoundState. `entered(name, value)` as somebody types or chooses; `saved(page)` once the
    incident is."""

    entered = Signal(str, str)
    open_asked = Signal()
    join_asked = Signal(str)
    keep_asked = Signal()
    saved = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("found")
        self._tried = 0
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        self._kind = ChipRow("incident_kind", "", kind_choices())
        self._how, self._who_can = Points("how"), Text("", "quiet", "who_can")
        self._picture, self._about = Picture("found_image"), Text("", "quiet", "found_about")
        self._joining = column(spacing=0)
        self._open_ones: tuple[tuple[str, str], ...] = ()
        self._fields = {
            "where": Field("incident_where", _("Where is it?")),
            "found_by": Field("incident_found_by", _("Who noticed it?")),
            "day": Field("incident_day", _("Noticed on")),
            "time": Field("incident_time", _("At")),
        }
        self._down = ChipRow("incident_down", _("Is it down?"), _down_choices())
        self._asked = Field("incident_contacted", _("Whom did you ask?"))
        self._open = PrimaryButton(_("Write it down and go on"), "open_incident")
        self._connect()
        self._lay_out()

    def draw(self, state: FoundState) -> None:
        """Draw what has changed; what is typed stays."""
        problems = dict(state.problems)
        self._trouble.show_bar(state.trouble, "bad")
        self._kind.show_value(state.entries.get("kind", ""))
        self._kind.show_problem(problems.get("incident_kind", ""))
        self._how.show_points(how_to_take_down(state.kind))
        can = _("You cannot? {who}").format(who=who_can(state.kind)) if state.kind else ""
        self._who_can.show_words(can)
        self._picture.show_image(state.image, state.about)
        self._about.show_words(state.about)
        reveal(self._picture, not state.image.isNull())
        self._draw_open_ones(state.open_ones)
        for name, field in self._fields.items():
            field.show_text(state.entries.get(name, ""))
            field.show_problem(problems.get(f"{PREFIX}{name}", ""))
        self._down.show_value(state.entries.get("down", ""))
        self._asked.show_text(state.entries.get("contacted", ""))
        self._asked.show_problem(problems.get("incident_contacted", ""))
        reveal(self._asked, state.asked)
        if state.tried != self._tried:
            self._tried = state.tried
            self._problems.show_problems(state.problems)

    def _draw_open_ones(self, open_ones: tuple[tuple[str, str], ...]) -> None:
        if open_ones == self._open_ones:
            return
        self._open_ones = open_ones
        clear(self._joining)
        for number, (incident, words) in enumerate(open_ones, start=1):
            link = LinkButton(words, f"join_{number}")
            link.clicked.connect(partial(self.join_asked.emit, incident))
            self._joining.addWidget(link, alignment=Qt.AlignmentFlag.AlignRight)
            link.show()

    def _connect(self) -> None:
        self._kind.chosen.connect(partial(self.entered.emit, "kind"))
        self._down.chosen.connect(partial(self.entered.emit, "down"))
        for name, field in self._fields.items():
            field.edited.connect(partial(self.entered.emit, name))
            field.entered.connect(self.open_asked)
        self._asked.edited.connect(partial(self.entered.emit, "contacted"))
        self._asked.entered.connect(self.open_asked)
        self._open.clicked.connect(self.open_asked)

    def _lay_out(self) -> None:
        self.setFocusProxy(self._fields["where"])
        self._picture.setFixedSize(THUMBNAIL)
        title = Text(_("Take it down now"), "verdict", "found_title")
        restyle(title, mood="bad")
        lead = Text(_("First keep what it looks like, then take it down. Everything else can wait."), "lead")
        whose = row(
            column(title, lead, spacing=2),
            column(self._about, self._joining, spacing=0),
            self._picture,
            spacing=16,
        )
        whose.setStretch(0, 1)
        wrong = Points("not_first", numbered=False)
        wrong.show_points(not_first())
        how = Card(self._how, self._who_can, heading=_("How"), name="how_card")
        never = Card(wrong, heading=_("Not first"), name="not_first_card")
        for card in (how, never):
            card.body.addStretch(1)
        across = row(how, never, spacing=16)
        across.setStretch(0, 3)
        across.setStretch(1, 2)
        page = column(
            whose, self._trouble, self._problems, self._kind, across, self._opening(), None, spacing=14
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)

    def _opening(self) -> QWidget:
        """The three things that open an incident, and whether it is down."""
        where = self._fields["where"]
        where.show_placeholder(_("Its address, or what it is and where"))
        where.setMinimumWidth(WHERE_PX)
        for name, width in WIDTHS.items():
            self._fields[name].setFixedWidth(width)
        line = row(None, spacing=GAP_PX)
        for at, name in enumerate(WIDTHS):
            line.insertWidget(at, self._fields[name], 0, Qt.AlignmentFlag.AlignBottom)
        who_px = sum(WIDTHS.values()) + GAP_PX * (len(WIDTHS) - 1)
        asked = Beside(held(line), held(column(None, where)), who_px, spacing=GAP_PX, at_end=True)
        self._asked.setFixedWidth(WIDTHS["found_by"])
        kept = self._asked.sizePolicy()
        kept.setRetainSizeWhenHidden(True)  # the button keeps its place
        self._asked.setSizePolicy(kept)
        ends = row(None, spacing=GAP_PX)
        for part in (self._asked, self._open):
            ends.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        said = Beside(held(ends), self._down, ENDS_PX, spacing=GAP_PX, at_end=True)
        return Card(asked, said, name="opening")


def _down_choices() -> tuple[tuple[str, str], ...]:
    return (("done", _("I took it down, just now")), ("asked", _("I asked whoever can")))
