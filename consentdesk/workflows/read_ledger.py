"""Read the ledger: who saw or changed what. Patients' names are for those who may look at patients (R38)."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.access import Act, acts_of
from consentdesk.domain.facts import LedgerOpened
from consentdesk.domain.ledger_lines import LedgerLine, Place, Wanted
from consentdesk.domain.lines import MemberLine
from consentdesk.domain.record_code import parse_code
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk

LINES_A_PAGE = 25
PATIENTS_FOUND = 5


@dataclass(frozen=True)
class LedgerPage:
    """Lines newest first, and where those older than them begin; None where there are none. `names`: those
    of patients are seen."""

    lines: tuple[LedgerLine, ...]
    older: Place | None
    names: bool


@dataclass(frozen=True)
class Whose:
    """A patient whose facts can be read; name and number are empty for whoever may not look at patients."""

    patient: str
    name: str = field(default="", repr=False)
    record_number: str = field(default="", repr=False)


@needs(Act.READ_LEDGER)
def sees_names(desk: Desk) -> bool:
    """Whether patients' names stand in the ledger for whoever sits here. In an emergency they do not: there
    each look at a patient is noted, and here were all of them at once."""
    return Act.LOOK in acts_of(desk.vault.me.roles)


@needs(Act.READ_LEDGER)
def read_ledger(desk: Desk, wanted: Wanted, before: Place | None = None) -> LedgerPage:
    """A page of what is wanted, from the newest on or from what is older than `before`."""
    names = sees_names(desk)
    lines = desk.vault.ledger_page(wanted, before, LINES_A_PAGE + 1, names)
    shown = lines[:LINES_A_PAGE]
    return LedgerPage(shown, shown[-1].place if len(lines) > len(shown) else None, names)


@needs(Act.READ_LEDGER)
def note_ledger_opened(desk: Desk, patient: str = "") -> None:
    """That somebody reads in the ledger, once for each opening and once for each patient looked for."""
    desk.note(LedgerOpened(), patient or None)


@needs(Act.READ_LEDGER)
def people_in_ledger(desk: Desk) -> tuple[MemberLine, ...]:
    """Everyone in whose name there are facts, those who left too."""
    return desk.vault.everyone()


@needs(Act.READ_LEDGER)
def find_whose(desk: Desk, typed: str) -> tuple[Whose, ...]:
    """The patients who may be meant: by the code of a record or the patient's id, and by name or number for
    those who may look at patients. Raises Refusal `nobody_in_ledger`."""
    found = (_by_code(desk, typed) or _by_id(desk, typed), *_by_name(desk, typed))
    known = {whose.patient: whose for whose in found if whose is not None}
    if not known:
        raise refuse("nobody_in_ledger", "patient")
    return tuple(known.values())[:PATIENTS_FOUND]


def _by_code(desk: Desk, typed: str) -> Whose | None:
    try:
        line = desk.vault.record_with_code(parse_code(typed))
    except Refusal:
        return None
    return _named(desk, line.patient) if line else None


def _by_id(desk: Desk, typed: str) -> Whose | None:
    id = typed.strip()
    return _named(desk, id) if desk.vault.has_facts_of(id) else None


def _by_name(desk: Desk, typed: str) -> tuple[Whose, ...]:
    if not sees_names(desk):
        return ()
    found = desk.vault.find_patients(typed, PATIENTS_FOUND)
    return tuple(Whose(line.id, line.name, line.record_number) for line in found)


def _named(desk: Desk, patient: str) -> Whose:
    """With the name where it may be seen and has not been erased."""
    if not sees_names(desk):
        return Whose(patient)
    try:
        known = desk.vault.patient(patient)
    except Refusal:
        return Whose(patient)
    return Whose(patient, known.name, known.record_number)
