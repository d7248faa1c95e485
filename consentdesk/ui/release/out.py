"""What was let out, and the sheet that goes with it. objectNames: released_page, released_told,
released_home, and those of `paper_out`."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.paper_out.part import PaperPart
from consentdesk.ui.release.state import Released
from consentdesk.ui.release.told import released_words
from consentdesk.ui.words import _


class ReleasedScreen(QWidget):
    home_asked = Signal()

    def __init__(self, released: Released, sheet: PaperPart) -> None:
        super().__init__()
        self.setObjectName("released_page")
        self._home = LinkButton(_("‹  Home"), "released_home", _("Home"))
        self._home.clicked.connect(self.home_asked)
        sheet.later_asked.connect(self.home_asked)
        told = Text(released_words(len(released.names), released.where), "body", "released_told")
        names = Text(", ".join(released.names), "quiet", "released_names")
        head = row(Text(_("The pictures are out"), "title"), None, self._home)
        page = column(head, told, names, sheet, spacing=12)
        page.setStretchFactor(sheet, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._home.setFocus()
