"""Leads to a letter."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.removals.letter.state import LetterState
from consentdesk.ui.removals.room import Room, told
from consentdesk.ui.removals.told import LANGUAGES
from consentdesk.workflows.take_down import TaskFile, task
from consentdesk.workflows.takedown_letters import Wish, new_letter, written_letter


class LetterPresenter(Presenter[LetterState]):
    """`written(document)` once there is a letter to give."""

    written = Signal(object)

    def __init__(self, room: Room, about: str) -> None:
        staff = room.desk.staff_language
        super().__init__(LetterState(language=staff if staff in LANGUAGES else "en"))
        self._room, self._about, self._writing = room, about, False

    def open(self) -> None:
        """Ask how the letter is to be."""
        lane = self._room.machine.lane
        lane.run(self, lambda: task(self._room.desk, self._about), self._ask, self._refused)

    def find(self) -> None:
        """The letter that was written already."""
        removal, _slash, number = self._about.rpartition("/")
        lane = self._room.machine.lane
        work = lambda: written_letter(self._room.desk, removal, int(number))  # noqa: E731
        lane.run(self, work, self.written.emit, self._refused)

    def type_to(self, text: str) -> None:
        self.become(replace(self.state, to=text))

    def choose_language(self, language: str) -> None:
        self.become(replace(self.state, language=language))

    def choose_picture(self, pictured: bool) -> None:
        self.become(replace(self.state, pictured=pictured))

    def choose_everywhere(self, everywhere: bool) -> None:
        self.become(replace(self.state, everywhere=everywhere))

    def write(self) -> None:
        """Write it as it is wished, once."""
        state = self.state
        if self._writing:
            return
        self._writing = True
        wish = Wish(tuple(state.to.splitlines()), state.language, state.pictured, state.everywhere)
        work, lane = lambda: new_letter(self._room.desk, self._about, wish), self._room.machine.lane
        lane.run(self, work, self._written, self._refused)

    def _ask(self, file: TaskFile) -> None:
        place = file.line.place.placement
        to = "\n".join(dict.fromkeys(part for part in (place.owner, place.outlet) if part))
        pictures = file.image is not None and file.image.kept
        asked = replace(self.state, asking=True, to=to, can_picture=pictures, others=len(file.beside))
        self.become(asked)

    def _written(self, document: object) -> None:
        self.become(replace(self.state, asking=False, problems=(), trouble=""))
        self.written.emit(document)

    def _refused(self, refusal: Refusal) -> None:
        self._writing = False
        found = told(refusal.problems)
        at_fields = tuple(each for each in found if each[0])
        trouble = next((words for where, words in found if not where), "")
        tried = self.state.tried + 1
        self.become(replace(self.state, problems=at_fields, trouble=trouble, tried=tried))
