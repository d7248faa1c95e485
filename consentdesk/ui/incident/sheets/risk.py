"""The risk, in writing: factor by factor, then the conclusion of whoever leads (R36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consentdesk.domain.incident import FoundRisk
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.sheet.state import Ask, Page, Said
from consentdesk.ui.incident.sheets.asking import back, closed_to
from consentdesk.ui.incident.told import factor_words, risk_choices
from consentdesk.ui.words import _
from consentdesk.workflows.incident import assess, conclude
from consentdesk.workflows.incident_files import situation

WRITTEN_LINES = 6


@dataclass(frozen=True)
class FactorSheet:
    """One factor, by the name that the rules give it."""

    room: Room
    incident: str
    factor: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        factors, factor = self._factors(), self.factor
        title, hint = factor_words(factor)
        said, number = known.file.assessment(factor), factors.index(factor) + 1
        lead = _("Factor {number} of {total}. {hint}").format(number=number, total=len(factors), hint=hint)
        shut = closed_to(known, for_leads=True)
        written = (Said(said.words),) if shut and said else ()
        ask = Ask("words", _("In writing"), lines=WRITTEN_LINES)
        entered = {"words": said.words if said else ""}
        return Page(title, lead, (), written, (ask,), entered, "" if shut else _("Note it and go on"), shut)

    def save(self, entries: Mapping[str, str]) -> str:
        try:
            file = assess(self.room.desk, self.incident, self.factor, entries.get("words", ""))
        except Refusal as refusal:
            raise _at_words(refusal, self.factor) from refusal
        missing = [factor for factor in self._factors() if file.assessment(factor) is None]
        return f"factor:{self.incident}/{missing[0]}" if missing else f"conclusion:{self.incident}"

    def _factors(self) -> tuple[str, ...]:
        return self.room.desk.pack.duties.breach.factors


@dataclass(frozen=True)
class ConclusionSheet:
    """How great the risk is. The program shows what was written, and concludes nothing."""

    room: Room
    incident: str

    def read(self) -> Page:
        known = situation(self.room.desk, self.incident)
        factors = self.room.desk.pack.duties.breach.factors
        shut, said = closed_to(known, for_leads=True), known.file.conclusion
        written = []
        for factor in factors:
            assessed = known.file.assessment(factor)
            page, leads = f"factor:{self.incident}/{factor}", _("Change") if assessed else _("Write")
            words, badge = (assessed.words, "") if assessed else ("", _("Missing"))
            written.append(Said(words, badge, "warn", page, leads, above=factor_words(factor)[0]))
        asks = (
            Ask("risk", _("The risk to people is"), options=risk_choices()),
            Ask("words", _("Why"), lines=2),
        )
        entered = {"risk": said.risk.value, "words": said.words} if said else {}
        title = _("How great is the risk to people?")
        lead = _("You conclude; the program does not. Who has to be told follows from it.")
        return Page(title, lead, (), tuple(written), asks, entered, "" if shut else _("Conclude"), shut)

    def save(self, entries: Mapping[str, str]) -> str:
        if not entries.get("risk"):
            raise Refusal(Problem("incident_risk_missing", "risk"))
        risk = FoundRisk(entries["risk"])
        try:
            conclude(self.room.desk, self.incident, risk, entries.get("words", ""))
        except Refusal as refusal:
            raise _at_words(refusal, "conclusion") from refusal
        return back(self.incident)


def _at_words(refusal: Refusal, field: str) -> Refusal:
    """The same, said of the one field in which it is written."""
    return Refusal(
        *(Problem(p.code, "words" if p.where == field else p.where, p.details) for p in refusal.problems)
    )
