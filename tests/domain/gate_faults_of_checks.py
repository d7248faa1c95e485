"""Faults put into which check of an image counts, each with the rule that it breaks (R26, R27)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any, TypeAlias

from consentdesk.domain import gate
from consentdesk.domain.reidentification import counting
from consentdesk.domain.reidentification.check import Checked
from consentdesk.domain.reidentification.counting import Wanted

Patch: TypeAlias = tuple[Any, str, Any]

honest_is_of_this, honest_why_not = counting.is_of_this, counting.why_not


def hurdle(code: str, instead: Callable[[Wanted, Checked], bool]) -> list[Patch]:
    """What a check has to be, but for one thing."""
    hurdles = tuple((each, instead if each == code else holds) for each, holds in counting.HURDLES)
    assert hurdles != counting.HURDLES
    return [(counting, "HURDLES", hurdles)]


def of_any_use(wanted: Wanted, check: Checked) -> bool:
    return honest_is_of_this(wanted, replace(check, use=wanted.use.id))


def of_anybody(wanted: Wanted, check: Checked) -> bool:
    return honest_is_of_this(wanted, replace(check, same_patient=True))


def of_any_outlet(wanted: Wanted, check: Checked) -> bool:
    return honest_is_of_this(wanted, replace(check, outlet=wanted.outlet or "somewhere"))


def of_one_name(wanted: Wanted, check: Checked) -> bool:
    return honest_is_of_this(wanted, replace(check, outlet_id=""))


def also_of_tomorrow(wanted: Wanted, check: Checked) -> bool:
    return honest_is_of_this(wanted, replace(check, at=min(check.at, wanted.now)))


def lasting(days: int) -> Callable[[Wanted, Checked], bool]:
    return lambda wanted, check: wanted.at.utc - check.at.utc <= timedelta(days=days)


def agreed_by_whoever_checked(wanted: Wanted, check: Checked) -> bool:
    return not wanted.use.second_person or bool(check.agreed_by)


def keeps_the_first(wanted: Wanted, checks: Iterable[Checked]) -> Any:
    made = sorted(checks, key=lambda check: check.at.utc)
    alone = (honest_why_not(wanted, [check]) for check in made)
    return next((found for found in alone if found[0]), honest_why_not(wanted, made))


CHECKS: dict[str, list[Patch]] = {
    "a check of one use is one of another (R26)": hurdle("reidentification_not_checked", of_any_use),
    "a check of one patient is one of another (R22, R26)": hurdle("reidentification_not_checked", of_anybody),
    "a check for one outlet is one for another (R26)": hurdle("reidentification_not_checked", of_any_outlet),
    "another name of an outlet wants another check (R4, R26)": hurdle(
        "reidentification_not_checked", of_one_name
    ),
    "a check of tomorrow counts today (R26)": hurdle("reidentification_not_checked", also_of_tomorrow),
    "a check is for ever (R26)": hurdle("reidentification_check_old", lasting(9999)),
    "a check is too old a day early (R26)": hurdle("reidentification_check_old", lasting(29)),
    "other words want no other check (R26)": hurdle("words_not_checked", lambda *_: True),
    "no second person is needed (R27)": hurdle("second_person_missing", lambda *_: True),
    "every pack asks for a second person (R27)": hurdle(
        "second_person_missing", lambda wanted, check: bool({*check.agreed_by} - {check.by})
    ),
    "whoever checked agrees to it (R27)": hurdle("second_person_missing", agreed_by_whoever_checked),
    "a second person's no is not heard (R27)": hurdle("second_person_declined", lambda *_: True),
    "it rests on the first check that will do (R26)": [(gate, "why_not", keeps_the_first)],
}
