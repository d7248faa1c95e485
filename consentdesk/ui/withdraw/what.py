"""What is withdrawn: which uses, of which pictures; what was made from them; what follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held
from consentdesk.ui.kit.picture import fitted
from consentdesk.ui.kit.text import Text, name_widget, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.withdraw.state import ALL, Choice, WithdrawState
from consentdesk.ui.words import _

PICTURE = QSize(48, 36)
SHORT_ID = 6


class Chips(QWidget):
    """A question with answers of which several can be chosen, and ALL where `every` has words for it. Each is
    called `<name>_<value>`, of a hash its first six digits; `toggled(str)` names the value pressed."""

    toggled = Signal(str)

    def __init__(self, name: str, question: str, every: str = "") -> None:
        super().__init__()
        name_widget(self, name, question)
        self._every = (Choice(ALL, every),) if every else ()
        self._choices: Sequence[Choice] = ()
        self._chips: dict[str, ToggleChip] = {}
        self._problem, self._line = Text("", "problem"), Wrap()
        self._question = Text(question, "strong")
        self.setLayout(column(self._question, self._problem, held(self._line), spacing=6))

    def draw(self, choices: Sequence[Choice], chosen: Sequence[str], problem: str = "") -> None:
        if choices != self._choices:
            self._rebuild(choices)
        for value, chip in self._chips.items():
            chip.setChecked(value in chosen)
        self._problem.show_words(problem)
        self.setAccessibleDescription(problem)

    def _rebuild(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        clear(self._line)
        self._chips = {one.value: self._chip(one) for one in (*choices, *self._every)}
        for chip in self._chips.values():
            self._line.addWidget(chip)
        if self._chips:
            self.setFocusProxy(next(iter(self._chips.values())))

    def _chip(self, one: Choice) -> ToggleChip:
        short = one.value[:SHORT_ID] if len(one.value) > 32 else one.value
        chip = ToggleChip(one.words, f"{self.objectName()}_{short}")
        if one.image is not None:
            ratio = self.devicePixelRatio()
            chip.setIcon(QIcon(QPixmap.fromImage(fitted(one.image, PICTURE, ratio))))
            chip.setIconSize(PICTURE)
        chip.clicked.connect(partial(self._tell, one.value))
        return chip

    def _tell(self, value: str) -> None:
        self.toggled.emit(value)


class What(Card):
    """`chosen(str, str)` names a field of the form and the value pressed."""

    chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(name="what")
        self._uses = Chips("uses", _("Which uses end?"), _("Every use"))
        self._images = Chips("images", _("Of which pictures?"), _("All pictures"))
        made = _("Made from them. Press what is to stay; the rest ends too.")
        self._derived = Chips("stays", made)
        self._follows = Text("", "body", "follows")
        for part in (self._uses, self._images, self._derived):
            self.body.addWidget(part)
            part.toggled.connect(partial(self.chosen.emit, part.objectName()))
        self.body.addWidget(Text(_("What follows"), "strong"))
        self.body.addWidget(self._follows)
        self.body.addStretch(1)

    def draw(self, state: WithdrawState) -> None:
        words, form = state.problem_words, state.form
        self._uses.draw(state.uses, form.uses, words.get("uses", ""))
        self._images.draw(state.images, form.images, words.get("images", ""))
        self._derived.draw(state.derived, form.stays, words.get("stays", ""))
        reveal(self._derived, bool(state.derived))
        self._follows.setText("\n".join(f"–  {line}" for line in state.follows))
