"""What stands on the patient page, as typed; and what it becomes once it is entered. Without Qt."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

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
from consentdesk.ui.kit.dates import DayOrder, parse_day
from consentdesk.workflows.recall import Adults
from consentdesk.workflows.take_session import People

FIRST, SECOND = "", "second_"  # how the names of the fields of either adult begin
NAMES = (
    "given_name",
    "family_name",
    "representative_name",
    "second_representative_name",
    "interpreter_name",
    "support_name",
)
MEASURED_ELSEWHERE = ("find", "override_reason", "one_signs", "hold_reason")
_EXAMPLES: dict[DayOrder, str] = {"dmy": "17 5 2014", "mdy": "5 17 2014", "ymd": "2014 5 17"}


@dataclass(frozen=True)
class Form:
    """Texts as they were typed and values as they were pressed; "" where there is nothing yet.

    `patient_id` is empty until somebody was chosen or begun: while it is, the page looks for the patient.
    `only_one` says that one representative signs where two are asked for, `one_signs` why.
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
    decides_alone: str = ""
    override_reason: str = ""
    representative_name: str = ""
    relationship: str = ""
    authority: str = ""
    second_representative_name: str = ""
    second_relationship: str = ""
    second_authority: str = ""
    only_one: str = ""
    one_signs: str = ""
    interpreter_name: str = ""
    interpreter_language: str = ""
    support_name: str = ""
    hold_reason: str = ""

    def __repr__(self) -> str:
        return "Form(…)"

    @property
    def circumstances(self) -> Circumstances:
        capacity, life = Capacity(self.capacity or Capacity.NO_DOUBT), Life(self.life)
        return Circumstances(capacity, bool(self.disability), life, self.decides_alone, self.override_reason)

    @property
    def adults(self) -> Adults:
        """Whoever decides, each of them None while nothing at all is said of them."""
        if self.only_one:
            return Adults(self._adult(FIRST), None, self.one_signs)
        return Adults(self._adult(FIRST), self._adult(SECOND))

    def _adult(self, which: str) -> Representative | None:
        fields = ("representative_name", "relationship", "authority")
        said = [getattr(self, which + field) for field in fields]
        return Representative(*said) if any(said) else None

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
        adults = (self.representative_name, self.second_representative_name)
        return " ".join((self.given_name, self.family_name, *adults, *helpers)).strip()

    def day(self, order: DayOrder) -> date | None:
        """The date of birth, or None while it is not a day."""
        return parse_day(self.born, order)

    def patient(self, order: DayOrder) -> Patient | None:
        """The patient as entered, or None while the date of birth is not a day."""
        day = self.day(order)
        if day is None or not self.patient_id:
            return None
        return Patient(self.patient_id, self.given_name, self.family_name, day, self.record_number)

    def people(self, order: DayOrder) -> People | None:
        """Everybody as entered, or None while there is no patient."""
        patient = self.patient(order)
        return People(patient, self.circumstances, self.adults, self.supporters) if patient else None

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
        texts = {name: text for name, text in self.typed().items() if name not in MEASURED_ELSEWHERE}
        return (*found, *too_long(texts))

    def typed(self) -> dict[str, str]:
        return asdict(self)


def _no_letters(text: str) -> bool:
    """Whether something was typed that names nobody: a number, a dash."""
    return bool(text) and not any(letter.isalpha() for letter in text)


def day_example(order: DayOrder) -> str:
    return _EXAMPLES[order]
