"""Makes the files of a release one after the other, then has all of them written."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.release import ReleaseSheet, Rendition, WantedRelease
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document
from consentdesk.workflows.release import making, release_images, sheet_paper


class Making(QObject):
    """One release. `went_on(done)` after each file; at the end `ended(sheet, document)`, or
    `refused(Refusal)`. Deleted before that, it writes nothing, but for what is being written already."""

    went_on = Signal(int)
    ended = Signal(object, object)
    refused = Signal(object)

    def __init__(
        self, machine: Machine, desk: Desk, wanted: WantedRelease, folder: Path, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._machine, self._desk, self._wanted, self._folder = machine, desk, wanted, folder
        self._made: dict[str, Rendition] = {}

    def go_on(self) -> None:
        """Make the next file; with all of them made, let them out."""
        left = [image for image in self._wanted.images if image not in self._made]
        if not left:
            self._machine.lane.run(self, self._let_out, lambda out: self.ended.emit(*out), self._refuse)
            return
        begin = partial(making, self._desk, self._machine.renderer, self._wanted, left[0])
        self._machine.lane.run(self, begin, partial(self._make, left[0]), self._refuse)

    def _make(self, image: str, work: Callable[[], Rendition]) -> None:
        self._machine.pool.run(self, work, partial(self._keep, image), self._refuse)

    def _keep(self, image: str, made: Rendition) -> None:
        self._made[image] = made
        self.went_on.emit(len(self._made))
        self.go_on()

    def _let_out(self) -> tuple[ReleaseSheet, Document]:
        sheet = release_images(self._desk, self._wanted, self._made, self._folder, self._machine.saver)
        return sheet, sheet_paper(self._desk, sheet)

    def _refuse(self, refusal: Refusal) -> None:
        self.refused.emit(refusal)
