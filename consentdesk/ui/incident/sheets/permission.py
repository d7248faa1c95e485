"""Whether a permission existed for that use on that day, straight from the ledger (R35)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.access import Act
from consentdesk.domain.incident import IncidentStep, StepNote, StepState
from consentdesk.domain.permission import Verdict
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page, Said
from consentdesk.ui.incident.sheets.asking import back, closed_to, leads
from consentdesk.ui.incident.taking_down import leave_places
from consentdesk.ui.incident.told import step_question
from consentdesk.ui.reasons import reason_words
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.incident import correct_incident, note_step
from consentdesk.workflows.incident_files import Situation, situation
from consentdesk.workflows.may_use import who_signed


@dataclass(frozen=True)
class PermissionSheet:
    room: Room
    incident: str

    def read(self) -> Page:
        desk = self.room.desk
        known = situation(desk, self.incident)
        title, lead = step_question(IncidentStep.PERMISSION)
        told, shut = known.file.incident, closed_to(known, for_leads=False)
        uses = tuple((use.id, desk.staff_wording.uses[use.id].short) for use in desk.pack.uses)
        asks = (
            Ask("use", _("What was it used for there?"), options=uses),
            Ask("outlet", _("Where: the journal, the site or the platform")),
            Ask("placed_on", _("There since"), short=True, beside=True),
            *([_unknown()] if leads(known) and not told.images else []),
        )
        entered = {"use": told.use, "outlet": told.outlet, "placed_on": self.room.typed_day(told.placed_on)}
        ask_ledger = "" if shut else _("Ask the ledger")
        return Page(title, lead, (), self._said(desk, known), asks, entered, ask_ledger, shut)

    def save(self, entries: Mapping[str, str]) -> str:
        if why := entries.get("words", ""):
            note = StepNote(IncidentStep.PERMISSION, StepState.NOT_NEEDED, self.room.now, words=why)
            note_step(self.room.desk, self.incident, note)
            return back(self.incident)
        told = situation(self.room.desk, self.incident).file.incident
        after = replace(
            told,
            use=entries.get("use", ""),
            outlet=entries.get("outlet", ""),
            placed_on=self._day(entries.get("placed_on", "")),
        )
        leave_places(self.room.desk, correct_incident(self.room.desk, after))
        return (
            f"step:{self.incident}/{IncidentStep.PERMISSION.value}" if after != told else back(self.incident)
        )

    def _day(self, typed: str) -> date | None:
        day = self.room.parse_day(typed) if typed else None
        if typed and day is None:
            raise Refusal(self.room.day_problem("placed_on"))
        return day

    def _said(self, desk: Desk, known: Situation) -> tuple[Said, ...]:
        told = known.file.incident
        if not told.images:
            return (
                Said(
                    _("No picture of ours is named yet. Choose it among the pictures, then “Incident…”."),
                    _("Not known"),
                    "warn",
                    leads=_("Choose it"),
                    room="gallery",
                ),
            )
        if not told.use:
            return (Said(_("Say what it was used for, and the ledger answers."), _("Not known"), "warn"),)
        signs = Act.LOOK in known.acts
        lines = [
            self._line(desk, number, verdict, signs)
            for number, verdict in enumerate(known.verdicts.values(), 1)
        ]
        return (*lines, *self._asked_before(known))

    def _line(self, desk: Desk, number: int, verdict: Verdict, signs: bool) -> Said:
        if verdict.allowed:
            words = _signed(desk, self.room, verdict) if signs else _("A permission is in the record.")
            return Said(_("Picture {number}: {words}").format(number=number, words=words), _("Yes"), "good")
        reasons = " ".join(f"{reason_words(reason, self.room.day)}." for reason in verdict.reasons)
        return Said(_("Picture {number}: {words}").format(number=number, words=reasons), _("No"), "bad")

    def _asked_before(self, known: Situation) -> tuple[Said, ...]:
        """A no that somebody had been told, and used it all the same."""
        asked = [each.asked_at for each in known.file.permission if each.told_before and each.asked_at]
        words = _("Somebody had asked before, on {when}, and was told no.")
        return tuple(Said(words.format(when=self.room.when(at)), _("Known"), "bad") for at in asked[:1])


def _unknown() -> Ask:
    hint = _("Then the step is reasoned away with what you write here.")
    return Ask("words", _("Can nobody say which picture it is? Why"), hint, lines=2)


def _signed(desk: Desk, room: Room, verdict: Verdict) -> str:
    try:
        signed = who_signed(desk, verdict.record)
    except Refusal:  # erased: the answer stands all the same
        return _("A permission is in the record.")
    words = _("signed by {name} on {day}")
    return "; ".join(words.format(name=each.name, day=room.day(each.at.day)) for each in signed)
