"""Leads the first page: it opens an incident as soon as three things are said."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from consentdesk.domain.incident import Incident, IncidentStep, StepNote, StepState
from consentdesk.domain.incident_file import IncidentFile, IncidentLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.incident.found.reading import Known, found_as, read
from consentdesk.ui.incident.found.state import FoundState
from consentdesk.ui.incident.room import PREFIX, Room, told
from consentdesk.ui.incident.state import FILE, FOUND
from consentdesk.ui.incident.taking_down import leave_places
from consentdesk.ui.incident.told import place_words
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.reporting import About
from consentdesk.ui.words import _
from consentdesk.workflows.incident import correct_incident, note_step, open_incident
from consentdesk.workflows.incident_files import situation

FIELDS = ("kind", "where", "found_by", "day", "time", "contacted")


class FoundPresenter(Presenter[FoundState]):
    """`opened(page)` once the incident is. What is entered lies in the room until then."""

    opened = Signal(str)

    def __init__(self, room: Room, about: str) -> None:
        day, clock = room.typed_now()
        super().__init__(FoundState({"day": day, "time": clock}))
        self._room, self._about, self._opening = room, About.read(about), False
        self._id = ""  # of the incident, once it is open: a second try says it anew, and opens no other
        self._known = Known()

    def open(self) -> None:
        """Show what is known already of what was found."""
        room, about = self._room, self._about
        room.machine.lane.run(self, lambda: read(room.desk, about), self._show, self._refused)

    def enter(self, name: str, value: str) -> None:
        """Keep what was chosen or typed."""
        entries = {**self.state.entries, name: value}
        self._room.said[FOUND] = entries
        self.become(replace(self.state, entries=entries))

    def open_incident(self) -> None:
        """Write it down, and note that it is down where that was said; a second press does nothing."""
        entries = self.state.entries
        moment, wrong = self._room.moment(entries.get("day", ""), entries.get("time", ""))
        if self.state.kind is None:
            wrong = (Problem("incident_kind_missing", "kind"), *wrong)
        if self.state.asked and not entries.get("contacted", "").strip():
            wrong = (*wrong, Problem("incident_contact_missing", "contacted"))
        if moment is None or wrong:
            self._refused(Refusal(*wrong))
        elif not self._opening:
            self._opening = True
            work = partial(self._write, self._told(moment))
            self._room.machine.lane.run(self, work, self._opened, self._refused)

    def keep(self) -> None:
        """Whoever was here was called away, and the desk locks: what opens an incident opens it."""
        if self.state.kind is not None and self.state.entries.get("where", "").strip():
            self.open_incident()

    def join(self, incident: str) -> None:
        """The pictures belong to an incident that is open already."""
        work = partial(self._join, incident)
        self._room.machine.lane.run(self, work, self._opened, self._refused)

    def _join(self, incident: str) -> IncidentFile:
        """On the lane: what was found there is the same, with these pictures."""
        desk, known = self._room.desk, self._known
        told = situation(desk, incident).file.incident
        told = replace(
            told,
            images=(*told.images, *known.images),
            use=told.use or known.use,
            outlet=told.outlet or known.outlet,
        )
        file = correct_incident(desk, told)
        leave_places(desk, file)
        return file

    def _told(self, discovered_at: Moment) -> Incident:
        entries, known, kind = self.state.entries, self._known, self.state.kind
        assert kind is not None, "asked before"
        as_, where, link = found_as(entries.get("where", ""), known)
        return Incident(
            self._id,
            as_,
            kind,
            discovered_at,
            where,
            entries.get("found_by", ""),
            link=link,
            images=known.images,
            use=known.use,
            outlet=known.outlet,
            placed_on=known.placed_on,
        )

    def _write(self, told: Incident) -> IncidentFile:
        """On the lane: the incident, then whether it is down."""
        desk = self._room.desk
        file = open_incident(desk, told)
        self._id = file.incident.id
        leave_places(desk, file)
        if down := self.state.entries.get("down", ""):
            at = max(self._room.now, told.discovered_at, key=lambda moment: moment.utc)
            who = self.state.entries.get("contacted", "") if self.state.asked else ""
            file = note_step(desk, self._id, StepNote(IncidentStep.TAKE_DOWN, StepState(down), at, who))
        return file

    def _opened(self, file: IncidentFile) -> None:
        self._room.said.pop(FOUND, None)
        self.opened.emit(f"{FILE}:{file.incident.id}")

    def _show(self, known: Known) -> None:
        self._known = known
        entries = {**self.state.entries, **known.entered, **self._room.said.get(FOUND, {})}
        open_ones = tuple((line.id, self._words(line)) for line in known.open_ones)
        shown = replace(self.state, entries=entries, about=known.words, image=known.image)
        self.become(replace(shown, open_ones=open_ones))

    def _words(self, line: IncidentLine) -> str:
        words = _("Add it to: {kind}, {where}")
        return words.format(kind=place_words(line.kind), where=line.where)

    def _refused(self, refusal: Refusal) -> None:
        self._opening = False
        found = told(refusal.problems)
        fields = {f"{PREFIX}{name}" for name in FIELDS}
        at_fields = tuple(each for each in found if each[0] in fields)
        trouble = next((words for where, words in found if where not in fields), "")
        tried = self.state.tried + 1
        self.become(replace(self.state, problems=at_fields, trouble=trouble, tried=tried))
