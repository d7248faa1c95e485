"""What the presenter of every page of the room is: it tells the working copy, anew whenever that changed."""

from __future__ import annotations

from typing import TypeVar

from consentdesk.ui.presenter import Presenter
from consentdesk.ui.rules.working_copy import WorkingCopy

S = TypeVar("S")


class Part(Presenter[S]):
    """Subclasses say in `_state` what their page shows; what they need for it is there before `__init__`."""

    def __init__(self, copy: WorkingCopy) -> None:
        self._copy = copy
        super().__init__(self._state())
        copy.changed.connect(self._refresh)  # a method: the copy outlives the page

    def _refresh(self) -> None:
        self.become(self._state())

    def _state(self) -> S:
        raise NotImplementedError
