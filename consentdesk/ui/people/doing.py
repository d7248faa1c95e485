"""What is still wrong with a task, and what it does at the desk once nothing is."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.people import initials_problems, particulars_problems, reason_problems
from consentdesk.domain.refusals import Problem
from consentdesk.ui.people.state import PAGE_FIELDS, PAGES, PeoplePage, PeopleState, Task
from consentdesk.workflows.choose_secrets import secrets_problems
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.people import (
    admit_person,
    change_particulars,
    change_roles,
    remove_person,
    renew_secrets_of,
    roles_problems,
)

OWN_CODE = ("code_wrong", "code_missing", "locked_by_codes")


def page_problems(state: PeopleState) -> tuple[Problem, ...]:
    """What is wrong on the page that is up."""
    fields = PAGE_FIELDS.get(state.page, ())
    return tuple(problem for problem in _problems(state) if problem.where in fields)


def place_of(problem: Problem) -> str:
    """The field that a problem belongs to: here the code of whoever sits here is asked for as well."""
    return "own_code" if problem.code in OWN_CODE else problem.where


def page_of(state: PeopleState, where: str) -> PeoplePage | None:
    """The page of the task that has this field, the latest one; None where none of them has."""
    pages = PAGES[state.task] if state.task else ()
    return next((page for page in reversed(pages) if where in PAGE_FIELDS.get(page, ())), None)


def do(desk: Desk, state: PeopleState) -> None:
    """Do what was asked for. Raises the refusals of the workflows."""
    entries, task = state.entries, state.task
    if task is Task.ADMIT:
        admit_person(desk, entries.own_code, entries.newcomer)
        return
    assert state.person is not None
    person = state.person.id
    if task is Task.CHANGE:
        _change(desk, state, person)
    elif task is Task.RENEW:
        renew_secrets_of(desk, entries.own_code, person, entries.secrets)
    elif task is Task.REMOVE:
        remove_person(desk, entries.own_code, person, entries.reason)


def _change(desk: Desk, state: PeopleState, person: str) -> None:
    before, entries = state.person, state.entries
    assert before is not None
    if set(entries.roles) != set(before.roles):
        change_roles(desk, entries.own_code, person, entries.roles)
    if (entries.member_name, entries.member_role) != (before.name, before.profession):
        change_particulars(desk, entries.own_code, person, entries.member_name, entries.member_role)


def _problems(state: PeopleState) -> Iterator[Problem]:
    entries = state.entries
    yield from particulars_problems(entries.member_name, entries.member_role)
    yield from initials_problems(entries.initials)
    if entries.initials in {row.initials for row in state.here}:
        yield Problem("initials_taken", "initials")
    yield from roles_problems(entries.roles)
    yield from secrets_problems(entries.secrets, entries.passphrase_again)
    yield from reason_problems(entries.reason, "reason", "removal_reason_missing")
    if not entries.own_code:
        yield Problem("code_missing", "own_code")
