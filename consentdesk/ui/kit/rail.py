"""The dark rail of staff pages: where one can go, who is signed in, and how they leave."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from consentdesk.ui.kit.buttons import Button
from consentdesk.ui.kit.layout import Scroll, column
from consentdesk.ui.kit.text import Text, name_widget, reveal


class RailButton(Button):
    """One place to go; checked while one is there."""

    def nextCheckState(self) -> None:
        """Only `Rail.show_place` says where one is."""


@dataclass(frozen=True)
class RailWords:
    """What the buttons of whoever is signed in say."""

    own: str
    change: str
    lock: str


class Rail(QFrame):
    """`places` are (name, words) pairs. `place_asked(str)`, `own_asked` (what only this person knows),
    `change_asked` (somebody else signs in) and `lock_asked` are emitted on a press. In a low window the
    places scroll; who is signed in and how they leave stays in sight."""

    place_asked = Signal(str)
    own_asked = Signal()
    change_asked = Signal()
    lock_asked = Signal()

    def __init__(self, brand: str, places: Sequence[tuple[str, str]], words: RailWords) -> None:
        super().__init__()
        name_widget(self, "rail", brand)
        self._places = {name: self._place(name, words) for name, words in places}
        self._person = Text("", "person", "signed_in")
        self._own = self._way("own_secrets", words.own, lambda: self.own_asked.emit())
        self._change = self._way("change_user", words.change, lambda: self.change_asked.emit())
        self._lock = self._way("lock_now", words.lock, lambda: self.lock_asked.emit())
        self._change.hide()
        self._scroll = Scroll("rail_places")
        self._lay_out(brand)

    def show_place(self, name: str) -> None:
        for place, button in self._places.items():
            button.setChecked(place == name)
        if name in self._places:
            self._scroll.ensureWidgetVisible(self._places[name], 0, 0)

    def show_words(self, name: str, words: str) -> None:
        """Change what one place says ("Removals · 3")."""
        self._places[name].show_words(words)

    def show_change(self, possible: bool) -> None:
        """Offer that somebody else signs in, where there is somebody else."""
        reveal(self._change, possible)

    def show_person(self, *lines: str) -> None:
        """Who is signed in, where, and when the screen covers itself."""
        self._person.setText("\n".join(lines))

    def _place(self, name: str, words: str) -> RailButton:
        button = RailButton(words, f"go_{name}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.place_asked.emit(name))
        return button

    def _way(self, name: str, words: str, asked: Callable[[], object]) -> RailButton:
        button = RailButton(words, name)
        button.clicked.connect(asked)
        return button

    def _lay_out(self, brand: str) -> None:
        own = (self._person, self._own, self._change, self._lock)
        self._scroll.hold(column(*self._places.values(), None, spacing=0), (0, 0, 0, 0))
        whole = column(Text(brand, "brand"), self._scroll, *own, spacing=0, margins=(16, 20, 16, 18))
        whole.setStretchFactor(self._scroll, 1)
        self.setLayout(whole)
