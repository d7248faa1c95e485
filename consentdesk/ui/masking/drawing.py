"""Leads the drawing: shapes come, change and go, and an eye bar is called one at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from consentdesk.domain.eye_bar import EyeBar, eye_bar
from consentdesk.domain.masking import NOTHING_MASKED, Fill, Masking
from consentdesk.domain.reidentification.identifier import SeenInPicture
from consentdesk.ui.masking.shapes import CROP, Tool, filled, without
from consentdesk.ui.masking.state import MaskingState
from consentdesk.ui.presenter import Presenter


class History:
    """What was drawn, to go back to and forth again, from nothing on. What was taken back is forgotten once
    something else is drawn."""

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


class DrawingPresenter(Presenter[MaskingState]):
    """Needs nothing but the state: no vault, no thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(MaskingState(), parent)
        self._history, self._seen = History(), SeenInPicture()

    def choose_tool(self, tool: str) -> None:
        self.become(replace(self.state, tool=Tool(tool), chosen=None, after=False))

    def choose_fill(self, fill: str) -> None:
        """Fill what is chosen, and what is drawn from now on."""
        self.become(replace(self.state, fill=Fill(fill)))
        if self.state.chosen is not None:
            self.take(filled(self.state.masking, self.state.chosen, Fill(fill)), self.state.chosen)

    def take(self, masking: Masking, which: int | None) -> None:
        """Something was drawn or changed; `which` of the shapes is the one to go on with."""
        self._history.draw(masking)
        self._show_drawn(which)

    def choose(self, which: int | None) -> None:
        """Go on with another shape, or with none."""
        filled_so = self.state.masking.covers[which].fill if which not in (None, CROP) else None
        self.become(replace(self.state, chosen=which, fill=filled_so or self.state.fill, after=False))

    def remove(self) -> None:
        """Take away what is chosen."""
        if self.state.chosen is not None:
            self.take(without(self.state.masking, self.state.chosen), None)

    def undo(self) -> None:
        self._history.undo()
        self._show_drawn(None)

    def redo(self) -> None:
        self._history.redo()
        self._show_drawn(None)

    def show_after(self, after: bool) -> None:
        """Show it as it will be, or as it is drawn."""
        self.become(replace(self.state, after=after))

    def know(self, seen: SeenInPicture) -> None:
        """Detectors have looked for faces: what was drawn over them is judged anew."""
        self._seen = seen
        self.become(replace(self.state, eye_bar=self._bar_in(self.state.masking)))

    def _show_drawn(self, which: int | None) -> None:
        history = self._history
        drawn = history.present
        self.become(
            replace(
                self.state,
                masking=drawn,
                chosen=which,
                after=False,
                can_undo=history.can_undo,
                can_redo=history.can_redo,
                eye_bar=self._bar_in(drawn),
                problems=(),
            )
        )

    def _bar_in(self, drawn: Masking) -> EyeBar:
        return eye_bar(drawn, self._seen, self.state.width / self.state.height)
