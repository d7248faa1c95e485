"""The words of a letter about an incident, before it is one: whoever leads says them (R36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.domain.incident import IncidentPaper
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.incident.papers import drawn, paper_words
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page, Said
from consentdesk.ui.incident.sheets.asking import closed_to
from consentdesk.ui.words import _
from consentdesk.workflows.incident_files import Situation, situation
from consentdesk.workflows.incident_letters import people_in

WRITTEN_LINES = 2


@dataclass(frozen=True)
class LetterSheet:
    """What the clinic says in its own words. `which` is the kind of letter."""

    room: Room
    incident: str
    which: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        shut, people = closed_to(known, for_leads=True), self._people()
        nobody = self._paper is IncidentPaper.TO_PERSON and not people
        missing = _("A letter needs to know whose picture it is: choose it among the pictures.")
        return Page(
            paper_words(self._paper),
            self._lead(people),
            said=(Said(missing, _("Not known"), "warn", leads=_("Choose it"), room="gallery"),)
            if nobody
            else (),
            asks=self._asks(people),
            entered=self._entered(known),
            primary="" if shut or nobody else _("Write the letter"),
            closed_to=shut,
        )

    def save(self, entries: Mapping[str, str]) -> str:
        people = self._people()
        only = people[0][0] if len(people) == 1 else ""
        entries = {"patient": only, **entries}
        if people and not entries["patient"]:
            raise Refusal(Problem("incident_reader_missing", "patient"))
        page = f"paper:{self.incident}/{self.which}"
        drawn(self.room.desk, self.incident, self._paper, entries)
        self.room.letters[page] = entries
        return page

    @property
    def _paper(self) -> IncidentPaper:
        return IncidentPaper(self.which)

    def _people(self) -> tuple[tuple[str, str], ...]:
        """Whom it can be for: their ids and names."""
        if self._paper is not IncidentPaper.TO_PERSON:
            return ()
        return tuple((patient.id, patient.name) for patient in people_in(self.room.desk, self.incident))

    def _lead(self, people: tuple[tuple[str, str], ...]) -> str:
        if len(people) == 1:
            return _("To {name}, in plain words. Name nobody else.").format(name=people[0][1])
        return _("In plain words, in the language of whoever reads it. Name nobody.")

    def _asks(self, people: tuple[tuple[str, str], ...]) -> tuple[Ask, ...]:
        whose = (Ask("patient", _("For"), options=people),) if len(people) > 1 else ()
        can_do = _("What they can do")
        return (
            *whose,
            Ask("happened", _("What happened"), lines=WRITTEN_LINES),
            Ask("seen", _("What could be seen"), lines=WRITTEN_LINES),
            Ask("done", _("What was done"), lines=WRITTEN_LINES),
            *((Ask("can_do", can_do, lines=WRITTEN_LINES),) if people else ()),
        )

    def _entered(self, known: Situation) -> Mapping[str, str]:
        """What was said last, else what the incident says already."""
        if said := self.room.letters.get(f"paper:{self.incident}/{self.which}"):
            return said
        return {"happened": known.file.incident.what}
