"""Whether a word of a text stands for somebody, or is an ordinary word or somebody's sign or disease."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import dropwhile, takewhile

from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, Word

_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;/(\"»«|])[ \"'(«]*$|(?:^| )[-*] $")
_CLAUSE_ENDS = re.compile(r"[.,;:!?(]")
WORDS_BEFORE_A_HEAD = 2

CAPITAL = r"(?:(?:Mc|Mac|O'|D'|d'|l')?[A-Z][a-z'-]{1,30}(?:-[A-Z][a-z]{1,30}){0,3}|[A-Z]{3,30})"
_INITIAL = r"(?:[A-Z]\.?)"
_PARTICLE = r"(?:(?:van|von|der|den|de|del|della|di|da|du|la|las|los|le|el|al|bin|ibn|zu|ter|ten|y|e) ){1,3}"
NAME = (
    rf"(?:{_INITIAL}[ .-]{{0,2}}){{0,3}}(?:{_PARTICLE})?{CAPITAL}(?:[ -](?:{_INITIAL} )?"
    rf"(?:{_PARTICLE})?{CAPITAL}){{0,2}}"
)
"""A name with capitals in a grammar: initials, particles, up to three words."""


@dataclass(frozen=True, eq=False)
class Naming:
    """Judges words of one text, by their place in `text.words`."""

    text: Text
    lexicon: Lexicon

    @cached_property
    def ordinary(self) -> frozenset[str]:
        return self.lexicon.all_of("ordinary", "months")

    @cached_property
    def _heads(self) -> frozenset[str]:
        return self.lexicon.words("eponym_heads")

    def stands_for_somebody(self, place: int) -> bool:
        """Whether a word that is somebody's name is meant so here."""
        if self.has_title(place):
            return True
        word = self.text.words[place].folded
        is_ordinary = word in self.ordinary
        if (is_ordinary or word in self.lexicon.words("eponyms")) and self.is_eponym(place):
            return False
        return not is_ordinary or self._stands_out(place)

    def _stands_out(self, place: int) -> bool:
        """Whether an ordinary word is a name by its capital or its place."""
        word = self.text.words[place]
        if self.text.is_file_name and not place:
            return word.folded not in self._no_file_names
        if not self.is_capital(place) or self.is_month(place):
            return False
        if word.folded in self.lexicon.words("ordinary", "seldom") or not self.begins_sentence(place):
            return True
        return self.text.plain[word.end : word.end + 2] == ", "

    def is_no_name(self, place: int) -> bool:
        """Whether a word with a capital is surely none of a name: a title, a part of the body, a month."""
        word = self.text.words[place].folded
        if word in self.lexicon.words("given"):
            return False
        return word in self._never_names or self.is_month(place)

    @cached_property
    def _never_names(self) -> frozenset[str]:
        tables = (
            "never_names",
            "anatomy",
            "titles",
            "weekdays",
            "relatives",
            "people",
            "occupations",
            "roles",
        )
        return self._heads | self.lexicon.all_of(*tables)

    def name_in(self, match: re.Match[str]) -> tuple[int, int] | None:
        """The part of a match that is a name: the first words in a row that can be of one. None where there
        are none, or they name a sign or a disease."""
        start, end = match.span("name")
        words = self.text.words
        inside = [n for n, word in enumerate(words) if start <= word.start < end]
        kept = list(takewhile(self._can_be_of_name, dropwhile(self.is_no_name, inside)))
        if not kept or all(len(words[n].said) == 1 for n in kept) or self.is_eponym(kept[-1]):
            return None
        return words[kept[0]].start, words[kept[-1]].end

    def _can_be_of_name(self, place: int) -> bool:
        return self.text.words[place].said != "s" and not self.is_no_name(place)

    def last_of_name(self, place: int) -> int:
        """The place of the last word of a name that begins with a given name."""
        words, last = self.text.words, place
        while last + 1 < len(words) and last < place + 3 and self._goes_on(last):
            last += 1
        while last > place and (
            words[last].folded in self.lexicon.words("particles") or len(words[last].said) == 1
        ):
            last -= 1
        return last

    def _goes_on(self, place: int) -> bool:
        word, follows = self.text.words[place], self.text.words[place + 1]
        between = self.text.plain[word.end : follows.start]
        if between not in (" ", "-", ". ", "'"):
            return False
        if follows.folded in self.lexicon.words("particles"):
            return True
        capital = follows.said[0].isupper() or self.text.says_little_by_case
        return capital and not self.is_no_name(place + 1) and not (between == ". " and len(word.said) > 1)

    def span_in_file_name(self, place: int) -> tuple[int, int]:
        """A given name in the name of a file with the family name before or after it, where that is one."""
        words, first, last = self.text.words, place, place
        if place + 1 < len(words) and self._can_be_family(place + 1):
            last = place + 1
        elif place and self._can_be_family(place - 1) and words[place - 1].folded in self.ordinary:
            first = place - 1
        return words[first].start, words[last].end

    def _can_be_family(self, place: int) -> bool:
        word = self.text.words[place].folded
        return len(word) > 2 and word not in self._no_file_names and word not in self._heads

    @cached_property
    def _no_file_names(self) -> frozenset[str]:
        tables = ("anatomy", "months", "never_names")
        return self.lexicon.words("ordinary", "adjectives") | self.lexicon.all_of(*tables)

    def has_title(self, place: int) -> bool:
        """Whether a title stands before a word, one initial or particle between them aside."""
        words, titles = self.text.words, self.lexicon.words("titles")
        before = [words[n] for n in range(max(0, place - 2), place)]
        if before and before[-1].folded in titles:
            return before[-1].end + 2 >= words[place].start
        return len(before) == 2 and before[0].folded in titles and len(before[1].said) == 1

    def is_eponym(self, place: int) -> bool:
        """Whether a sign, a disease, an instrument or the like follows, which the word only names."""
        named, heads = self.text.words[place], self.lexicon.words("eponym_heads", "before")
        before = self.text.words[max(0, place - 3) : place]
        if any(word.folded in heads and self._in_one_clause(word, named) for word in before):
            return True
        return self.is_followed_by(place, self._heads)

    def is_followed_by(self, place: int, heads: frozenset[str]) -> bool:
        """Whether one of these words follows in the same clause, one word between them at most."""
        words = self.text.words
        follows = [word for word in words[place + 1 : place + 4] if word.folded != "s"]
        return any(
            word.folded in heads and self._in_one_clause(words[place], word)
            for word in follows[:WORDS_BEFORE_A_HEAD]
        )

    def _in_one_clause(self, one: Word, later: Word) -> bool:
        return not _CLAUSE_ENDS.search(self.text.plain[one.end : later.start])

    def is_capital(self, place: int) -> bool:
        return self.text.words[place].said[0].isupper() and not self.text.says_little_by_case

    def is_small_word(self, place: int) -> bool:
        """Whether a word is an ordinary one in small letters, in a text where that says something."""
        word = self.text.words[place]
        return word.folded in self.ordinary and word.said.islower() and not self.text.says_little_by_case

    def is_month(self, place: int) -> bool:
        word = self.text.words[place]
        if word.folded not in self.lexicon.words("months"):
            return False
        before = self.text.words[place - 1].folded if place else ""
        return (
            before in self.lexicon.words("before_months")
            or bool(re.match(r"\.?,? ?\d", self.text.plain[word.end : word.end + 5]))
            or bool(re.search(r"\d(?:st|nd|rd|th|\.)? ?(?:of )?$", self.text.plain[: word.start][-9:]))
        )

    def begins_sentence(self, place: int) -> bool:
        start = self.text.words[place].start
        return bool(_SENTENCE_ENDS.search(self.text.plain[max(0, start - 6) : start]))


@lru_cache(maxsize=8)
def naming_of(text: Text, lexicon: Lexicon) -> Naming:
    return Naming(text, lexicon)
