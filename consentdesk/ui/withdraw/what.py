"""What is withdrawn: which uses, of which pictures; what was made from them; what follows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held
from consentdesk.ui.kit.picture import THUMBNAIL, Thumbnail, ThumbnailButton
from consentdesk.ui.kit.text import Text, name_widget, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.withdraw.state import ALL, Choice, WithdrawState
from consentdesk.ui.words import _

SHORT_ID = 6


class Chips(QWidget):
    """A question with answers of which several can be chosen, and ALL where `every` has words for it. Each is
    called `<name>_<value>`, a picture `<name>_<short id>`; `toggled(str)` names the value pressed."""

    toggled = Signal(str)

    def __init__(self, name: str, question: str, every: str = "") -> None:
        super().__init__()
        name_widget(self, name, question)
        self._every = (Choice(ALL, every),) if every else ()
        self._choices: Sequence[Choice] = ()
        self._chips: dict[str, ToggleChip] = {}
        self._tiles: dict[str, Tile] = {}
        self._problem, self._line = Text("", "problem"), Wrap()
        self._question = Text(question, "strong")
        self.setLayout(column(self._question, self._problem, held(self._line), spacing=6))

    def draw(self, choices: Sequence[Choice], chosen: Sequence[str], problem: str = "") -> None:
        if choices != self._choices:
            self._rebuild(choices)
        for value, chip in self._chips.items():
            chip.setChecked(value in chosen)
        for value, tile in self._tiles.items():
            tile.show_chosen(value in chosen)
        self._problem.show_words(problem)
        self.setAccessibleDescription(problem)

    def _rebuild(self, choices: Sequence[Choice]) -> None:
        self._choices = choices
        clear(self._line)
        pictures = [one for one in choices if one.image is not None]
        self._tiles = {one.value: self._tile(one) for one in pictures}
        chips = (*(one for one in choices if one.image is None), *self._every)
        self._chips = {one.value: self._chip(one) for one in chips}
        made: list[QWidget] = [*self._tiles.values(), *self._chips.values()]
        for part in made:
            self._line.addWidget(part)
        if made:
            self.setFocusProxy(made[0])

    def _tile(self, one: Choice) -> Tile:
        tile = Tile(one, f"{self.objectName()}_{one.value[:SHORT_ID]}")
        tile.button.clicked.connect(partial(self._tell, one.value))
        return tile

    def _chip(self, one: Choice) -> ToggleChip:
        chip = ToggleChip(one.words, f"{self.objectName()}_{one.value}")
        chip.clicked.connect(partial(self._tell, one.value))
        return chip

    def _tell(self, value: str) -> None:
        self.toggled.emit(value)


class Tile(QWidget):
    """A small picture with a tick while it is chosen, and what it shows."""

    def __init__(self, one: Choice, name: str) -> None:
        super().__init__()
        self._one = one
        self.button = ThumbnailButton(self._face(False), name)
        self.button.setCheckable(True)
        self.setFocusProxy(self.button)
        caption = Text(one.words, "quiet")
        caption.setFixedWidth(THUMBNAIL.width() + 16)
        tile = column(self.button, caption, spacing=2)
        tile.setAlignment(self.button, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(tile)

    def show_chosen(self, chosen: bool) -> None:
        self.button.setChecked(chosen)
        self.button.draw(self._face(chosen))

    def _face(self, chosen: bool) -> Thumbnail:
        return Thumbnail(self._one.value, self._one.words, self._one.image or QImage(), done=chosen)


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
