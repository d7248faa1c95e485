"""Finds out which picture a file is: by its bytes, by its pixels, else guessed by its looks (R24)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.lines import ImageLine
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.find_picture.state import FindPictureState, Guess
from consentdesk.ui.kit.picture import decoded
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.words import day_in_words, sentence
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.look_up import known_patient
from consentdesk.workflows.ports import Decoder
from consentdesk.workflows.recognise import (
    Recognised,
    Seen,
    recognise_file,
    recognise_seen,
    see,
    stored_looks,
)

MOST_GUESSES = 6

T = TypeVar("T")


@dataclass(frozen=True)
class _Looked:
    seen: Seen
    picture: QImage


@dataclass(frozen=True)
class _Outcome:
    which: Recognised
    guesses: tuple[Guess, ...] = ()


class FindPicturePresenter(Presenter[FindPictureState]):
    """`recognised(patient, image)` once it is known which one it is."""

    recognised = Signal(str, str)

    def __init__(self, machine: Machine, desk: Desk, path: Path) -> None:
        super().__init__(FindPictureState())
        self._machine, self._desk, self._path = machine, desk, path

    def open(self) -> None:
        """Look at the file, and lead on where it is known."""
        self._in_pool(partial(read_source, self._path), self._by_file)

    def _by_file(self, data: bytes) -> None:
        def show(which: Recognised) -> None:
            if not self._leads_on(which):
                self._in_pool(partial(_look, self._machine.decoder, data), self._by_looks)

        sha256 = hashlib.sha256(data).hexdigest()
        self._on_lane(partial(recognise_file, self._desk, sha256), show)

    def _by_looks(self, looked: _Looked) -> None:
        self.become(replace(self.state, picture=looked.picture))
        self._on_lane(partial(self._guess, looked.seen), self._show)

    def _guess(self, seen: Seen) -> _Outcome:
        which = recognise_seen(self._desk, seen, stored_looks(self._desk))
        lines = which.guesses[:MOST_GUESSES]
        pictures = thumbnails(self._desk, lines)
        guesses = (self._told(line, pictures.get(line.source_sha256, QImage())) for line in lines)
        return _Outcome(which, tuple(guesses))

    def _told(self, line: ImageLine, picture: QImage) -> Guess:
        day = day_in_words(line.recorded_at.day, self._machine.month_first)
        words = " · ".join(part for part in (line.label, day) if part)
        name = known_patient(self._desk, line.patient).name
        return Guess(line.patient, line.source_sha256, name, words, picture)

    def _show(self, outcome: _Outcome) -> None:
        if not self._leads_on(outcome.which):
            self.become(replace(self.state, looking=False, guesses=outcome.guesses))

    def _leads_on(self, which: Recognised) -> bool:
        if which.line is None:
            return False
        self.become(replace(self.state, looking=False, known=True))
        self.recognised.emit(which.line.patient, which.line.source_sha256)
        return True

    def _in_pool(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._machine.pool.run(self, work, done, self._say)

    def _on_lane(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._machine.lane.run(self, work, done, self._say)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, looking=False, trouble=sentence(refusal.problems[0])))


def _look(decoder: Decoder, data: bytes) -> _Looked:
    return _Looked(see(decoder, data), decoded(decoder.look(data).view))
