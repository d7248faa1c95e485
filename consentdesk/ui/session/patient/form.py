"""What stands on the patient page, as typed; and what it becomes once it is entered. Without Qt."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from datetime import date

from consentdesk.domain.draft import Draft
from consentdesk.domain.people import (
    Capacity,
    Circumstances,
    Life,
    Patient,
    Representative,
    Supporter,
    too_long,
)
from consentdesk.domain.refusals import Problem
from consentdesk.ui.kit.dates import DayOrder, parse_day, typed_day

NAMES = ("given_name", "family_name", "representative_name", "interpreter_name", "support_name")
_EXAMPLES: dict[DayOrder, str] = {"dmy": "17 5 2014", "mdy": "5 17 2014", "ymd": "2014 5 17"}


@dataclass(frozen=True)
class Form:
    """Texts as they were typed and values as they were pressed; "" where there is nothing yet.

    `patient_id` is empty until somebody was chosen or begun: while it is, the page looks for the patient.
    """

    patient_id: str = ""
    find: str = ""
    given_name: str = ""
    family_name: str = ""
    born: str = ""
    record_number: str = ""
    capacity: str = Capacity.NO_DOUBT.value
    disability: str = ""
    life: str = Life.LIVING.value
    representative_name: str = ""
    relationship: str = ""
    authority: str = ""
    interpreter_name: str = ""
    interpreter_language: str = ""
    support_name: str = ""
    hold_reason: str = ""

    def __repr__(self) -> str:
        return "Form(…)"

    @property
    def circumstances(self) -> Circumstances:
        capacity = Capacity(self.capacity or Capacity.NO_DOUBT)
        return Circumstances(capacity, bool(self.disability), Life(self.life))

    @property
    def representative(self) -> Representative | None:
        """The adult who decides; None while nothing at all is said of them."""
        if not (self.representative_name or self.relationship or self.authority):
            return None
        return Representative(self.representative_name, self.relationship, self.authority)

    @property
    def supporters(self) -> tuple[Supporter, ...]:
        helpers = (
            Supporter("interpreter", self.interpreter_name, self.interpreter_language),
            Supporter("support", self.support_name),
        )
        return tuple(helper for helper in helpers if helper.name)

    @property
    def names(self) -> str:
        """Every name on the page, which all have to be printed."""
        helpers = (self.interpreter_name, self.interpreter_language, self.support_name)
        return " ".join((self.given_name, self.family_name, self.representative_name, *helpers)).strip()

    def day(self, order: DayOrder) -> date | None:
        """The date of birth, or None while it is not a day."""
        return parse_day(self.born, order)

    def patient(self, order: DayOrder) -> Patient | None:
        """The patient as entered, or None while the date of birth is not a day."""
        day = self.day(order)
        if day is None or not self.patient_id:
            return None
        return Patient(self.patient_id, self.given_name, self.family_name, day, self.record_number)

    def problems(self, order: DayOrder) -> tuple[Problem, ...]:
        """What keeps the page from being entered at all; the session's own rules come after that."""
        if not self.patient_id:
            return (Problem("patient_missing", "find"),)
        found = [] if self.given_name or self.family_name else [Problem("name_missing", "given_name")]
        if not self.born:
            found.append(Problem("born_missing", "born"))
        elif self.day(order) is None:
            found.append(Problem("born_not_a_day", "born", {"example": day_example(order)}))
        if self.interpreter_language and not self.interpreter_name:
            found.append(Problem("supporter_name_missing", "interpreter_name"))
        found += [Problem("name_without_letters", name) for name in NAMES if _no_letters(getattr(self, name))]
        texts = {name: text for name, text in self.typed().items() if name not in ("find", "hold_reason")}
        return (*found, *too_long(texts))

    def typed(self) -> dict[str, str]:
        return asdict(self)


def _no_letters(text: str) -> bool:
    """Whether something was typed that names nobody: a number, a dash."""
    return bool(text) and not any(letter.isalpha() for letter in text)


def form_of(draft: Draft, order: DayOrder) -> Form:
    """The page as it was left: what was typed last, or what has been entered."""
    if draft.typed:
        known = {f.name for f in fields(Form)}
        return Form(**{name: text for name, text in draft.typed.items() if name in known})
    return entered(draft, order)


def entered(draft: Draft, order: DayOrder) -> Form:
    """The page that says exactly what the draft says."""
    if draft.patient is None:
        return Form()
    facts, adult = draft.circumstances, draft.representative
    form = replace(
        form_for(draft.patient, order),
        capacity=facts.capacity.value,
        disability="yes" if facts.developmental_disability else "",
        life=facts.life.value,
    )
    if adult is not None:
        named = {"representative_name": adult.name, "relationship": adult.relationship}
        form = replace(form, authority=adult.authority, **named)
    return _with_helpers(form, draft)


def unentered(form: Form, draft: Draft, order: DayOrder) -> dict[str, str]:
    """What the page says and the draft does not; empty when both say the same."""
    day = form.day(order)
    same = replace(form, born=typed_day(day, order)) if day else form
    return {} if same == entered(draft, order) else form.typed()


def form_for(patient: Patient, order: DayOrder) -> Form:
    """The page as it begins for a patient who is known here."""
    return Form(
        patient_id=patient.id,
        given_name=patient.given_name,
        family_name=patient.family_name,
        born=typed_day(patient.born, order),
        record_number=patient.record_number,
    )


def _with_helpers(form: Form, draft: Draft) -> Form:
    for helper in draft.supporters:
        if helper.kind == "interpreter":
            form = replace(form, interpreter_name=helper.name, interpreter_language=helper.language)
        else:
            form = replace(form, support_name=helper.name)
    return form


def new_patient(typed: str, patient_id: str) -> Form:
    """A page begun with what was typed to find someone: "Rowan Example", "Example, Rowan" or a record
    number."""
    words = typed.split()
    if any(letter.isdigit() for letter in typed):
        return Form(patient_id=patient_id, record_number=" ".join(words))
    if "," in typed:
        family, _, given = typed.partition(",")
        return Form(patient_id=patient_id, given_name=given.strip(), family_name=family.strip())
    return Form(patient_id=patient_id, given_name=" ".join(words[:1]), family_name=" ".join(words[1:]))


def day_example(order: DayOrder) -> str:
    return _EXAMPLES[order]
