"""Check a copy. objectNames: copy_check_page, copy_code, copy_hash, check_copy, copy_file, copy_reading,
trouble, verdict (with verdict_badge, verdict_line_<n> and outlived_<n> from 1), withdraw.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.copy_check.state import CopyCheckState
from consentdesk.ui.copy_check.told import Verdict
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.dropping import TakesFiles
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.problems import focus_widget
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _


class CopyCheckScreen(TakesFiles):
    """`check_asked(code, hash)`; `files_dropped(paths)` are pictures or PDFs of a copy; `work_opened(room,
    about)` leads away."""

    check_asked = Signal(str, str)
    file_asked = Signal()
    withdraw_asked = Signal()
    work_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("copy_check_page")
        self._state = CopyCheckState()
        code_hint = _("As it stands beside the square code, like K7QF-2M9D-XR41. A code reader can type it")
        hash_hint = _("Below the square code, or the beginning that stands at the foot of each page")
        self._code = Field("copy_code", _("Code of the record"), code_hint)
        self._hash = Field("copy_hash", _("Chain hash"), hash_hint)
        self._check = PrimaryButton(_("Check"), "check_copy")
        self._file = SecondaryButton(_("Read it from a file"), "copy_file")
        self._busy, self._trouble = BusyBar("copy_reading"), Bar("trouble")
        self._told = column(spacing=10)
        self._withdraw = SecondaryButton(_("Withdraw…"), "withdraw")
        self._verdict = Card(held(self._told), held(row(self._withdraw, None)), name="verdict")
        self._connect()
        self._lay_out()

    def draw(self, state: CopyCheckState) -> None:
        """Draw what has changed; what is typed stays."""
        before, self._state = self._state, state
        self._code.show_problem(state.problem("copy_code"))
        self._hash.show_problem(state.problem("copy_hash"))
        self._busy.show_progress(state.busy)
        self._trouble.show_bar(state.trouble, "warn")
        reveal(self._withdraw, state.withdraws and state.verdict is not None and bool(state.verdict.code))
        if state.verdict != before.verdict:
            self._draw_verdict(state.verdict)
        if state.read and state.read != before.read:
            for field, text in zip((self._code, self._hash), state.read, strict=True):
                field.show_text(text)
        if state.problems and state.tries != before.tries:
            focus_widget(self, state.problems[0][0])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._code.setFocus()

    def _draw_verdict(self, verdict: Verdict | None) -> None:
        clear(self._told)
        reveal(self._verdict, verdict is not None)
        for part in _parts(verdict) if verdict else []:
            self._told.addWidget(part, alignment=_place(part))
            part.show()

    def _tell(self) -> None:
        self.check_asked.emit(self._code.text, self._hash.text)

    def _connect(self) -> None:
        self._check.clicked.connect(self._tell)
        self._code.entered.connect(self._tell)
        self._hash.entered.connect(self._tell)
        self._file.clicked.connect(self.file_asked)
        self._withdraw.clicked.connect(self.withdraw_asked)

    def _lay_out(self) -> None:
        drop = Text(_("or drop a photo, a scan or the PDF here"), "quiet", wrap=False)
        ways = row(self._check, self._file, drop, None, spacing=12)
        asked = Card(self._code, self._hash, held(ways), name="copy_asked")
        self._verdict.hide()
        page = column(
            Text(_("Check a copy"), "title"),
            Text(_("Whether a copy that somebody brings is of a record here, and what of it counts today.")),
            self._trouble,
            self._busy,
            asked,
            self._verdict,
            None,
            spacing=16,
        )
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _parts(verdict: Verdict) -> list[QWidget]:
    badge = Badge(verdict.badge, verdict.mood)
    badge.setObjectName("verdict_badge")
    lines = [Text(words, "body", f"verdict_line_{n}") for n, words in enumerate(verdict.lines, start=1)]
    outlived = [
        Text(f"· {words}", "body", f"outlived_{n}") for n, words in enumerate(verdict.outlived, start=1)
    ]
    return [badge, *lines, *outlived]


def _place(part: QWidget) -> Qt.AlignmentFlag:
    """A badge is as wide as its words; lines take the width that there is."""
    return Qt.AlignmentFlag.AlignLeft if isinstance(part, Badge) else Qt.AlignmentFlag(0)
