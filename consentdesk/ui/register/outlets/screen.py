"""The outlets. objectNames: outlets, outlets_search, outlet_<n> from 1, outlets_more, new_outlet,
outlet_form, outlet_name, outlet_aliases, outlet_note, outlet_link, outlet_kind (with outlet_kind_<kind>),
outlet_uses (with outlet_use_<use>), outlet_classes (with outlet_class_<id>), save_outlet, outlet_notice,
problems, trouble.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow, PressedChips
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.row_button import STRETCHES, RowButton
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.register.outlets.state import OutletsState
from consentdesk.ui.register.told import outlet_kind_words
from consentdesk.ui.words import _, more_fit

LIST_PX = 470


class OutletsScreen(QWidget):
    """Draws an OutletsState. `typed(name, text)` names what is typed: "name", "aliases", "note" or "link"."""

    search_typed = Signal(str)
    outlet_chosen = Signal(str)
    new_asked = Signal()
    typed = Signal(str, str)
    kind_chosen = Signal(str)
    use_pressed = Signal(str)
    class_pressed = Signal(str)
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("outlets")
        self._drawn: tuple[Sequence[tuple[str, str, str]], str] = ((), "")
        self._state = OutletsState()
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        self._search, self._rows = Field("outlets_search", _("Find by any name")), column(spacing=2)
        self._more = Text("", "quiet", "outlets_more")
        self._new = SecondaryButton(_("New outlet"), "new_outlet")
        self._fields = {
            "name": Field("outlet_name", _("Name")),
            "aliases": Field(
                "outlet_aliases", _("Other names"), _("One a line: short forms, earlier names"), lines=4
            ),
            "note": Field("outlet_note", _("What it asks for"), lines=2),
            "link": Field("outlet_link", _("Where that stands")),
        }
        kinds = [(kind, outlet_kind_words(kind)) for kind in ("outlet", "platform")]
        self._kind = ChipRow("outlet_kind", _("What it is"), kinds)
        self._uses = PressedChips("outlet_uses", "outlet_use", _("What pictures are there for"))
        self._classes = PressedChips("outlet_classes", "outlet_class", _("Belongs to"))
        self._why, self._notice = Text("", "quiet"), Text("", "quiet", "outlet_notice")
        self._save = PrimaryButton(_("Save"), "save_outlet")
        self._connect()
        self._lay_out()

    def draw(self, state: OutletsState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._trouble.show_bar(state.trouble, "bad")
        self._search.show_text(state.typed)
        if (state.rows, state.chosen) != self._drawn:
            self._draw_rows(state)
        self._more.show_words(more_fit(state.more) if state.more else "")
        self._draw_form(state)
        if state.tried != before.tried:
            self._problems.show_problems(state.problems)
        elif not state.problems:
            self._problems.show_problems(())

    def _draw_rows(self, state: OutletsState) -> None:
        same = state.rows == self._drawn[0]
        self._drawn = (state.rows, state.chosen)
        if not same:
            clear(self._rows)
            for number, (id, name, about) in enumerate(state.rows, start=1):
                words = "\n".join(part for part in (name, about) if part)
                button = RowButton(f"outlet_{number}", ((words, "body", STRETCHES),))
                button.setProperty("outlet", id)
                button.clicked.connect(partial(self.outlet_chosen.emit, id))
                self._rows.addWidget(button)
                button.show()
        for button in self._list.findChildren(RowButton):
            button.show_opened(button.property("outlet") == state.chosen)

    def _draw_form(self, state: OutletsState) -> None:
        entries, problems = state.entries, dict(state.problems)
        begins = bool(state.chosen) and self._form.isHidden()
        reveal(self._form, bool(state.chosen))
        for name, field in self._fields.items():
            field.show_text(getattr(entries, name))
            field.show_problem(problems.get(f"outlet_{name}", ""))
        self._fields["name"].setEnabled(not state.of_pack)
        reveal(self._kind, state.chosen == "new")
        self._kind.show_value(entries.kind)
        self._uses.draw(state.uses, entries.uses, problems.get("outlet_uses", ""))
        self._classes.draw(state.classes, entries.classes, problems.get("outlet_classes", ""))
        reveal(self._classes, entries.kind == "outlet" and bool(state.classes))
        self._classes.setEnabled(not state.of_pack)
        self._why.show_words(_why(state))
        self._notice.show_words(state.notice)
        if begins:
            self._fields["name"].setFocus()

    def _connect(self) -> None:
        self._search.edited.connect(self.search_typed)
        self._new.clicked.connect(self.new_asked)
        for name, field in self._fields.items():
            field.edited.connect(partial(self.typed.emit, name))
            field.entered.connect(self.save_asked)
        self._kind.chosen.connect(self.kind_chosen)
        self._uses.pressed.connect(self.use_pressed)
        self._classes.pressed.connect(self.class_pressed)
        self._save.clicked.connect(self.save_asked)

    def _lay_out(self) -> None:
        self._list = held(self._rows)
        find = row(self._search, column(None, self._new), spacing=10)
        find.setStretch(0, 1)
        known = Card(held(find), self._list, self._more, name="outlets_known")
        known.setFixedWidth(LIST_PX)
        save = held(row(self._notice, None, self._save, spacing=12))
        f = self._fields
        asks = column(f["note"], f["link"], None, spacing=10)
        beside = row(column(f["aliases"], None), asks, spacing=20)
        for part in (0, 1):
            beside.setStretch(part, 1)
        parts = (self._kind, f["name"], held(beside), self._uses, self._classes, self._why, save)
        self._form = Card(*parts, name="outlet_form")
        across = row(column(known, None), column(self._form, None), spacing=16)
        across.setStretch(1, 1)
        page = column(self._trouble, self._problems, across, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _why(state: OutletsState) -> str:
    if state.of_pack:
        return _("The rules of this clinic name this outlet. You can add names, and say what it asks for.")
    if not state.may_extend:
        return _(
            "Another name or a class lets earlier consents reach further: whoever may change the rules "
            "adds them."
        )
    return ""
