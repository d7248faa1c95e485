"""What was found, said anew: another discovery moves every clock."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from consentdesk.domain.placement import PlaceKind
from consentdesk.ui.incident.how import kind_choices
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page
from consentdesk.ui.incident.sheets.asking import back, closed_to, moment_in, typed_moment, when_asks
from consentdesk.ui.words import _
from consentdesk.workflows.incident import correct_incident
from consentdesk.workflows.incident_files import situation


@dataclass(frozen=True)
class CorrectingSheet:
    room: Room
    incident: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        told, shut = known.file.incident, closed_to(known, for_leads=False)
        asks = (
            Ask("kind", _("Where is it?"), options=kind_choices()),
            Ask("where", _("In words")),
            Ask("address", _("Its address"), beside=True),
            Ask("found_by", _("Who noticed it?")),
            *when_asks(),
            Ask("what", _("What is to be seen there"), lines=2),
        )
        entered = {
            "kind": told.kind.value,
            "where": told.where,
            "address": told.link,
            "found_by": told.found_by,
            "what": told.what,
            **typed_moment(self.room, told.discovered_at),
        }
        title = _("What was found?")
        lead = _("Another time of discovery moves every day by which somebody has to be told.")
        return Page(title, lead, (), (), asks, entered, "" if shut else _("Correct it"), shut)

    def save(self, entries: Mapping[str, str]) -> str:
        told = situation(self.room.desk, self.incident).file.incident
        after = replace(
            told,
            kind=PlaceKind(entries["kind"]),
            where=entries["where"],
            link=entries["address"],
            found_by=entries["found_by"],
            what=entries["what"],
            discovered_at=moment_in(self.room, entries),
        )
        if after != told:
            correct_incident(self.room.desk, after)
        return back(self.incident)
