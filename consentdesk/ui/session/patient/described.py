"""What follows from what stands on the patient page: who decides, and the choices that leaves. Without Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from consentdesk.domain.lines import PatientLine
from consentdesk.domain.pack import Pathway
from consentdesk.domain.pathway import may_decide_alone, pathway_for
from consentdesk.domain.people import OVERRIDE, Capacity, Circumstances, Life, age_on
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import Rules
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.dates import DayOrder, typed_day
from consentdesk.ui.session.patient.filled import with_adults
from consentdesk.ui.session.patient.form import Form
from consentdesk.ui.session.patient.state import Match, PatientState
from consentdesk.ui.words import _, day_in_words, ngettext
from consentdesk.workflows.recall import NOBODY, Recall

RULES_HOLD = "no"  # a minor does not decide alone


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
        """The state with the pathway in words, the choices that it leaves, and what is as last time."""
        form, path = state.form, self.pathway(state.form)
        same_adults = self._same_adults(state, path)
        return replace(
            state,
            pathway=self._words(path, form),
            grounds=self._grounds(form),
            relationships=self._options(path.relationships if path else ()),
            authorities=self._options(path.authorities if path else ()),
            two_sign=path is not None and path.representatives > 1,
            same_adults=same_adults,
            from_last=self._from_last(state, same_adults),
        )

    def with_usual_authority(self, form: Form, which: str) -> Form:
        """The authority that usually goes with the relationship: a suggestion, in sight. `which` adult is
        FIRST or SECOND."""
        path = self.pathway(form)
        if path is None:
            return form
        usual = path.usual_authority(getattr(form, f"{which}relationship"))
        return replace(form, **{f"{which}authority": usual})

    def with_last_adults(self, form: Form, last: Recall | None) -> Form:
        """Where nobody is named, those who decided last time, if they may today."""
        path = self.pathway(form)
        if last is None or path is None or form.adults != NOBODY:
            return form
        return with_adults(form, last.adults(path))

    def problems(self, form: Form) -> tuple[Problem, ...]:
        """What keeps the page from being entered at all; the session's own rules come after that."""
        found, path = form.problems(self.order), self.pathway(form)
        two_sign = path is not None and path.representatives > 1
        if two_sign and form.only_one and not form.one_signs:
            found = (*found, Problem("one_signs_reason_missing", "one_signs"))
        return found

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
        return self._terms[path.id].format(name=name, age=self._age(born))

    def _grounds(self, form: Form) -> tuple[Option, ...]:
        """The answers to whether a minor decides alone; none where that is no question (R15)."""
        born, pack = form.day(self.order), self.rules.pack
        if born is None or not may_decide_alone(pack, born, form.circumstances, self.today):
            return ()
        other = Option(OVERRIDE, _("Yes, for another reason"))
        return (*self._options(pack.grounds), other, Option(RULES_HOLD, _("No, as the rules say")))

    def _same_adults(self, state: PatientState, path: Pathway | None) -> bool:
        if state.last is None or path is None or not path.has_representative:
            return False
        then = state.last.adults(path)
        return then != NOBODY and then == state.form.adults.on(path)

    def _from_last(self, state: PatientState, same_adults: bool) -> str:
        """Where it comes from that the page was filled in, as long as it says the same."""
        last = state.last
        if last is None:
            return ""
        words = ""
        if same_adults:
            words = _("From the consent of {day}. Change it if somebody else is here.")
        elif _is_unusual(last.circumstances) and _is_same(last.circumstances, state.form.circumstances):
            words = _("From the consent of {day}. Change what is different today.")
        elif state.language == last.language != self.rules.wording.language:
            words = _("The language is that of the consent of {day}.")
        return words.format(day=day_in_words(last.day, self.order == "mdy"))

    def _age(self, born: date) -> int:
        return age_on(born, self.today, self.rules.pack.ages.leap_birthday)

    def _options(self, codes: tuple[str, ...]) -> tuple[Option, ...]:
        terms = self._terms
        return tuple(Option(code, terms[code][:1].upper() + terms[code][1:]) for code in codes)

    @property
    def _terms(self) -> Mapping[str, str]:
        return self.rules.wording.terms


def with_disability(form: Form) -> Form:
    """A disability asks whether the patient can decide; it never answers that (R10). Until it is answered,
    nothing is chosen; without a disability the law presumes capacity."""
    no_doubt = Capacity.NO_DOUBT.value
    if form.disability and form.capacity == no_doubt:
        return replace(form, capacity="")
    return replace(form, capacity=form.capacity or no_doubt)


def _is_unusual(facts: Circumstances) -> bool:
    return facts.developmental_disability or facts.life is not Life.LIVING


def _is_same(then: Circumstances, now: Circumstances) -> bool:
    """Apart from capacity, which is asked anew at every session (R10)."""
    return (then.developmental_disability, then.life) == (now.developmental_disability, now.life)
