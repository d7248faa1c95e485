"""What the clinician is told about social media, each with its source and year (R27)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout

from consentdesk.domain.wording import Statement
from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _

ABREAST = 2


class WarningsPanel(Card):
    """For the clinician; `read_asked` says that they have read it."""

    read_asked = Signal()

    def __init__(self, warnings: tuple[Statement, ...]) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(28)
        grid.setVerticalSpacing(16)
        for number, warning in enumerate(warnings):
            told = held(column(Text(warning.title, "strong"), Text(warning.text, "body"), None, spacing=2))
            grid.addWidget(told, *divmod(number, ABREAST))
        read = SecondaryButton(_("I have read this"), "warnings_read")
        heading = _("For the clinician: before anything goes on social media")
        super().__init__(held(grid), held(row(read, None)), heading=heading, name="warnings")
        read.clicked.connect(self.read_asked)
        self.setFocusProxy(read)
