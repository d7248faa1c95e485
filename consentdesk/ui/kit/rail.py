"""The dark rail of staff pages: where one can go, who is signed in, and "Lock now"."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from consentdesk.ui.kit.buttons import Button
from consentdesk.ui.kit.layout import column
from consentdesk.ui.kit.text import Text, name_widget


class RailButton(Button):
    """One place to go; checked while one is there."""

    def nextCheckState(self) -> None:
        """Only `Rail.show_place` says where one is."""


class Rail(QFrame):
    """`places` are (name, words) pairs; `place_asked(str)` and `lock_asked` are emitted on a press."""

    place_asked = Signal(str)
    lock_asked = Signal()

    def __init__(self, brand: str, places: Sequence[tuple[str, str]], lock: str) -> None:
        super().__init__()
        name_widget(self, "rail", brand)
        self._places = {name: self._place(name, words) for name, words in places}
        self._person = Text("", "person", "signed_in")
        self._lock = RailButton(lock, "lock_now")
        self._lock.clicked.connect(self.lock_asked)
        self._lay_out(brand)

    def show_place(self, name: str) -> None:
        for place, button in self._places.items():
            button.setChecked(place == name)

    def show_words(self, name: str, words: str) -> None:
        """Change what one place says ("Removals · 3")."""
        self._places[name].show_words(words)

    def show_person(self, *lines: str) -> None:
        """Who is signed in, where, and when the screen covers itself."""
        self._person.setText("\n".join(lines))

    def _place(self, name: str, words: str) -> RailButton:
        button = RailButton(words, f"go_{name}")
        button.setCheckable(True)
        button.clicked.connect(lambda: self.place_asked.emit(name))
        return button

    def _lay_out(self, brand: str) -> None:
        parts = (Text(brand, "brand"), *self._places.values(), None, self._person, self._lock)
        self.setLayout(column(*parts, spacing=6, margins=(16, 20, 16, 18)))
