"""What points to the patient, each with what can be done about it.

objectNames, from 1: finding_<n>, with finding_<n>_<remedy> and finding_<n>_keep, or where it stays
finding_<n>_reason and finding_<n>_back; together, nothing_found, told_beside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import takewhile

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from consentdesk.domain.reidentification.identifier import Remedy
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Badge
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, discard, held, row
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
        self._key, self._name = shown.key, f"finding_{number}"
        self.setObjectName(self._name)
        self._said = f"{shown.what}: {shown.said}" if shown.said else shown.what
        self._badge, self._problem = Badge(shown.grade, shown.mood), Text("", "problem")
        self._badge.setFixedWidth(BADGE_PX)
        keep = LinkButton(
            _("Leave it in…"), f"{self._name}_keep", _("Leave it in: {what}").format(what=self._said)
        )
        keep.clicked.connect(lambda: self.kept.emit(self._key))
        self._buttons = [*(self._way(*way) for way in shown.ways), keep]
        self._ways = held(Wrap(*self._buttons, spacing=WAYS_GAP_PX, to_end=True))
        self._reason: Field | None = None
        self._stays: QWidget | None = None
        self._lay_out(shown.why)

    def draw(self, shown: FindingRow) -> None:
        """Say whether it stays, and why; what is typed stays."""
        stays = shown.reason is not None
        reveal(self._ways, not stays)
        if stays and self._reason is None:
            self._stays = self._staying()
            self._whole.addWidget(self._stays)
        if self._reason is not None and self._stays is not None:
            reveal(self._stays, stays)
            self._reason.show_text(shown.reason or "")
            self._reason.show_problem(shown.problem if stays else "")
        self._problem.show_words("" if stays else shown.problem)
        restyle(self, wrong=bool(shown.problem) and not stays)

    def focus_reason(self) -> None:
        if self._reason is not None:
            self._reason.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """What can be done stands in one line where there is room, and takes no more of it than that."""
        super().showEvent(event)
        whole = sum(button.sizeHint().width() + WAYS_GAP_PX for button in self._buttons)
        self._ways.setMaximumWidth(whole)

    def _way(self, remedy: Remedy, words: str) -> LinkButton:
        button = LinkButton(words, f"{self._name}_{remedy.value}", f"{words}: {self._said}")
        button.clicked.connect(partial(self.remedied.emit, self._key, remedy))
        return button

    def _staying(self) -> QWidget:
        """Where somebody says why it stays; most findings never need it."""
        self._reason = Field(f"{self._name}_reason", "")
        self._reason.show_placeholder(_("Why it stays"))
        spoken = _("Why it stays: {what}").format(what=self._said)
        name_widget(self._reason.input, f"{self._name}_reason", spoken)
        self._reason.edited.connect(lambda why: self.reasoned.emit(self._key, why))
        spoken = _("Do not leave it in: {what}").format(what=self._said)
        back = LinkButton(_("Not after all"), f"{self._name}_back", spoken)
        back.clicked.connect(lambda: self.taken_back.emit(self._key))
        return held(row(self._reason, back, spacing=8, margins=(BADGE_PX + GAP_PX, 0, 0, 4)))

    def _lay_out(self, why: str) -> None:
        told = column(self._problem, Text(self._said, "strong"), Text(why, "quiet"), None, spacing=0)
        top = Qt.AlignmentFlag.AlignTop
        head = row(spacing=GAP_PX)
        head.addWidget(self._badge, 0, top)
        head.addLayout(told, 1)
        head.addWidget(self._ways, 2, top)
        self._whole = column(head, spacing=2, margins=(0, 2, 0, 2))
        self.setLayout(self._whole)


class Together(Bar):
    """What things say together, a sentence each, in two columns."""

    def __init__(self) -> None:
        super().__init__("together")
        self._told, self._second = tuple[str, ...](), Text("", "body")
        self._row.addWidget(self._second, 1)
        for words in (self._words, self._second):
            words.setAlignment(Qt.AlignmentFlag.AlignTop)

    def draw(self, told: tuple[str, ...]) -> None:
        """Say these, or hide where there are none."""
        if told == self._told:
            return
        self._told, half = told, (len(told) + 1) // 2
        self.show_bar("\n".join(told[:half]), "warn")
        self._second.show_words("\n".join(told[half:]))
        self.setAccessibleName("\n".join(told))


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
        self._built: list[FindingRow] = []
        self._rows: list[FindingLine] = []
        self._together, self._nothing = Together(), Text("", "quiet", "nothing_found")
        self._beside, self._lines = Text("", "quiet", "told_beside"), column(spacing=0)
        self._place = held(self._lines)
        self.setLayout(column(self._nothing, self._together, self._place, self._beside, spacing=6))

    def draw(self, state: CheckState) -> None:
        bare = [replace(row, reason=None, problem="") for row in state.findings]
        if bare != self._built:
            self._build(bare, state.findings)
        for line, shown in zip(self._rows, state.findings, strict=True):
            line.draw(shown)
        self._together.draw(state.together)
        nothing = state.is_read and not state.findings
        self._nothing.show_words(_("Nothing was found that needs an answer.") if nothing else "")
        self._beside.show_words("\n".join(state.beside))

    def focus_reason(self, key: str) -> None:
        """To the line in which somebody says why a finding stays."""
        at = [row.key for row in self._built].index(key)
        self._rows[at].focus_reason()

    def _build(self, bare: list[FindingRow], shown: Sequence[FindingRow]) -> None:
        """Those at the top that are the same stay. The others are drawn while nobody sees them: for each word
        that came into sight the page would be measured anew."""
        same = sum(
            1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(self._built, bare, strict=False))
        )
        if not self._place.isAncestorOf(QApplication.focusWidget() or self):
            self._place.hide()
        for line in self._rows[same:]:
            self._lines.removeWidget(line)
            discard(line)
        self._built, self._rows = bare, self._rows[:same]
        for number, finding in enumerate(shown[same:], start=same + 1):
            self._rows.append(self._begun(finding, number))
        reveal(self._place, True)

    def _begun(self, shown: FindingRow, number: int) -> FindingLine:
        line = FindingLine(shown, number)
        line.draw(shown)
        line.remedied.connect(self.remedied)
        line.kept.connect(self.kept)
        line.reasoned.connect(self.reasoned)
        line.taken_back.connect(self.taken_back)
        self._lines.addWidget(line)
        line.show()  # at once, where somebody types in the line above
        return line
