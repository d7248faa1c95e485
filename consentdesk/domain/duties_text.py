"""Reading what a rule pack says of duties and sources, with file, key and reason of whatever is wrong."""

from __future__ import annotations

import re

from consentdesk.domain.duties import (
    Breach,
    ClockStart,
    Duties,
    Duty,
    Kept,
    KeptFrom,
    Retention,
    Risk,
    Source,
    Step,
    TakeDown,
    Tell,
    Unit,
)
from consentdesk.domain.placement import Outcome, PlaceKind, ProofKind
from consentdesk.domain.toml_table import Table

DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


def parse_duties(top: Table) -> Duties:
    """The duties of a pack; whether each source is there is for the caller to check. Raises Refusal
    `pack_malformed`."""
    authority, languages = top.table("authority"), top.table("languages")
    authority.only("name")
    languages.only("required", "source")
    return Duties(
        authority.text("name"),
        languages.some("required"),
        languages.text("source"),
        _all_kept(top.table("retention")),
        _breach(top.table("breach")),
        tuple(_source(row) for row in top.tables("sources")),
    )


def parse_removal(top: Table) -> tuple[TakeDown, ...]:
    """How images leave each kind of place. Raises Refusal `pack_malformed`, also where the pack leaves a kind
    out or speaks of one twice."""
    rules = tuple(_take_down(row) for row in top.tables("removal"))
    if sorted(rule.kind for rule in rules) != sorted(PlaceKind):
        raise top.wrong("removal", f"must speak once of each of {', '.join(PlaceKind)}")
    return rules


def _take_down(row: Table) -> TakeDown:
    row.only(
        *("kind", "within_days", "proof", "outcomes", "steps", "further", "again_within_days", "source"),
    )
    rule = TakeDown(
        row.one_of("kind", PlaceKind),
        row.whole("within_days", 0),
        row.some_of("proof", ProofKind),
        row.some_of("outcomes", Outcome),
        row.some_of("steps", Step),
        row.some_of("further", Step) if row.has("further") else (),
        row.whole("again_within_days", 0, 0),
        row.text("source"),
    )
    if not any(outcome.closes for outcome in rule.outcomes):
        raise row.wrong("outcomes", "must name one that ends the task")
    if Outcome.NOT_NEEDED in rule.outcomes:
        raise row.wrong("outcomes", f"must not name {Outcome.NOT_NEEDED}: it follows from what was lifted")
    if Outcome.REFUSED_BY_OUTLET in rule.outcomes and not rule.further:
        raise row.wrong("further", "must say whom to turn to after a refusal")
    return rule


def _all_kept(rows: Table) -> tuple[Retention, ...]:
    rows.only(*Kept)
    return tuple(_retention(rows.table(kept), kept) for kept in Kept)


def _retention(row: Table, kept: Kept) -> Retention:
    row.only("years", "counted_from", "minors_until_age", "source")
    return Retention(
        kept,
        row.whole("years", 1),
        row.one_of("counted_from", KeptFrom),
        row.whole("minors_until_age", 0, 0),
        row.text("source"),
    )


def _breach(row: Table) -> Breach:
    row.only("factors", "duties", "source")
    duties = tuple(_duty(duty) for duty in row.tables("duties"))
    for told in (Tell.PERSON, Tell.AUTHORITY):
        if told not in {duty.tell for duty in duties}:
            raise row.wrong("duties", f"must say when the {told} is told")
    return Breach(row.some("factors"), duties, row.text("source"))


def _duty(row: Table) -> Duty:
    row.only("tell", "risk", "within", "unit", "counted_from", "from_people", "up_to_people", "source")
    duty = Duty(
        row.one_of("tell", Tell),
        row.one_of("risk", Risk),
        row.whole("within", 0, 0),
        row.one_of("unit", Unit, "calendar_days"),
        row.one_of("counted_from", ClockStart, "discovery"),
        row.whole("from_people", 1, 1),
        row.whole("up_to_people", 0, 0),
        row.text("source"),
    )
    if 0 < duty.up_to_people < duty.from_people:
        raise row.wrong("up_to_people", "must not lie below from_people")
    return duty


def _source(row: Table) -> Source:
    row.only("id", "title", "date")
    date = row.text("date")
    if not DATE.fullmatch(date):
        raise row.wrong("date", 'must be a year, a month or a day, as in "2021-08-04"')
    return Source(row.text("id"), row.text("title"), date)
