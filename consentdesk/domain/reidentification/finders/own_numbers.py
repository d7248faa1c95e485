"""The patient's record number, whole or the telling part of it, and the day of birth in any notation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, folded

TELLING_DIGITS = 4
"""So many of the last digits of a record number point to its patient."""

_BETWEEN = r"[ ./\-]?"
_RUN = re.compile(r"(?<![0-9])[0-9](?:[ ./\-]?[0-9]){3,15}(?![0-9])")


def find_own_numbers(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """The record number with other or no dashes, or a telling part of it; the day of birth in any figures."""
    if not text.has_figures:
        return
    for pattern in _whole(who.record_number):
        for match in pattern.finditer(text.plain):
            yield Found(Kind.RECORD_NUMBER, *match.span())
    if who.born:
        for match in _born(who.born).finditer(text.plain):
            yield Found(Kind.BIRTH_DATE, *match.span(), Grade.ONE)


@lru_cache(maxsize=64)
def _whole(number: str) -> tuple[re.Pattern[str], ...]:
    """The number as it stands, then its run of digits without what leads it, down to its last four."""
    signs = re.sub(r"[\W_]", "", folded(number))
    digits = max(re.findall(r"[0-9]+", signs) or [""], key=len).lstrip("0")
    found = []
    if len(signs) >= TELLING_DIGITS:
        found.append(re.compile(rf"(?i)(?<![^\W_]){_spread(signs)}(?![^\W_])"))
    for start in range(max(1, len(digits) - TELLING_DIGITS + 1)):
        if len(digits) >= TELLING_DIGITS:
            found.append(re.compile(rf"(?<![0-9])0*{_spread(digits[start:])}(?![0-9])"))
    return tuple(found)


def _spread(signs: str) -> str:
    return _BETWEEN.join(map(re.escape, signs))


@lru_cache(maxsize=64)
def _born(born: date) -> re.Pattern[str]:
    """The day in figures, in each order, with and without separators."""
    day, month = f"0?{born.day}", f"0?{born.month}"
    year, short = f"{born.year:04}", f"{born.year % 100:02}"
    any_year = f"(?:{year}|{short})"
    forms = (
        *(
            rf"{a}(?P<s{n}>[ ./\-]{{1,2}}){b}(?P=s{n}){any_year}"
            for n, (a, b) in enumerate(((day, month), (month, day)))
        ),
        rf"{any_year}(?P<s2>[ ./\-]){month}(?P=s2){day}",
        *(
            f"{a}{b}{y}"
            for a, b in ((f"{born.day:02}", f"{born.month:02}"), (f"{born.month:02}", f"{born.day:02}"))
            for y in (year, short)
        ),
        *(f"{y}{born.month:02}{born.day:02}" for y in (year, short)),
    )
    return re.compile(rf"(?<![0-9])(?:{'|'.join(forms)})(?![0-9])")
