"""Whether a word of a text names a place, or only a disease, a score or a method that is called after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from consentdesk.domain.reidentification.finders.naming import Naming, naming_of
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_GOES_ON_WITH_CAPITALS = re.compile(r" ([A-Z][a-z]{2,30})(?: (?:(?:&|and|of|the) )?[A-Z][\w'-]{1,30}){0,3}")
LONGEST_ABBREVIATION = 4


@dataclass(frozen=True, eq=False)
class Siting:
    """Judges words of one text that may name a place, by their place in `naming.text.words`."""

    naming: Naming

    def place_in(self, match: re.Match[str], is_shaped: bool = False) -> tuple[int, int] | None:
        """The name of a place in a match, without words at its end that are of none; None when it names
        something else. What `is_shaped` like a place needs two words."""
        words = self.naming.text.words
        start, end = match.span("name")
        inside = [n for n, word in enumerate(words) if start <= word.start < end]
        while len(inside) > 1 and self._is_no_place(inside[-1]):
            inside.pop()
        if len(inside) < (2 if is_shaped else 1) or (self._is_no_place(inside[0]) and not is_shaped):
            return None
        span = words[inside[0]].start, words[inside[-1]].end
        is_common = self.naming.text.plain[slice(*span)].casefold() in self._no_places
        return None if is_common or self._only_names(inside[-1]) else span

    def means_known_town(self, start: int, end: int) -> bool:
        """Whether the name of a known town means the town: written as a name, and, where it is another word
        too, after "in" and the like."""
        text, words = self.naming.text, self.naming.lexicon.words("towns", "unsure")
        inside = [n for n, word in enumerate(text.words) if start <= word.start < end]
        said = text.plain[start:end]
        if not inside or self._only_names(inside[-1]):
            return False
        if said.casefold() not in words:
            return not said.islower() or text.says_little_by_case
        return said[0].isupper() and (self._is_introduced(inside) or self._is_between_commas(start, end))

    def end_of_something_in(self, end: int) -> int:
        """Where the name of something ends that begins with a town's, which ends at `end`: after the words
        with a capital that follow it; `end` where none does that can be of a name."""
        text = self.naming.text
        match = _GOES_ON_WITH_CAPITALS.match(text.plain, end)
        if match is None or text.says_little_by_case:
            return end
        return end if match[1].casefold() in self._not_named_after_towns else match.end()

    def _is_introduced(self, inside: list[int]) -> bool:
        words, lexicon = self.naming.text.words, self.naming.lexicon
        before = words[inside[0] - 1].folded if inside[0] else ""
        after = words[inside[-1] + 1].folded if inside[-1] + 1 < len(words) else ""
        return before in lexicon.words("before_place", "town") or after in lexicon.words("people")

    def _is_between_commas(self, start: int, end: int) -> bool:
        plain = self.naming.text.plain
        return plain[max(0, start - 2) : start] == ", " and plain[end : end + 1] in ("", *",.;)")

    def _is_no_place(self, place: int) -> bool:
        word = self.naming.text.words[place]
        is_abbreviation = word.said.isupper() and len(word.said) <= LONGEST_ABBREVIATION
        return is_abbreviation or word.folded in self._no_places

    def _only_names(self, place: int) -> bool:
        """Whether a disease, a score, a method follows: "Lyme disease", "Glasgow coma scale"."""
        heads = self.naming.lexicon.words("place_heads")
        return self.naming.is_followed_by(place, heads) or self.naming.is_eponym(place)

    @cached_property
    def _no_places(self) -> frozenset[str]:
        return self.naming.lexicon.all_of(
            *("not_places", "months", "seasons", "feasts", "anatomy", "titles", "never_names", "occupations")
        )

    @cached_property
    def _not_named_after_towns(self) -> frozenset[str]:
        tables = ("never_names", "anatomy", "titles", "given", "months", "weekdays", "eponym_heads")
        return self.naming.lexicon.all_of(*tables)


@lru_cache(maxsize=8)
def siting_of(text: Text, lexicon: Lexicon) -> Siting:
    return Siting(naming_of(text, lexicon))
