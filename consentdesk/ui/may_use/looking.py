"""Looks through files, away from the window: found and decoded in the pool, recognised on the lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.machine import Machine
from consentdesk.workflows.check_files import Gathered, known_already, to_look_at
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.pictures_in_files import ChosenFile, PictureInFile, files_in, find_pictures, look
from consentdesk.workflows.recognise import Recognised, Seen


class Looking(QObject):
    """Through some files, once: file by file, the pictures of each side by side. `moved(done, total)` counts
    pictures as they come up; in the end comes `gathered(Gathered)` or `refused(Refusal)`."""

    moved = Signal(int, int)
    gathered = Signal(Gathered)
    refused = Signal(Refusal)

    def __init__(self, machine: Machine, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._machine, self._desk = machine, desk
        self._files: list[ChosenFile] = []
        self._so_far = Gathered()
        self._done = self._total = 0

    def begin(self, paths: Sequence[Path]) -> None:
        self._machine.pool.run(self, partial(files_in, paths), self._take, self.refused.emit)

    def stop(self) -> None:
        """Nothing more comes of it."""
        self._machine.pool.cancel(self)
        self.deleteLater()

    def _take(self, files: Sequence[ChosenFile]) -> None:
        self._files, self._total = list(files), len(files)
        self._next_file()

    def _next_file(self) -> None:
        self.moved.emit(self._done, self._total)
        if not self._files:
            self.gathered.emit(self._so_far)
            return
        find = partial(find_pictures, self._machine.decoder, self._files.pop(0))
        self._machine.pool.run(self, find, self._found, self.refused.emit)

    def _found(self, pictures: Sequence[PictureInFile]) -> None:
        self._total += len(pictures) - 1  # a file counts as one picture until it was opened
        work = partial(known_already, self._desk, pictures)
        self._machine.lane.run(self, work, partial(self._look, pictures), self.refused.emit)

    def _look(self, pictures: Sequence[PictureInFile], known: Mapping[str, Recognised]) -> None:
        unknown = to_look_at(pictures, known)
        self._done += len(pictures) - len(unknown)
        seen: dict[str, Seen | Problem] = {}

        def take(picture: PictureInFile, what: Seen | Problem) -> None:
            seen[picture.sha256] = what
            self._done += 1
            self.moved.emit(self._done, self._total)
            if len(seen) == len(unknown):
                finish()

        def finish() -> None:
            self._so_far = self._so_far.with_file(pictures, known, seen)
            self._next_file()

        for picture in unknown:
            work = partial(look, self._machine.decoder, picture)
            self._machine.pool.run(self, work, partial(take, picture), self.refused.emit)
        if not unknown:
            finish()
