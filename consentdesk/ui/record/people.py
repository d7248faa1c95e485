"""Who took part in a record, in words for staff (R8–R12, R16)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from consentdesk.domain.draft import AssentState
from consentdesk.domain.pack import ALONE
from consentdesk.domain.people import Capacity
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.route import Route
from consentdesk.ui.record.state import Facts
from consentdesk.ui.words import (
    _,
    day_in_words,
    moment_in_words,
    ngettext,
    pathway_words,
    route_words,
    understanding_words,
)


@dataclass(frozen=True)
class People:
    """`term` gives the clinic's word for a relationship or an authority."""

    record: ConsentRecord
    term: Callable[[str], str]
    month_first: bool = False

    def facts(self) -> Facts:
        """(label, words) of the patient, who decided, who helped, what the patient said themself, how people
        agreed, and what was understood."""
        told = (*self._patient(), *self._circumstances(), *self._others(), *self._own_word())
        return (*told, *self._agreeing(), *self._still_refused())

    def _patient(self) -> Iterator[tuple[str, str]]:
        record, patient = self.record, self.record.patient
        words = ngettext(
            "{name}, {age} year at signing, born {day}",
            "{name}, {age} years at signing, born {day}",
            record.age_years,
        )
        day = day_in_words(patient.born, self.month_first)
        yield _("Patient"), words.format(name=patient.name, age=record.age_years, day=day)
        if patient.record_number:
            yield _("Record number"), patient.record_number
        yield _("Who decided"), pathway_words(record.pathway)

    def _circumstances(self) -> Iterator[tuple[str, str]]:
        facts = self.record.circumstances
        capacity = {
            Capacity.NO_DOUBT: "",
            Capacity.FOUND: _("Asked, and found able to decide"),
            Capacity.LACKING: _("Not able to make this decision"),
            Capacity.TEMPORARILY_LACKING: _("Not able to make this decision for now"),
            Capacity.GUARDIAN: _("A guardian decides"),
        }[facts.capacity]
        if capacity:
            yield _("Capacity"), capacity
        if self.record.pathway == ALONE:
            yield _("Decided alone as"), self.term(facts.decides_alone)
        if self.record.override:
            yield _("Departs from the usual rule"), self.record.override
        if facts.developmental_disability:
            yield _("Disability"), _("There is a developmental disability")
        if (permission := self.record.photography) is not None:
            said = _("Yes") if permission.yes else _("No")
            yield (
                _("May photographs be taken?"),
                f"{said}, {moment_in_words(permission.at, self.month_first)}",
            )

    def _others(self) -> Iterator[tuple[str, str]]:
        for adult in (self.record.representative, self.record.second_representative):
            if adult is not None:
                relationship, authority = self.term(adult.relationship), self.term(adult.authority)
                yield _("Decided for the patient"), f"{adult.name}, {relationship} ({authority})"
        if self.record.one_signs:
            yield _("Why only one of two signed"), self.record.one_signs
        for helper in self.record.supporters:
            label = _("Interpreter") if helper.kind == "interpreter" else _("Support person")
            yield label, f"{helper.name}, {helper.language}" if helper.language else helper.name

    def _agreeing(self) -> Iterator[tuple[str, str]]:
        """How people agreed where it was not with the pen on the screen (R20), and what they were asked."""
        route = self.record.route
        if route is not Route.SCREEN:
            yield _("How people agreed"), route_words(route)
        witness = next((s.name for s in self.record.signatures if s.role == "witness"), "")
        if witness:
            yield _("Witness"), witness
        if self.record.asked:
            yield _("Questions about the explanation"), understanding_words(self.record.asked)
        if names := self._who_replied():
            yield _("Who replied"), names

    def _who_replied(self) -> str:
        """The names of those to whom the questions were put; "" where the record does not say."""
        record = self.record
        adults = (record.representative, record.second_representative)
        named = {"patient": [record.patient.name], "representative": [a.name for a in adults if a]}
        return ", ".join(name for by in sorted({q.by for q in record.asked}) for name in named.get(by, ()))

    def _still_refused(self) -> Iterator[tuple[str, str]]:
        """What was refused in the record that this one corrects, and was not asked about again (R22)."""
        corrected, refused = self.record.corrects, self.record.still_refused
        if corrected is not None and refused:
            words = ngettext(
                "{count} answer of record {code}", "{count} answers of record {code}", len(refused)
            )
            yield _("Stays refused"), words.format(count=len(refused), code=corrected.code)

    def _own_word(self) -> Iterator[tuple[str, str]]:
        """What the patient said beside whoever decided (R8–R10)."""
        given = self.record.assent
        if given is None:
            return
        if given.state is AssentState.NOT_POSSIBLE:
            said = _("Could not be asked: {reason}").format(reason=given.reason)
        elif given.state is AssentState.DISSENTS:
            said = _("Said no to everything")
        elif given.noes:
            said = _("Said no to {count} of the uses").format(count=len(given.noes))
        else:
            said = _("Agreed")
        yield _("The patient's own word"), said
        if given.state is AssentState.DISSENTS or given.noes:
            named = _("Yes") if given.may_be_named else _("No")
            yield _("May the copy say whose no it was?"), named
