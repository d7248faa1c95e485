"""Which way a text runs: the Unicode bidirectional algorithm, from characters to the order on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import TypeVar
from unicodedata import bidirectional

from bidi import algorithm

T = TypeVar("T")
# Hebrew, Arabic and their neighbours, the signs that turn direction, and everything in the planes' RTL blocks
_RTL = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_MARK = {False: "\u200e", True: "\u200f"}
_EMBEDDING = {False: "\u202a", True: "\u202b"}
_END_OF_EMBEDDING = "\u202c"
_UNKNOWN = frozenset(("LRI", "RLI", "FSI", "PDI", ""))
_JOINER = "\u200d"
# They have done their work once levels are known
CONTROLS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def turns(text: str) -> bool:
    """Whether anything in the text may run from right to left."""
    return _RTL.search(text) is not None


def starts_rtl(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left; figures alone do not."""
    return turns(text) and bool(algorithm.get_base_level(text))


def levels(text: str, rtl: bool) -> list[int]:
    """For each character its level: even runs to the right, odd to the left (Unicode annex 9)."""
    if not rtl and not turns(text):
        return [0] * len(text)
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = (1, "R") if rtl else (0, "L")
    algorithm.get_embedding_levels(_without_unknown(text), storage)
    for at, character in enumerate(storage["chars"]):
        character["at"] = at
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, False)
    algorithm.resolve_implicit_levels(storage, False)
    known = {character["at"]: int(character["level"]) for character in storage["chars"]}
    return _with_gaps_filled(known, len(text), storage["base_level"])


def in_visual_order(items: Sequence[T], level: Callable[[T], int]) -> list[T]:
    """Items of one line in reading order, put into their order on paper from left to right (rule L2)."""
    ordered = list(items)
    highest = max(map(level, ordered), default=0)
    for threshold in range(highest, 0, -1):
        _reverse_runs(ordered, [level(item) >= threshold for item in ordered])
    return ordered


def isolated(value: str, rtl: bool) -> str:
    """A value to stand in a sentence of the given direction: it keeps its own, and its neighbours theirs."""
    if not rtl and not turns(value):
        return value
    return f"{_MARK[rtl]}{_EMBEDDING[starts_rtl(value)]}{value}{_END_OF_EMBEDDING}{_MARK[rtl]}"


def _without_unknown(text: str) -> str:
    """The library is older than isolates, and Python than the newest characters: to it they are joiners."""
    return "".join(_JOINER if bidirectional(c) in _UNKNOWN else c for c in text)


def _with_gaps_filled(known: dict[int, int], length: int, base: int) -> list[int]:
    """The algorithm drops joiners; they belong to the character before them."""
    filled: list[int] = []
    for at in range(length):
        filled.append(known.get(at, filled[-1] if filled else base))
    return filled


def _reverse_runs(items: list[T], belongs: list[bool]) -> None:
    at = 0
    for inside, run in groupby(belongs):
        end = at + sum(1 for _ in run)
        if inside:
            items[at:end] = reversed(items[at:end])
        at = end
