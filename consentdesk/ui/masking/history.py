"""What was drawn before, to go back to and forth again."""

from __future__ import annotations

from consentdesk.domain.masking import NOTHING_MASKED, Masking


class History:
    """Begins with nothing drawn. What was taken back is forgotten once something else is drawn."""

    def __init__(self) -> None:
        self._drawn: list[Masking] = [NOTHING_MASKED]
        self._at = 0

    @property
    def present(self) -> Masking:
        return self._drawn[self._at]

    @property
    def can_undo(self) -> bool:
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        return self._at + 1 < len(self._drawn)

    def draw(self, masking: Masking) -> None:
        """Something else is drawn; the same once more is nothing new."""
        if masking != self.present:
            self._drawn = [*self._drawn[: self._at + 1], masking]
            self._at += 1

    def undo(self) -> None:
        self._at -= self.can_undo

    def redo(self) -> None:
        self._at += self.can_redo
