"""Everything that was said and done of an incident, oldest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.ui.incident.happened import happened_words
from consentdesk.ui.incident.room import Room, name_of
from consentdesk.ui.incident.sheet.state import Page, Said
from consentdesk.ui.incident.sheets.asking import back
from consentdesk.ui.words import _
from consentdesk.workflows.incident_files import situation


@dataclass(frozen=True)
class TimelineSheet:
    room: Room
    incident: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        said = tuple(
            Said(words, above=f"{self.room.when(each.at)}, {name_of(known.names, each.by)}")
            for each in known.file.timeline
            if (words := happened_words(self.room, known, each.body))
        )
        return Page(_("What was said and done"), said=said)

    def save(self, entries: Mapping[str, str]) -> str:
        return back(self.incident)
