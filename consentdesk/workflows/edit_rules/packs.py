"""Another pack for a rulebook: a bundled one as it is, or a template with the clinic's own values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from consentdesk.domain.toml_table import blanks
from consentdesk.workflows.edit_rules.book import Rulebook, Tables
from consentdesk.workflows.edit_rules.uses import use_ids

MOST_DIGITS = 9  # of a number; more are no age and no count of years
TEXTS = ("date", "title", "name", "leap_birthday")  # what is a text even if it looks like a number
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


def open_places(text: str) -> tuple[str, ...]:
    """The keys of a pack's text whose values are still to be filled in, in order; () for what is no TOML."""
    try:
        return tuple(blanks(tomllib.loads(text)))
    except tomllib.TOMLDecodeError:
        return ()


def take_pack(book: Rulebook, text: str, values: Mapping[str, str]) -> Rulebook:
    """Work by another pack: its text with what was typed for its open places, by key. The usual uses stay
    where it has all of them, else they are its own."""
    taken = replace(book, pack_text=text, pack=_filled(tomllib.loads(text), values))
    if not set(book.usual) <= set(use_ids(taken)):
        taken = replace(taken, usual=tuple(taken.pack["pack"]["default_uses"]))
    return taken


def _filled(pack: Tables, values: Mapping[str, str]) -> Tables:
    whole = deepcopy(pack)
    for key, typed in values.items():
        if typed.strip():
            _fill_in(whole, key, typed.strip())
    return whole


def _fill_in(whole: Any, key: str, typed: str) -> None:
    *way, last = [int(number) if number else name for name, number in _STEP.findall(key)]
    if isinstance(last, int):  # a list that waits: what was typed is all of it
        *way, last = way
        value: object = [part for part in re.split(r"[,;\s]+", typed) if part]
    else:
        is_number = typed.isdecimal() and len(typed) <= MOST_DIGITS and last not in TEXTS
        value = int(typed) if is_number else typed
    for step in way:
        whole = whole[step]
    whole[last] = value
