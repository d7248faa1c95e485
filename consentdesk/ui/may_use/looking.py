"""Looks through files, away from the window: found and decoded in the pool, recognised on the lane."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.machine import Machine
from consentdesk.workflows.check_files import LOOKED_AT_AT_ONCE, Gathered, known_already, to_look_at
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.pictures_in_files import ChosenFile, PictureInFile, files_in, find_pictures, look
from consentdesk.workflows.recognise import Recognised, Seen


@dataclass
class _OpenFile:
    """What is known so far of the file that is looked through, and which of its pictures wait."""

    pictures: Sequence[PictureInFile] = ()
    known: Mapping[str, Recognised] = field(default_factory=dict)
    waiting: list[PictureInFile] = field(default_factory=list)
    unknown: int = 0
    seen: dict[str, Seen | Problem] = field(default_factory=dict)


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
        self._so_far, self._open = Gathered(), _OpenFile()
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
        self._open = _OpenFile(pictures, known, list(unknown), len(unknown))
        for _ in range(LOOKED_AT_AT_ONCE):
            self._look_on()
        if not unknown:
            self._close_file()

    def _look_on(self) -> None:
        """At the next picture; no more than a few at once, so that others find the pool free."""
        if self._open.waiting:
            picture = self._open.waiting.pop(0)
            work, took = partial(look, self._machine.decoder, picture), partial(self._take_look, picture)
            self._machine.pool.run(self, work, took, self.refused.emit)

    def _take_look(self, picture: PictureInFile, what: Seen | Problem) -> None:
        self._open.seen[picture.sha256] = what
        self._done += 1
        self.moved.emit(self._done, self._total)
        if len(self._open.seen) == self._open.unknown:
            self._close_file()
        else:
            self._look_on()

    def _close_file(self) -> None:
        opened = self._open
        self._so_far = self._so_far.with_file(opened.pictures, opened.known, opened.seen)
        self._next_file()
