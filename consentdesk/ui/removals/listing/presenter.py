"""Leads through the list of tasks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from consentdesk.domain.placement import RemovalLine
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.take_down import RemovalPlace, Which
from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.register.told import left_words
from consentdesk.ui.removals.listing.state import ListingState, TaskRow
from consentdesk.ui.removals.room import Room, image_words, name_of, where_words
from consentdesk.ui.removals.told import refusals_words
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.take_down import TaskPage, tasks


class ListingPresenter(Presenter[ListingState]):
    def __init__(self, room: Room) -> None:
        super().__init__(ListingState(room.which))
        self._room = room
        self._more: RemovalPlace | None = None

    def open(self) -> None:
        """Show what was looked for last, where it was left."""
        room, start = self._room, self._room.starts[-1]
        room.machine.lane.run(self, lambda: tasks(room.desk, room.which, start), self._show, self._say)

    def choose(self, which: str) -> None:
        """Open ones, one's own, or those that are closed."""
        self._room.which, self._room.starts = Which(which), [None]
        self.become(replace(self.state, which=self._room.which))
        self.open()

    def show_more(self) -> None:
        if self._more is not None:
            self._room.starts.append(self._more)
            self.open()

    def show_earlier(self) -> None:
        if len(self._room.starts) > 1:
            self._room.starts.pop()
            self.open()

    def _show(self, page: TaskPage) -> None:
        self._more = page.more
        rows = tuple(self._row(line, page.names) for line in page.lines)
        earlier, more = len(self._room.starts) > 1, page.more is not None
        shown = replace(self.state, counts=page.counts, rows=rows, earlier=earlier, more=more)
        self.become(replace(shown, loaded=True, trouble=""))

    def _row(self, line: RemovalLine, names: Mapping[str, str]) -> TaskRow:
        image = (image_words(line.place), line.place.patient_name)
        return TaskRow(
            line.removal.id,
            line.place.placement.title,
            where_words(line.place),
            " · ".join(part for part in image if part),
            name_of(names, line.removal.owner),
            self._when(line),
            *self._badge(line),
        )

    def _when(self, line: RemovalLine) -> str:
        closed = next((report for report in line.reports if report.outcome.closes), None)
        if closed is not None:
            return self._room.day(closed.at.day)
        due = line.removal.due
        return self._room.due(due) if due == self._room.today else self._room.day(due)

    def _badge(self, line: RemovalLine) -> tuple[str, Mood]:
        closed = next((report for report in line.reports if report.outcome.closes), None)
        if closed is not None:
            return left_words(closed.outcome), "info"
        if line.removal.due < self._room.today:
            return _("Overdue"), "bad"
        if line.removal.level:
            return refusals_words(line.removal.level), "warn"
        return "", "info"

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0]), loaded=True))
