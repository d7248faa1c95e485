"""A step of the first hour, or of telling somebody: what became of it, who was reached, and when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.domain.access import Act
from consentdesk.domain.incident import IncidentStep, StepNote, StepState
from consentdesk.domain.incident_steps import CONTACTS, FOR_WHO_LEADS, TOLD
from consentdesk.ui.incident.clocks import holds_words
from consentdesk.ui.incident.how import how_to_take_down
from consentdesk.ui.incident.papers import page_of_paper, paper_of
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page, Said
from consentdesk.ui.incident.sheets.asking import back, closed_to, leads, moment_in, typed_moment, when_asks
from consentdesk.ui.incident.told import note_words, step_question
from consentdesk.ui.register.told import left_words
from consentdesk.ui.words import _
from consentdesk.workflows.incident import note_step
from consentdesk.workflows.incident_files import Situation, situation

REACHED = (StepState.DONE.value, StepState.ASKED.value)


@dataclass(frozen=True)
class StepSheet:
    room: Room
    incident: str
    step: IncidentStep

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        title, lead = step_question(self.step)
        shut = closed_to(known, self.step in FOR_WHO_LEADS)
        taking_down = self.step is IncidentStep.TAKE_DOWN
        return Page(
            title,
            lead,
            how_to_take_down(known.file.incident.kind) if taking_down and not self._noted(known) else (),
            self._said(known),
            self._asks(known),
            self._entered(known),
            "" if shut else _("Note it"),
            shut,
        )

    def save(self, entries: Mapping[str, str]) -> str:
        desk, state = self.room.desk, StepState(entries.get("state", StepState.DONE.value))
        at = moment_in(self.room, entries) if state.value in REACHED else self.room.now
        who = entries.get("contacted", "")
        note_step(desk, self.incident, StepNote(self.step, state, at, who, entries.get("words", "")))
        return back(self.incident)

    def _asks(self, known: Situation) -> tuple[Ask, ...]:
        reached = ("state", REACHED)
        who = Ask("contacted", self._who(), when=reached)
        named = (who,) if self.step in CONTACTS or self.step is IncidentStep.TAKE_DOWN else ()
        words = Ask("words", _("How it went; or why it is not needed"), lines=2)
        return (Ask("state", "", options=self._states(known)), *named, *when_asks(reached), words)

    def _noted(self, known: Situation) -> bool:
        note = known.file.note(self.step)
        return note is not None and note.state.settles

    def _who(self) -> str:
        if self.step is IncidentStep.TAKE_DOWN:
            return _("Who did, or was asked")
        return _("Their name")

    def _states(self, known: Situation) -> tuple[tuple[str, str], ...]:
        done, asked = {
            IncidentStep.TAKE_DOWN: (_("It is down"), _("Somebody was asked to")),
            **dict.fromkeys(TOLD, (_("Told"), "")),
        }.get(self.step, (_("Reached"), _("Not reached yet: a message was left")))
        choices = [(StepState.DONE.value, done), (StepState.ASKED.value, asked)]
        if leads(known):
            choices.append((StepState.NOT_NEEDED.value, _("Not needed")))
        return tuple((value, words) for value, words in choices if words)

    def _entered(self, known: Situation) -> dict[str, str]:
        """The last word on it, to be put right; else that it happens now, by whoever was asked to."""
        note = known.file.note(self.step)
        if note is None or not note.state.settles:
            who = note.contacted if note else ""
            now = typed_moment(self.room, self.room.now)
            return {"state": StepState.DONE.value, "contacted": who, **now}
        typed = typed_moment(self.room, note.at)
        return {"state": note.state.value, "contacted": note.contacted, "words": note.words, **typed}

    def _said(self, known: Situation) -> tuple[Said, ...]:
        note = known.file.note(self.step)
        noted = (Said(note_words(note, self.room.when(note.at)), _("Noted"), "good"),) if note else ()
        return (*noted, *self._duties(known), *self._places(known), *self._paper(known))

    def _duties(self, known: Situation) -> tuple[Said, ...]:
        tell = TOLD.get(self.step)
        due = [d for d in known.deadlines if d.duty.tell is tell]
        return tuple(Said(holds_words(self.room, each)) for each in due)

    def _places(self, known: Situation) -> tuple[Said, ...]:
        """The take-downs of the places where the images are."""
        if self.step is not IncidentStep.TAKE_DOWN or Act.TAKE_DOWN not in known.acts:
            return ()
        return tuple(
            Said(
                line.place.placement.title or line.place.placement.outlet,
                _("To leave") if line.open else left_words(line.reports[-1].outcome),
                "warn" if line.open else "good",
                line.removal.id,
                _("Open"),
                "removals",
            )
            for line in known.removals
        )

    def _paper(self, known: Situation) -> tuple[Said, ...]:
        paper = paper_of(self.step)
        if paper is None or Act.GIVE_COPY not in known.acts or not leads(known):
            return ()
        page = page_of_paper(self.incident, paper)
        return (Said(_("A letter is drafted from what is written here."), page=page, leads=_("The letter")),)
