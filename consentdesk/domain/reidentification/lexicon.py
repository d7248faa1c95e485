"""The words by which identifying things are known: names, months, towns, institutions, rare diagnoses (R26).

Data in `resources/identifying/*.toml`. A file holds tables of words by language or by meaning; `rare.toml`
holds diagnoses, each with its names and a source.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from consentdesk.domain.reidentification.alternatives import any_of
from consentdesk.domain.reidentification.text import folded
from consentdesk.domain.toml_table import Table

RARE = "rare"
_SLOT = re.compile(r"\{([a-z_]+)(?:\.([a-z_|]+))?\}")


@dataclass(frozen=True)
class RareDiagnosis:
    """A diagnosis that few living people have, under every name it goes by, and where that is said."""

    name: str
    names: tuple[str, ...]
    source: str


@dataclass(frozen=True, eq=False)
class Lexicon:
    """`tables` are lists of words, folded, by table and by key (a language, or what they mean)."""

    tables: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    rare: tuple[RareDiagnosis, ...] = ()

    def words(self, table: str, *keys: str) -> frozenset[str]:
        """All words of a table, or those under some keys; none where there is no such table."""
        wanted = (table, *keys)
        if wanted not in self._gathered:
            found = self.tables.get(table, {})
            self._gathered[wanted] = frozenset(word for key in keys or found for word in found.get(key, ()))
        return self._gathered[wanted]

    @cached_property
    def _gathered(self) -> dict[tuple[str, ...], frozenset[str]]:
        return {}

    def all_of(self, *tables: str) -> frozenset[str]:
        """All words of some tables."""
        return frozenset().union(*map(self.words, tables))

    def one_of(self, table: str, *keys: str) -> str:
        """A regular expression for any word of a table, in any case, the longest first. Not a group that
        captures; it matches nothing where there are no words."""
        return any_of(sorted(self.words(table, *keys)))

    def pattern(self, grammar: str) -> re.Pattern[str]:
        """A grammar compiled, once: a regular expression in which `{table}`, `{table.key}` or
        `{table.key|key}` stands for any of these words. Other braces count repetitions, as usual."""
        return self._compiled.get(grammar) or self._compiled.setdefault(grammar, self._compile(grammar))

    def _compile(self, grammar: str) -> re.Pattern[str]:
        return re.compile(_SLOT.sub(self._slot, grammar))

    def _slot(self, slot: re.Match[str]) -> str:
        return self.one_of(slot[1], *(slot[2].split("|") if slot[2] else ()))

    @cached_property
    def _compiled(self) -> dict[str, re.Pattern[str]]:
        return {}

    @cached_property
    def meanings(self) -> dict[str, dict[str, str]]:
        """By table: what each word of it means, which is its key."""
        return {
            name: {word: key for key, words in table.items() for word in words}
            for name, table in self.tables.items()
        }

    @cached_property
    def given_names(self) -> frozenset[str]:
        """Given names and short forms of such that are no ordinary words."""
        nicknames = self.words("nicknames") | frozenset(self.tables.get("nicknames", {}))
        return (self.words("given") | nicknames) - self.words("ordinary", "given", "words")

    def forms_of(self, given: str) -> frozenset[str]:
        """Short forms of a given name, and those that it is a short form of, with their other short forms."""
        table = self.tables.get("nicknames", {})
        whole = {name for name, short in table.items() if given == name or given in short}
        return frozenset(form for name in whole for form in (name, *table[name])) - {given}

    @cached_property
    def phrases(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Names of rare diagnoses as folded words, by the first of them."""
        return by_first_word(name for diagnosis in self.rare for name in diagnosis.names)


def by_first_word(phrases: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases as folded words, longest first, by the first word of each."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(re.findall(r"[^\W_]+", folded(phrase)))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(sorted(some, key=len, reverse=True)) for first, some in found.items()}


def parse_lexicon(texts: Mapping[str, str]) -> Lexicon:
    """The lexicon in TOML texts by file name without ending. Raises Refusal `pack_malformed`."""
    tables: dict[str, dict[str, tuple[str, ...]]] = {}
    for name, text in texts.items():
        if name != RARE:
            tables.update(_tables(name, text))
    return Lexicon(tables, _rare(texts.get(RARE, "")))


def _tables(name: str, text: str) -> dict[str, dict[str, tuple[str, ...]]]:
    data = tomllib.loads(text)
    whole = Table(data, f"{name}.toml")
    return {
        key: {sub: tuple(map(folded, whole.table(key).some(sub))) for sub in table}
        for key, table in data.items()
    }


def _rare(text: str) -> tuple[RareDiagnosis, ...]:
    found = []
    for row in Table(tomllib.loads(text), f"{RARE}.toml").tables(RARE, []):
        row.only("name", "also", "source")
        name = row.text("name")
        found.append(RareDiagnosis(name, (name, *row.texts("also", [])), row.text("source")))
    return tuple(found)
