"""Leads the page of one incident."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.file.reading import shown
from consentdesk.ui.incident.file.state import FileState
from consentdesk.ui.incident.room import Room
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.incident_files import Situation, situation
from consentdesk.workflows.incident_work import finish_task


class FilePresenter(Presenter[FileState]):
    def __init__(self, room: Room, incident: str) -> None:
        super().__init__(FileState())
        self._room, self._incident = room, incident

    def open(self) -> None:
        """Read what is known of it now."""
        work = partial(situation, self._room.desk, self._incident)
        self._room.machine.lane.run(self, work, self._show, self._say)

    def finish(self, task: str) -> None:
        """A task is done."""
        work = partial(finish_task, self._room.desk, self._incident, task)
        self._room.machine.lane.run(self, work, lambda file: self.open(), self._say)

    def _show(self, known: Situation) -> None:
        self.become(shown(self._room, known))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0]), loaded=True))
