"""Beside the picture: what to draw with, what was drawn, and the way on."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.masking import Fill, Masking
from consentdesk.ui.kit.bar import BusyBar
from consentdesk.ui.kit.buttons import LinkButton, ListButton, PrimaryButton
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.layout import Scroll, clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.masking.shapes import CROP, Tool
from consentdesk.ui.masking.state import MaskingState
from consentdesk.ui.masking.told import fill_words, shape_words, spoken_words, tool_words
from consentdesk.ui.words import _

PANEL_PX, LEAST_LIST_PX = 300, 48


class ShapeList(Scroll):
    """What was drawn, each to be chosen: `picked(which)`."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__("shapes")
        self.setAccessibleName(_("What was drawn"))
        self._rows = column(spacing=2)
        self._empty = Text(_("Drag over the picture to draw."), "quiet", "shapes_none")
        self._drawn: dict[int, str] = {}
        self._buttons: dict[int, ListButton] = {}
        self.hold(held(column(self._empty, self._rows, None, spacing=0)), (0, 0, 0, 0))

    def draw(self, masking: Masking, chosen: int | None) -> None:
        shapes = [*([CROP] if masking.crop is not None else []), *range(len(masking.covers))]
        words = {which: shape_words(masking, which) for which in shapes}
        if words != self._drawn:
            self._rebuild(words)
        for which, button in self._buttons.items():
            button.show_words(words[which], spoken_words(masking, which))
            button.setChecked(which == chosen)
        reveal(self._empty, not shapes)

    def _rebuild(self, words: dict[int, str]) -> None:
        self._drawn = words
        clear(self._rows)
        self._buttons = {which: self._button(which, said) for which, said in words.items()}

    def _button(self, which: int, words: str) -> ListButton:
        button = ListButton(words, "shape_crop" if which == CROP else f"shape_{which + 1}")
        button.clicked.connect(partial(self.picked.emit, which))
        self._rows.addWidget(button)
        button.show()
        return button


class MaskPanel(QWidget):
    """Draws its part of a MaskingState; with the primary button and what becomes of it, unless the page has
    those elsewhere."""

    tool_asked = Signal(str)
    fill_asked = Signal(str)
    picked = Signal(object)
    undo_asked = Signal()
    redo_asked = Signal()
    remove_asked = Signal()
    view_asked = Signal(str)
    finish_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, leads_on: bool) -> None:
        super().__init__()
        self._leads_on = leads_on
        self.setFixedWidth(PANEL_PX)
        self._shows = Text("", "quiet", "mask_shows")
        self.tools = ChipRow("tool", "", [(tool.value, tool_words(tool)) for tool in Tool], 2)
        self._fills = ChipRow("fill", "", [(fill.value, fill_words(fill)) for fill in Fill], 2)
        views = [("before", _("As drawn")), ("after", _("As it will be"))]
        self._views = ChipRow("view", "", views, 2)
        self._shapes = ShapeList()
        self._undo, self._redo = LinkButton(_("Undo"), "undo"), LinkButton(_("Redo"), "redo")
        self._remove = LinkButton(_("Remove"), "remove", _("Remove what is chosen"))
        self._joins, self._busy = Text("", "quiet", "joins"), BusyBar("making")
        self._cancel = LinkButton(_("Cancel"), "mask_cancel", _("Cancel: nothing is kept"))
        self._primary = PrimaryButton("", "add_masked")
        self._connect()
        self._lay_out()

    def draw(self, state: MaskingState) -> None:
        self._shows.show_words(state.shows)
        self.tools.show_value(state.tool)
        self._fills.show_value(state.fill)
        self._views.show_value("after" if state.after else "before")
        self._shapes.draw(state.masking, state.chosen)
        reveal(self._undo, state.can_undo)
        reveal(self._redo, state.can_redo)
        reveal(self._remove, state.chosen is not None)
        self._joins.show_words(state.joins if self._leads_on and not state.making else "")
        self._busy.show_progress(state.making)
        self._primary.show_words(state.primary)
        reveal(self._primary, self._leads_on and bool(state.primary))

    def _connect(self) -> None:
        self.tools.chosen.connect(self.tool_asked)
        self._fills.chosen.connect(self.fill_asked)
        self._views.chosen.connect(self.view_asked)
        self._shapes.picked.connect(self.picked)
        self._undo.clicked.connect(self.undo_asked)
        self._redo.clicked.connect(self.redo_asked)
        self._remove.clicked.connect(self.remove_asked)
        self._cancel.clicked.connect(self.cancel_asked)
        self._primary.clicked.connect(self.finish_asked)

    def _lay_out(self) -> None:
        title = Text(_("Crop or cover"), "heading", wrap=False)
        acts = held(row(self._undo, self._redo, None, self._remove, spacing=2))
        self._shapes.setMinimumHeight(LEAST_LIST_PX)
        acts.setMinimumHeight(self._undo.sizeHint().height())
        page = column(
            row(title, None, self._cancel), self._shows, self.tools, self._fills, self._shapes, acts,
            self._views, self._joins, self._busy, self._primary, spacing=12,
        )  # fmt: skip
        page.setStretchFactor(self._shapes, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)
