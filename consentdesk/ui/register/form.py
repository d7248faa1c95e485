"""The fields of a place. objectNames: place_title, place_outlet, place_kind (with place_kind_<kind>),
place_use (with place_use_<use>), place_link, place_audience, place_owner, place_day, place_until,
place_review, place_note.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.placement import PlaceKind
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column
from consentdesk.ui.register.entries import PlaceEntries
from consentdesk.ui.register.told import place_kind_words
from consentdesk.ui.words import _

DAY_PX = 150


class PlaceForm(QWidget):
    """`typed(name, text)` as somebody types or chooses, with the name of the entry; `entered` on Enter."""

    typed = Signal(str, str)
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("place_form")
        kinds = [(kind.value, place_kind_words(kind)) for kind in PlaceKind]
        self._kind = ChipRow("place_kind", _("What kind of place"), kinds)
        self._use = ChipRow("place_use", _("What for"))
        self._fields = {name: Field(f"place_{name}", words) for name, words in _labels().items()}
        for name, field in self._fields.items():
            field.edited.connect(partial(self.typed.emit, name))
            field.entered.connect(self.entered)
        self._kind.chosen.connect(partial(self.typed.emit, "kind"))
        self._use.chosen.connect(partial(self.typed.emit, "use"))
        self._lay_out()

    def draw(
        self, entries: PlaceEntries, uses: Sequence[tuple[str, str]], problems: Mapping[str, str]
    ) -> None:
        """Draw what was entered and what is wrong with it, by the names of the fields."""
        self._use.show_options(uses)
        self._kind.show_value(entries.kind)
        self._use.show_value(entries.use)
        for row in (self._kind, self._use):
            row.show_problem(problems.get(row.objectName(), ""))
        for name, field in self._fields.items():
            field.show_text(entries.text(name))
            field.show_problem(problems.get(f"place_{name}", ""))

    def focus_first(self) -> None:
        self._fields["title"].setFocus()

    def _lay_out(self) -> None:
        f = self._fields
        for name in ("day", "until", "review"):
            f[name].setFixedWidth(DAY_PX)
        rows = (
            side_by_side(f["title"], f["outlet"]),
            self._kind,
            self._use,
            side_by_side(f["link"], f["audience"]),
            side_by_side(f["owner"], f["day"], f["until"], f["review"]),
            f["note"],
        )
        page = column(*rows, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _labels() -> dict[str, str]:
    return {
        "title": _("What it is, in a few words"),
        "outlet": _("Journal, site, platform, room or course"),
        "link": _("Link or shelf mark"),
        "audience": _("Who sees it"),
        "owner": _("Who looks after it"),
        "day": _("There since"),
        "until": _("Until"),
        "review": _("Look again on"),
        "note": _("Note"),
    }
