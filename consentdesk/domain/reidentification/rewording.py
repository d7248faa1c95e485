"""What words become that point to somebody, once something was done about them (R26)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from consentdesk.domain.reidentification.identifier import Identifier, Kind, Remedy

OLDEST = 89  # ages above it are few (45 CFR 164.514(b)(2)(i)(C))
TEN_YEARS = 10
_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS_OLD = re.compile(r"^\D*\d{1,3}\D*$")
_SHORTER = re.compile(
    r"month|week|day|hour|mois|semaine|jour|mes|semana|día|dia|monat|woche|tag|stunde", re.IGNORECASE
)
_TIDY = (
    (re.compile(r"\(\s*\)|\[\s*\]"), " "),
    (re.compile(r"\s+([,.;:!?)\]])"), r"\1"),
    (re.compile(r"([(\[])\s+"), r"\1"),
    (re.compile(r"([,;:])(?:\s*[,;:])+"), r"\1"),
    (re.compile(r"[,;:](?=\s*[.!?])"), ""),
    (re.compile(r"^[\s,.;:]+"), ""),
    (re.compile(r"\s{2,}"), " "),
)


def reworded(text: str, found: Iterable[Identifier], remedy: Remedy) -> str | None:
    """The text after a remedy for findings that stand in it; None where somebody has to find the words, as
    for a region. What is left of it is tidied: no blanks before a comma, no empty brackets."""
    for one in sorted(found, key=lambda one: -one.start):
        instead = _instead(one, remedy)
        if instead is None:
            return None
        text = text[: one.start] + instead + text[one.start + len(one.words) :]
    return _tidied(text)


def _instead(one: Identifier, remedy: Remedy) -> str | None:
    if remedy is Remedy.TAKE_OUT:
        return ""
    if remedy is Remedy.MONTH_OR_YEAR or (remedy is Remedy.AGE_BAND and one.kind is Kind.BIRTH_DATE):
        year = _YEAR.search(one.words)
        return year[0] if year else None
    return _banded(one.words) if remedy is Remedy.AGE_BAND else None


def _banded(words: str) -> str | None:
    """Ten years instead of one: "47-year-old" is "40s-year-old" in no language, so the number alone becomes
    "40–49"; above 89 it becomes "90+". None for an age that is not one number of years."""
    if not _YEARS_OLD.match(words) or _SHORTER.search(words):
        return None

    def band(number: re.Match[str]) -> str:
        first = int(number[0]) // TEN_YEARS * TEN_YEARS
        return f"{OLDEST + 1}+" if int(number[0]) > OLDEST else f"{first}–{first + TEN_YEARS - 1}"

    return _NUMBER.sub(band, words)


def _tidied(text: str) -> str:
    for what, instead in _TIDY:
        text = what.sub(instead, text)
    return text.strip()
