"""What pictures leave for, where to and in what form. objectNames: place_use (with place_use_<use>),
place_title, place_outlet, place_audience, place_owner, place_until, place_review, release_form (what is
usual, in words), release_more; unfolded, place_kind (with place_kind_<kind>), release_size (with
release_size_<px>), release_format (with release_format_<format>), mark.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.release import LONG_EDGES_PX, RELEASE_FORMATS
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.register.told import place_kind_words
from consentdesk.ui.release.state import ReleaseState
from consentdesk.ui.release.told import form_words, size_words
from consentdesk.ui.words import _

DAY_PX = 150
HIDDEN = ("place_kind", "release_size", "mark")


class ReleaseForm(QWidget):
    """`typed(name, text)` carries what belongs to the place, `size_chosen(px)`, `format_chosen(str)` and
    `mark_typed(str)` the form of the files."""

    typed = Signal(str, str)
    size_chosen = Signal(int)
    format_chosen = Signal(str)
    mark_typed = Signal(str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._use = ChipRow("place_use", _("What for"))
        kinds = [(kind.value, place_kind_words(kind)) for kind in PlaceKind]
        self._kind = ChipRow("place_kind", _("What kind of place"), kinds)
        self._fields = {name: Field(f"place_{name}", words) for name, words in _labels().items()}
        sizes = [(str(px), size_words(px)) for px in LONG_EDGES_PX]
        self._size = ChipRow("release_size", _("Longer edge"), sizes)
        formats = [(name, name) for name in RELEASE_FORMATS]
        self._format = ChipRow("release_format", _("Format"), formats)
        self._mark = Field("mark", _("Words under the picture"))
        self._mark.show_placeholder(_("For teaching only"))
        self._usual = Text("", "body", "release_form")
        self._more = LinkButton(
            _("Change"), "release_more", _("Change the kind of place and the form of the files")
        )
        self._connect()
        self._lay_out()

    def draw(self, state: ReleaseState) -> None:
        """Draw what has changed; what is typed stays."""
        problems = dict(state.problems)
        self._use.show_options(state.uses)
        self._use.show_value(state.entries.use)
        self._kind.show_value(state.entries.kind)
        self._size.show_value(str(state.form.long_edge_px))
        self._format.show_value(state.form.format)
        for chips in (self._use, self._kind, self._size):
            chips.show_problem(problems.get(chips.objectName(), ""))
        for name, field in self._fields.items():
            field.show_text(state.entries.text(name))
            field.show_problem(problems.get(f"place_{name}", ""))
        self._mark.show_text(state.form.mark)
        self._mark.show_problem(problems.get("mark", ""))
        reveal(self._fields["outlet"], state.names_outlet)
        self._usual.setText(form_words(state.entries.kind, state.form))
        if any(name in problems for name in HIDDEN):
            self._unfold()

    def focus_first(self) -> None:
        self._use.setFocus()

    def _change(self) -> None:
        self._unfold()
        self._kind.setFocus()

    def _unfold(self) -> None:
        """Show what is mostly left as it is."""
        self._folded.hide()
        reveal(self._unfolded, True)

    def _connect(self) -> None:
        self._more.clicked.connect(self._change)
        self._use.chosen.connect(partial(self.typed.emit, "use"))
        self._kind.chosen.connect(partial(self.typed.emit, "kind"))
        self._size.chosen.connect(lambda px: self.size_chosen.emit(int(px)))
        self._format.chosen.connect(self.format_chosen)
        self._mark.edited.connect(self.mark_typed)
        for name, field in self._fields.items():
            field.edited.connect(partial(self.typed.emit, name))
            field.entered.connect(self.entered)
        self._mark.entered.connect(self.entered)

    def _lay_out(self) -> None:
        f = self._fields
        for name in ("until", "review"):
            f[name].setFixedWidth(DAY_PX)
        usual = row(self._usual, self._more, spacing=12)
        usual.setStretchFactor(self._usual, 1)
        self._folded = held(usual)
        rows = (self._kind, self._size, self._format, self._mark)
        self._unfolded = held(column(*rows, spacing=12))
        self._unfolded.hide()
        page = column(
            self._use,
            side_by_side(f["title"], f["outlet"]),
            side_by_side(f["audience"], f["owner"]),
            row(f["until"], f["review"], None, spacing=20),
            self._folded,
            self._unfolded,
            spacing=12,
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _labels() -> dict[str, str]:
    return {
        "title": _("Where, in a few words"),
        "outlet": _("Journal, site or platform"),
        "audience": _("Who sees it"),
        "owner": _("Who looks after it"),
        "until": _("Until"),
        "review": _("Look again on"),
    }
