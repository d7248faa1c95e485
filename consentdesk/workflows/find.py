"""Find patients by whatever is at hand: words of the name, record number, day of birth, a copy's code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consentdesk.domain.access import Act
from consentdesk.domain.copy_code import read_copy_code
from consentdesk.domain.lines import PatientLine
from consentdesk.domain.people import number_key
from consentdesk.domain.record_code import parse_code
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk


class By(StrEnum):
    """By what somebody was found."""

    NAME = "name"
    NUMBER = "number"
    BORN = "born"
    CODE = "code"


@dataclass(frozen=True)
class Found:
    """`record` is the id of the one whose code was given."""

    line: PatientLine
    by: By
    record: str = ""


@needs(Act.LOOK)
def find(desk: Desk, typed: str, born: date | None = None) -> tuple[Found, ...]:
    """Patients by the beginning of name words or of the record number, those first whose number it is whole,
    then those who were born on the day that was typed, if it was one; by the code of a record alone, typed or
    as the QR code of a copy has it."""
    of_code = _by_code(desk, typed)
    if of_code is not None:
        return (of_code,)
    found = [Found(line, _by(line, typed)) for line in desk.vault.find_patients(typed)]
    found += [Found(line, By.BORN) for line in (desk.vault.patients_born(born) if born else ())]
    first: dict[str, Found] = {}
    for each in found:
        first.setdefault(each.line.id, each)
    return tuple(first.values())


def _by(line: PatientLine, typed: str) -> By:
    number = number_key(typed)
    return By.NUMBER if number and number_key(line.record_number).startswith(number) else By.NAME


def _by_code(desk: Desk, typed: str) -> Found | None:
    told = read_copy_code(typed)
    try:
        record = desk.vault.record_with_code(parse_code(told.code if told else typed))
    except Refusal:
        return None
    if record is None:
        return None
    p = desk.vault.patient(record.patient)
    return Found(PatientLine(p.id, p.given_name, p.family_name, p.born, p.record_number), By.CODE, record.id)
