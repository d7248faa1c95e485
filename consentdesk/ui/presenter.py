"""What every presenter is: a state that a screen draws, and a word when it has changed."""

from __future__ import annotations

from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

S = TypeVar("S")


class Presenter(QObject, Generic[S]):
    """Holds the one value its screen draws. Subclasses have a method per intent and call `become`."""

    state_changed = Signal(object)

    def __init__(self, state: S, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.state = state

    def become(self, state: S) -> None:
        """Take a new state; the screen is told only when it differs."""
        if state != self.state:
            self.state = state
            self.state_changed.emit(state)
