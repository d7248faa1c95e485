"""Leads through the list of incidents."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.incident_file import IncidentPlace
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.clocks import due_words, left_words
from consentdesk.ui.incident.listing.state import IncidentRow, ListingState
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.told import place_words, told_words
from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.incident_files import IncidentPage, ListedIncident, incidents


class ListingPresenter(Presenter[ListingState]):
    """`_starts` are where the pages up to the one shown begin."""

    def __init__(self, room: Room) -> None:
        super().__init__(ListingState())
        self._room = room
        self._starts: list[IncidentPlace | None] = [None]
        self._more: IncidentPlace | None = None

    def open(self) -> None:
        """Show the page where the list was left."""
        desk, which, start = self._room.desk, self.state.open, self._starts[-1]
        self._room.machine.lane.run(self, lambda: incidents(desk, which, start), self._show, self._say)

    def choose(self, which: bool) -> None:
        """Open ones, or those that are closed."""
        self._starts = [None]
        self.become(replace(self.state, open=which))
        self.open()

    def show_more(self) -> None:
        if self._more is not None:
            self._starts.append(self._more)
            self.open()

    def show_earlier(self) -> None:
        if len(self._starts) > 1:
            self._starts.pop()
            self.open()

    def _show(self, page: IncidentPage) -> None:
        self._more = page.more
        rows = tuple(map(self._row, page.lines))
        earlier, more = len(self._starts) > 1, page.more is not None
        self.become(replace(self.state, rows=rows, earlier=earlier, more=more, loaded=True, trouble=""))

    def _row(self, listed: ListedIncident) -> IncidentRow:
        line, room = listed.line, self._room
        badge, mood = self._badge(listed)
        return IncidentRow(
            line.id,
            place_words(line.kind),
            line.where,
            room.when(line.discovered_at),
            self._due(listed),
            badge,
            mood,
        )

    def _due(self, listed: ListedIncident) -> str:
        line, due = listed.line, listed.due
        if line.closed_at is not None:
            return _("Closed on {day}").format(day=self._room.day(line.closed_at.day))
        if due is None:
            return ""
        words = _("Tell {whom} {when}")
        return words.format(whom=told_words(due.duty.tell), when=due_words(self._room, due))

    def _badge(self, listed: ListedIncident) -> tuple[str, Mood]:
        if listed.line.closed_at is not None:
            return _("Closed"), "info"
        if not listed.line.taken_down:
            return _("Still up"), "bad"
        return left_words(self._room, listed.due) if listed.due else (_("To be closed"), "info")

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0]), loaded=True))
