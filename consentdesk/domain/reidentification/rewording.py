"""What words become that point to somebody, once something was done about them (R26)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from consentdesk.domain.reidentification.identifier import Identifier, Kind, Remedy

OLDEST = 89  # ages above it are few (45 CFR 164.514(b)(2)(i)(C))
_NUMBER = re.compile(r"\d+")
_CALENDAR_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_YEARS = re.compile(r"\d+[ -]?(?:years?|yrs?|y|jahren?|jährig\w*|ans?|años?)\b", re.IGNORECASE)
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
        return _first(_CALENDAR_YEAR, one.words)
    return _rounder_age(one) if remedy is Remedy.AGE_BAND else None


def _rounder_age(one: Identifier) -> str | None:
    """Whole years instead of months and days; "90+" for every age above 89."""
    if one.kind is Kind.AGE_OVER_89:
        return _NUMBER.sub(f"{OLDEST + 1}+", one.words) if _NUMBER.search(one.words) else None
    return _first(_YEARS, one.words)


def _first(pattern: re.Pattern[str], words: str) -> str | None:
    found = pattern.search(words)
    return found[0] if found else None


def _tidied(text: str) -> str:
    for what, instead in _TIDY:
        text = what.sub(instead, text)
    return text.strip()
