"""What a clinic works by, as TOML tables: keys that are not known here survive every change."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

import tomli_w

from consentdesk.domain.codec import from_plain
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.people import Clinic
from consentdesk.domain.refusals import refuse
from consentdesk.domain.wording import Wording

Tables = dict[str, Any]
OWN = "clinic"  # the source of a clinic's own rules
WITH_SOURCES = 2  # the first format of packs that lists its sources

_parsed = lru_cache(maxsize=4)(parse_pack)


@dataclass(frozen=True)
class Rulebook:
    """`pack` and `words` (by language) are TOML tables, never changed in place; `pack_text` is the text that
    `pack` was read from, before any change. `usual` are the uses that sessions usually ask about."""

    clinic: Clinic
    pack_text: str
    pack: Tables
    words: dict[str, Tables]
    usual: tuple[str, ...]

    def with_pack(self, **parts: Any) -> Rulebook:
        """The same with other parts of the pack."""
        return replace(self, pack={**self.pack, **parts})

    def with_words(self, language: str, **parts: Any) -> Rulebook:
        """The same with other parts of a wording, which from then on is a draft that nobody has reviewed."""
        words = {**self.words[language], **parts}
        words["wording"] = {**words["wording"], "reviewed_by": ""}
        return replace(self, words={**self.words, language: words})

    def on(self, now: Rulebook) -> Rulebook:
        """The same, on top of what is in force `now`: words and a pack that say no other than those there
        are those, with their version and their review."""
        words = {
            language: now.words[language] if _alike(now.words[language], mine) else mine
            for language, mine in self.words.items()
        }
        kept = now if _alike(now.pack, self.pack) else self
        return replace(self, pack_text=kept.pack_text, pack=kept.pack, words=words)

    @property
    def pack_is_changed(self) -> bool:
        """Whether the pack says something else than the text it was read from."""
        return self.pack != tomllib.loads(self.pack_text)

    def rules(self, today: date) -> RulePack:
        """The pack as its text would be published. Raises Refusal `pack_malformed` and `pack_is_template`."""
        text = written(self.pack, today) if self.pack_is_changed else self.pack_text
        return _parsed(text, f"{self.pack['pack']['id']}.toml")

    def wording(self, language: str) -> Wording:
        """The words of a language. Raises Refusal `wording_malformed`."""
        try:
            return from_plain(Wording, self.words[language])
        except ValueError as wrong:
            raise refuse("wording_malformed", file=f"{language}.toml", reason=str(wrong)) from wrong


def written(pack: Tables, today: date) -> str:
    """A changed pack as TOML, with exactly the sources that its rules name; the clinic's own rules have the
    day on which they were published."""
    if pack["pack"].get("format", 1) < WITH_SOURCES:
        return tomli_w.dumps(pack)
    own = {"id": OWN, "title": "The clinic's own rule", "date": str(today)}
    known = [source for source in pack["sources"] if source["id"] != OWN] + [own]
    return tomli_w.dumps({**pack, "sources": _needed_sources({**pack, "sources": known})})


def next_version(version: str, taken: frozenset[str]) -> str:
    """ "2026.1" → "2026.1-clinic.1" → "2026.1-clinic.2", past those that are taken."""
    base, _, count = version.partition("-clinic.")
    number = int(count or 0) + 1
    while f"{base}-clinic.{number}" in taken:
        number += 1
    return f"{base}-clinic.{number}"


def in_version(table: Tables, head: str, version: str) -> Tables:
    """The same tables under another version; `head` names the one that says it."""
    whole = deepcopy(table)
    whole[head]["version"] = version
    return whole


def _alike(one: Tables, other: Tables) -> bool:
    """Whether two tables say the same, whatever their version, their review and the clinic's own source."""
    return one is other or _said(one) == _said(other)


def _said(table: Tables) -> Tables:
    heads: Tables = {
        head: {key: value for key, value in table[head].items() if key not in ("version", "reviewed_by")}
        for head in ("pack", "wording")
        if head in table
    }
    return {**table, **heads, "sources": [s for s in _needed_sources(table) if s["id"] != OWN]}


def _needed_sources(pack: Tables) -> list[Tables]:
    """The sources that rules of a pack name."""
    cited = set(_cited({key: part for key, part in pack.items() if key != "sources"}))
    return [source for source in pack.get("sources", ()) if source["id"] in cited]


def _cited(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "source":
                yield inner
            else:
                yield from _cited(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _cited(inner)
