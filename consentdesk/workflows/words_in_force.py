"""The words for patients that count now: the clinic's own where it adopted some, else the program's."""

from __future__ import annotations

import logging
import tomllib
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

import tomli_w

from consentdesk.domain.pack import RulePack
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.wording import Wording, parse_wording
from consentdesk.workflows.ports import Views

ALWAYS = "en"  # what staff fall back on
OF_THE_PROGRAM = ("screen", "terms", "meanings")  # words that go with its pages, not with a clinic's rules
log = logging.getLogger("consentdesk.rules")

_parsed = lru_cache(maxsize=16)(parse_wording)


class WordsInForce(Mapping[str, Wording]):
    """The wordings that are whole for a pack, by language, sorted by the languages' own names.

    Renewed where the vault is used, whenever rules were published; read from any thread: whoever reads sees
    either the words before or those after.
    """

    def __init__(self, bundled: Mapping[str, str]) -> None:
        """`bundled` are the program's TOML texts by language. Nothing is in force before `renew`."""
        self.bundled = bundled
        self._now: dict[str, Wording] = {}

    def renew(self, vault: Views, pack: RulePack) -> None:
        """Take what the vault says now. Raises Refusal `wording_malformed`, and nothing changes, where a
        language is not whole that the clinic cannot do without."""
        self._now = in_force({language: self.text(vault, language) for language in self.bundled}, pack)

    def text(self, vault: Views, language: str) -> str:
        """The TOML text that counts for a language."""
        adopted, bundled = vault.adopted_wording(language), self.bundled[language]
        return bundled if adopted is None else completed(adopted.text, bundled)

    def __getitem__(self, language: str) -> Wording:
        return self._now[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now)

    def __len__(self) -> int:
        return len(self._now)


def in_force(texts: Mapping[str, str], pack: RulePack) -> dict[str, Wording]:
    """The wordings in TOML texts that are whole for a pack, sorted by the languages' own names. Raises
    Refusal `wording_malformed` where one is not that the clinic cannot do without."""
    found: dict[str, Wording] = {}
    for language, text in texts.items():
        try:
            found[language] = _parsed(text, f"{language}.toml", pack)
        except Refusal as refusal:
            if language in needed_languages(pack):
                raise
            log.warning("left out: %s", refusal.problems[0].details)
    for language in needed_languages(pack):
        if language not in found:
            raise refuse("wording_malformed", file=f"{language}.toml", reason=f"not there for {pack.id}")
    return dict(sorted(found.items(), key=lambda wording: wording[1].wording.name))


def needed_languages(pack: RulePack) -> tuple[str, ...]:
    """The languages that a clinic cannot do without under a pack."""
    return tuple(dict.fromkeys((ALWAYS, *pack.duties.languages)))


@lru_cache(maxsize=16)
def completed(adopted: str, bundled: str) -> str:
    """A clinic's wording with the words that a newer program needs for its own pages; those that the clinic
    has stay. Words that nobody has read were approved by nobody: they make it a draft again."""
    own, others = tomllib.loads(adopted), tomllib.loads(bundled)
    whole: dict[str, Any] = {**others, **own}
    for part in OF_THE_PROGRAM:
        whole[part] = {**others[part], **own.get(part, {})}
    if whole == own:
        return adopted
    return tomli_w.dumps({**whole, "wording": {**whole["wording"], "reviewed_by": ""}})
