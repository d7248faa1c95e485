"""What is looked for in the ledger, as somebody puts it together. Without a window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from consentdesk.domain.ledger_lines import Group, LedgerLine, Wanted
from consentdesk.domain.refusals import Problem
from consentdesk.ui.kit.dates import DayOrder, parse_day, typed_day
from consentdesk.ui.ledger.fact_words import fact_words
from consentdesk.ui.ledger.state import LedgerState, LineRow, Subject
from consentdesk.ui.ledger.told import details, patient_words, person_words
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.read_ledger import Whose

FIRST_DAY, LAST_DAY, SUBJECT = "ledger_first_day", "ledger_last_day", "ledger_subject"
PEOPLE_FOUND = 4


def wanted(state: LedgerState, order: DayOrder) -> Wanted:
    """What a state asks for, its days as typed."""
    ids = {subject.kind: subject.id for subject in state.chosen}
    days = (parse_day(text, order) for text in (state.first_day, state.last_day))
    return Wanted(ids.get("patient", ""), ids.get("person", ""), state.groups, *days)


def day_problems(state: LedgerState, order: DayOrder, today: date) -> tuple[tuple[str, str], ...]:
    """What is wrong with the days typed, by the name of the field."""
    typed = {FIRST_DAY: state.first_day, LAST_DAY: state.last_day}
    days = {name: parse_day(text, order) for name, text in typed.items() if text}
    example = typed_day(today, order)
    wrong = [
        (name, sentence(Problem("ledger_day_wrong", name, {"example": example})))
        for name, day in days.items()
        if day is None
    ]
    first, last = days.get(FIRST_DAY), days.get(LAST_DAY)
    if first and last and last < first:
        wrong.append((LAST_DAY, sentence(Problem("ledger_days_reversed", LAST_DAY))))
    return tuple(wrong)


def with_subject(state: LedgerState, subject: Subject) -> LedgerState:
    """With the facts of this patient or person alone; of each kind there is one."""
    others = tuple(each for each in state.chosen if each.kind != subject.kind)
    return replace(with_found(state, ()), chosen=(*others, subject))


def with_found(state: LedgerState, found: tuple[Subject, ...]) -> LedgerState:
    """With those whom the typed words may mean; what is wrong with the days stays said."""
    return replace(state, found=found, problems=tuple(p for p in state.problems if p[0] != SUBJECT))


def with_nobody(state: LedgerState) -> LedgerState:
    """With the word that whoever was typed is not known."""
    told = (SUBJECT, sentence(Problem("nobody_in_ledger", SUBJECT)))
    return replace(state, found=(), problems=(*with_found(state, ()).problems, told))


def without_subject(state: LedgerState, kind: str) -> LedgerState:
    return replace(state, chosen=tuple(each for each in state.chosen if each.kind != kind))


def with_group(state: LedgerState, group: Group, on: bool) -> LedgerState:
    chosen = {*state.groups, group} if on else {*state.groups} - {group}
    return replace(state, groups=tuple(each for each in Group if each in chosen))


def subjects(typed: str, whose: Iterable[Whose], people: Mapping[str, str]) -> tuple[Subject, ...]:
    """The patients found, and the people who have every typed word in their name."""
    words = typed.casefold().split()
    patients = [Subject("patient", each.patient, _whose_words(each)) for each in whose]
    staff = [
        Subject("person", id, _("{name}, works or worked here").format(name=name))
        for id, name in people.items()
        if words and all(word in name.casefold() for word in words)
    ]
    return (*patients, *staff[:PEOPLE_FOUND])


def line_rows(
    lines: Iterable[LedgerLine], people: Mapping[str, str], month_first: bool
) -> tuple[LineRow, ...]:
    """The lines as they are drawn."""
    return tuple(_row(line, people, month_first) for line in lines)


def _row(line: LedgerLine, people: Mapping[str, str], month_first: bool) -> LineRow:
    header, at = line.header, line.header.at
    return LineRow(
        header.id,
        day_in_words(at.day, month_first),
        f"{at.local:%H:%M}",
        person_words(header.actor, people),
        fact_words(line, people),
        patient_words(header.patient, line.patient_name),
        header.patient or "",
        header.actor,
        details(line, people),
    )


def _whose_words(whose: Whose) -> str:
    number = _("record {number}").format(number=whose.record_number) if whose.record_number else ""
    return " · ".join(part for part in (patient_words(whose.patient, whose.name), number) if part)
