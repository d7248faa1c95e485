"""Whether a check of an image counts for a use of it, there, in these words, now (R26, R27).

It fails closed: a check that a clock made in the future counts only once its time has come.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import is_outlet
from consentdesk.domain.pack import OutletEntry, Use
from consentdesk.domain.refusals import Problem
from consentdesk.domain.reidentification.check import LASTS, Checked


@dataclass(frozen=True)
class Wanted:
    """What a check is to count for. `words` is the hash of what is to be said with the image, empty where
    nobody says yet; `now` is what the clock shows, `at` the same, or later where more was said already."""

    use: Use
    outlet: str
    words: str
    register: Sequence[OutletEntry]
    now: Moment
    at: Moment


def why_not(wanted: Wanted, checks: Iterable[Checked]) -> tuple[Checked | None, tuple[Problem, ...]]:
    """The newest check that counts, or the first thing that each of them lacks."""
    last: Checked | None = None
    left = sorted(checks, key=lambda check: (check.at.utc, check.id))
    for code, holds in HURDLES:
        last, left = left[-1] if left else None, [check for check in left if holds(wanted, check)]
        if not left:
            return None, (_problem(code, last),)
    return left[-1], ()


def is_of_this(wanted: Wanted, check: Checked) -> bool:
    """Whether it is a check of this patient for this use and outlet, under whichever of its names."""
    if check.use != wanted.use.id or not check.same_patient or check.at.utc > wanted.now.utc:
        return False
    return is_outlet(check.outlet, check.outlet_id, wanted.outlet, wanted.register)


def is_fresh(wanted: Wanted, check: Checked) -> bool:
    return wanted.at.utc - check.at.utc <= LASTS


def has_these_words(wanted: Wanted, check: Checked) -> bool:
    return wanted.words in ("", check.words)


def nobody_declined(wanted: Wanted, check: Checked) -> bool:
    """A no counts whether the pack asks for a second person or not."""
    return not check.declined_by


def is_agreed(wanted: Wanted, check: Checked) -> bool:
    """Whether somebody else agreed, where the pack asks for that."""
    return not wanted.use.second_person or any(member != check.by for member in check.agreed_by)


def _problem(code: str, last: Checked | None) -> Problem:
    if last is None or code == "reidentification_not_checked":
        return Problem(code)
    return Problem(code, details={"day": last.at.day.isoformat(), "check": last.id})


HURDLES: tuple[tuple[str, Callable[[Wanted, Checked], bool]], ...] = (
    ("reidentification_not_checked", is_of_this),
    ("reidentification_check_old", is_fresh),
    ("words_not_checked", has_these_words),
    ("second_person_declined", nobody_declined),
    ("second_person_missing", is_agreed),
)
"""What a check has to be, in this order; each comes with the reason where none is."""
