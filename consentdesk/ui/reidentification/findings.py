"""What points to the patient, each with what can be done about it.

objectNames, from 1: finding_<n>, with finding_<n>_<remedy> and finding_<n>_keep, or where it stays
finding_<n>_reason and finding_<n>_back; together, nothing_found, told_beside.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from consentdesk.domain.reidentification.identifier import Remedy
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, name_widget, restyle, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.reidentification.state import CheckState, FindingRow
from consentdesk.ui.words import _

BADGE_PX, GAP_PX, WAYS_GAP_PX = 180, 16, 2


class FindingLine(QFrame):
    """`remedied(key, Remedy)`, `kept(key)` to leave it in, `reasoned(key, why)` as somebody types, and
    `taken_back(key)` when it is not to stay after all."""

    remedied = Signal(str, object)
    kept = Signal(str)
    reasoned = Signal(str, str)
    taken_back = Signal(str)

    def __init__(self, shown: FindingRow, number: int) -> None:
        super().__init__()
        name = f"finding_{number}"
        self.setObjectName(name)
        self._badge = Badge(shown.grade, shown.mood)
        self._badge.setFixedWidth(BADGE_PX)
        said = f"{shown.what}: {shown.said}" if shown.said else shown.what
        self._problem, self._reason = Text("", "problem"), Field(f"{name}_reason", "")
        self._reason.show_placeholder(_("Why it stays"))
        spoken = _("Why it stays: {what}").format(what=said)
        name_widget(self._reason.input, f"{name}_reason", spoken)
        self._reason.edited.connect(lambda why: self.reasoned.emit(shown.key, why))
        keep = LinkButton(_("Leave it in…"), f"{name}_keep", _("Leave it in: {what}").format(what=said))
        keep.clicked.connect(lambda: self.kept.emit(shown.key))
        ways = [*(self._way(shown, name, *way) for way in shown.ways), keep]
        self._ways = held(Wrap(*ways, spacing=WAYS_GAP_PX, to_end=True))
        self._measured = ways
        spoken = _("Do not leave it in: {what}").format(what=said)
        back = LinkButton(_("Not after all"), f"{name}_back", spoken)
        back.clicked.connect(lambda: self.taken_back.emit(shown.key))
        self._stays = held(row(self._reason, back, spacing=8, margins=(BADGE_PX + GAP_PX, 0, 0, 4)))
        self._lay_out(said, shown.why)

    def draw(self, shown: FindingRow) -> None:
        """Say whether it stays, and why; what is typed stays."""
        stays = shown.reason is not None
        reveal(self._stays, stays)
        reveal(self._ways, not stays)
        self._reason.show_text(shown.reason or "")
        self._reason.show_problem(shown.problem if stays else "")
        self._problem.show_words("" if stays else shown.problem)
        restyle(self, wrong=bool(shown.problem) and not stays)

    def focus_reason(self) -> None:
        self._reason.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What can be done stands in one line where there is room, and takes no more of it than that."""
        super().showEvent(event)
        whole = sum(button.sizeHint().width() + WAYS_GAP_PX for button in self._measured)
        self._ways.setMaximumWidth(whole)

    def _way(self, shown: FindingRow, name: str, remedy: Remedy, words: str) -> LinkButton:
        button = LinkButton(words, f"{name}_{remedy.value}", f"{words}: {shown.what} {shown.said}")
        button.clicked.connect(partial(self.remedied.emit, shown.key, remedy))
        return button

    def _lay_out(self, said: str, why: str) -> None:
        told = column(self._problem, Text(said, "strong"), Text(why, "quiet"), spacing=0)
        top = Qt.AlignmentFlag.AlignTop
        head = row(spacing=GAP_PX)
        head.addWidget(self._badge, 0, top)
        head.addLayout(told, 1)
        head.addWidget(self._ways, 1, top)
        self.setLayout(column(head, self._stays, spacing=2, margins=(0, 2, 0, 2)))


class FindingsPart(QWidget):
    """The same signals as of a line, and everything that is said beside them. Lines are built anew only for
    other findings."""

    remedied = Signal(str, object)
    kept = Signal(str)
    reasoned = Signal(str, str)
    taken_back = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("findings")
        self._built: tuple[FindingRow, ...] = ()
        self._told: tuple[str, ...] = ()
        self._rows: dict[str, FindingLine] = {}
        self._lines, self._together = column(spacing=0), Bar("together")
        self._nothing, self._beside = Text("", "quiet", "nothing_found"), Text("", "quiet", "told_beside")
        parts = (self._nothing, self._together, held(self._lines), self._beside)
        self.setLayout(column(*parts, spacing=6))

    def draw(self, state: CheckState) -> None:
        bare = tuple(replace(row, reason=None, problem="") for row in state.findings)
        if bare != self._built:
            self._build(bare)
        for shown in state.findings:
            self._rows[shown.key].draw(shown)
        if state.together != self._told:
            self._told = state.together
            self._together.show_bar("\n".join(state.together), "warn")
        nothing = state.is_read and not state.findings
        self._nothing.show_words(_("Nothing was found that needs an answer.") if nothing else "")
        self._beside.show_words("\n".join(state.beside))

    def focus_reason(self, key: str) -> None:
        """To the line in which somebody says why a finding stays."""
        self._rows[key].focus_reason()

    def _build(self, rows: tuple[FindingRow, ...]) -> None:
        self._built = rows
        clear(self._lines)
        self._rows = {row.key: FindingLine(row, number) for number, row in enumerate(rows, start=1)}
        for line in self._rows.values():
            line.remedied.connect(self.remedied)
            line.kept.connect(self.kept)
            line.reasoned.connect(self.reasoned)
            line.taken_back.connect(self.taken_back)
            self._lines.addWidget(line)
            line.show()
