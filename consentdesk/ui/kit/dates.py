"""Dates as people type them."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

DayOrder = Literal["dmy", "mdy", "ymd"]


def parse_day(text: str, order: DayOrder) -> date | None:
    """The day that `text` names, or None where it names none.

    Numbers may be parted by spaces, slashes, dots or hyphens, or run together as eight digits. A leading
    four-digit number is the year whatever the `order`. A year of two digits is not guessed at.
    """
    numbers = _numbers(text.strip(), order)
    if numbers is None:
        return None
    try:
        return date(numbers["y"], numbers["m"], numbers["d"])
    except ValueError:
        return None


def typed_day(day: date, order: DayOrder) -> str:
    """A day as people here type it, without zeros: "2 3 2031". `parse_day` reads it back."""
    numbers = {"d": day.day, "m": day.month, "y": day.year}
    return " ".join(str(numbers[part]) for part in order)


def _numbers(text: str, order: str) -> dict[str, int] | None:
    parts = [part for part in re.split(r"[\s/.\-]+", text) if part]
    if len(parts) == 1 and re.fullmatch(r"\d{8}", parts[0]):
        parts = _cut(parts[0], order)
    if len(parts) != 3 or not all(re.fullmatch(r"\d{1,4}", part) for part in parts):
        return None
    order = "ymd" if len(parts[0]) == 4 else order
    named = dict(zip(order, parts, strict=True))
    if len(named["y"]) != 4:
        return None
    return {key: int(part) for key, part in named.items()}


def _cut(digits: str, order: str) -> list[str]:
    return [digits[:4], digits[4:6], digits[6:]] if order == "ymd" else [digits[:2], digits[2:4], digits[4:]]
