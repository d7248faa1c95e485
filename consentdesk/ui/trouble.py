"""The window that is shown where no other can be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QMainWindow

from consentdesk.domain.refusals import Problem
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _, sentence

SIZE_PX = (1024, 640)


class TroubleWindow(QMainWindow):
    """What is shown where not even the lock window can be: why, and what to do."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__()
        self.setWindowTitle("ConsentDesk")
        words = [Text(sentence(problem), "lead") for problem in problems]
        close = PrimaryButton(_("Close"), "close")
        close.clicked.connect(self.close)
        card = Card(*words, close, heading=_("ConsentDesk cannot start"), name="trouble")
        self.setCentralWidget(held(column(None, card, None, margins=(60, 40, 60, 40)), "page"))
        self.resize(*SIZE_PX)
