"""Other rules. objectNames: rules_packs, take_<id>, fill_in_<id>."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.card import Badge, RowCard
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text
from consentdesk.ui.rules.packs.state import PackRow, PacksState
from consentdesk.ui.words import _


class PacksScreen(QWidget):
    """`take_asked(str)` names a pack to work by; a template is filled in on a page of its own."""

    place_asked = Signal(str)
    take_asked = Signal(str)

    def __init__(self, state: PacksState) -> None:
        super().__init__()
        self.setObjectName("rules_packs")
        said = _(
            "The clinic chooses, reviews and answers for its rules; nothing in them is legal advice. Uses "
            "that you added to the present rules are not in others. Records stay as they were signed."
        )
        self.setLayout(column(Text(said), *(self._line(pack) for pack in state.packs), None, spacing=12))

    def _line(self, pack: PackRow) -> RowCard:
        return RowCard(pack.title, pack.hint, *self._ways(pack), name=f"pack_{pack.id}")

    def _ways(self, pack: PackRow) -> list[QWidget]:
        ways: list[QWidget] = [Badge(_("Present"), "good")] if pack.now else []
        if pack.broken:
            return ways
        name, words = ("fill_in", _("Fill in")) if pack.open else ("take", _("Take as it came"))
        button = SecondaryButton(words, f"{name}_{pack.id}", f"{words}: {pack.title}")
        if pack.open:
            button.clicked.connect(partial(self.place_asked.emit, f"template:{pack.id}"))
        else:
            button.clicked.connect(partial(self.take_asked.emit, pack.id))
        return [*ways, button]
