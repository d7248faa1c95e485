"""What follows from what stands on the patient page: who decides, and the choices that leaves. Without Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.lines import PatientLine
from consentdesk.domain.pack import Pathway
from consentdesk.domain.pathway import pathway_for
from consentdesk.domain.people import Capacity, age_on
from consentdesk.domain.session import Rules
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.dates import DayOrder, typed_day
from consentdesk.ui.session.patient.form import Form
from consentdesk.ui.session.patient.state import Match, PatientState
from consentdesk.ui.words import _, ngettext


@dataclass(frozen=True)
class Telling:
    """The clinic's rules, the order in which people write dates, and today."""

    rules: Rules
    order: DayOrder
    today: date

    def pathway(self, form: Form) -> Pathway | None:
        """Who decides, as soon as the date of birth is a day that has been."""
        born = form.day(self.order)
        if born is None or born > self.today:
            return None
        return pathway_for(self.rules.pack, born, form.circumstances, self.today)

    def described(self, state: PatientState) -> PatientState:
        """The state with the pathway in words and its choices of relationship and authority."""
        path = self.pathway(state.form)
        return replace(
            state,
            pathway=self._words(path, state.form),
            relationships=self._options(path.relationships if path else ()),
            authorities=self._options(path.authorities if path else ()),
        )

    def with_usual_authority(self, form: Form) -> Form:
        """The authority that usually goes with the relationship: a suggestion, in sight."""
        path = self.pathway(form)
        return form if path is None else replace(form, authority=path.usual_authority(form.relationship))

    def match(self, line: PatientLine) -> Match:
        born = typed_day(line.born, self.order)
        age = self._age(line.born)
        words = ngettext("{age} year, born {born}", "{age} years, born {born}", age)
        details = words.format(age=age, born=born)
        if line.record_number:
            details += _(", record {number}").format(number=line.record_number)
        return Match(line.id, line.name, details)

    def _words(self, path: Pathway | None, form: Form) -> str:
        born = form.day(self.order)
        if path is None or born is None:
            return ""
        name = form.given_name or form.family_name or _("The patient")
        return self.rules.wording.terms[path.id].format(name=name, age=self._age(born))

    def _age(self, born: date) -> int:
        return age_on(born, self.today, self.rules.pack.ages.leap_birthday)

    def _options(self, codes: tuple[str, ...]) -> tuple[Option, ...]:
        terms = self.rules.wording.terms
        return tuple(Option(code, terms[code][:1].upper() + terms[code][1:]) for code in codes)


def with_disability(form: Form) -> Form:
    """A disability asks whether the patient can decide; it never answers that (R10). Until it is answered,
    nothing is chosen; without a disability the law presumes capacity."""
    no_doubt = Capacity.NO_DOUBT.value
    if form.disability and form.capacity == no_doubt:
        return replace(form, capacity="")
    return replace(form, capacity=form.capacity or no_doubt)
