"""Whether a word of a text stands for somebody, or is an ordinary word or somebody's sign or disease."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;/(\"»«|])[ \"'(«]*$|(?:^| )[-*] $")
_POSSESSIVE = re.compile(r"'?s?'? ?")
WORDS_BEFORE_A_HEAD = 2


@dataclass(frozen=True, eq=False)
class Naming:
    """Judges words of one text, by their place in `text.words`."""

    text: Text
    lexicon: Lexicon

    @cached_property
    def ordinary(self) -> frozenset[str]:
        return self.lexicon.words("ordinary") | self.lexicon.words("months")

    @cached_property
    def _heads(self) -> frozenset[str]:
        return self.lexicon.words("eponym_heads")

    def stands_for_somebody(self, place: int) -> bool:
        """Whether a word that is somebody's name is meant so here."""
        if self.has_title(place):
            return True
        if self.is_eponym(place):
            return False
        word = self.text.words[place]
        if word.folded in self.ordinary:
            return self.is_capital(place) and not self.begins_sentence(place) and not self.is_month(place)
        return True

    def has_title(self, place: int) -> bool:
        """Whether a title stands before a word, one initial or particle between them aside."""
        words, titles = self.text.words, self.lexicon.words("titles")
        before = [words[n] for n in range(max(0, place - 2), place)]
        if before and before[-1].folded in titles:
            return before[-1].end + 2 >= words[place].start
        return len(before) == 2 and before[0].folded in titles and len(before[1].said) == 1

    def is_eponym(self, place: int) -> bool:
        """Whether a sign, a disease, an instrument or the like follows, which the word only names."""
        words = self.text.words
        follows = [w for w in words[place + 1 : place + 3 + WORDS_BEFORE_A_HEAD] if w.folded != "s"]
        if any(w.folded in self._heads for w in follows[:WORDS_BEFORE_A_HEAD]):
            return self._same_clause(place, follows)
        before = [w.folded for w in words[max(0, place - 3) : place]]
        return any(w in self.lexicon.words("eponym_heads", "before") for w in before)

    def _same_clause(self, place: int, follows: list) -> bool:  # type: ignore[type-arg]
        head = next(w for w in follows if w.folded in self._heads)
        between = self.text.plain[self.text.words[place].end : head.start]
        return not re.search(r"[.,;:!?]", between)

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
        return bool(
            _SENTENCE_ENDS.search(
                self.text.plain[max(0, self.text.words[place].start - 6) : self.text.words[place].start]
            )
        )


@lru_cache(maxsize=8)
def naming_of(text: Text, lexicon: Lexicon) -> Naming:
    return Naming(text, lexicon)
