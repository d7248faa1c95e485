"""Whether a word of a text stands for somebody, or is an ordinary word or somebody's sign or disease."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text

_SENTENCE_ENDS = re.compile(r"(?:^|[.!?:;/(\"»«|])[ \"'(«]*$|(?:^| )[-*] $")
_GOES_ON_WITH_CAPITALS = re.compile(r" ([A-Z][a-z]{2,30})(?: (?:(?:&|and|of|the) )?[A-Z][\w'-]{1,30}){0,3}")
_CLAUSE_ENDS = re.compile(r"[.,;:!?(]")
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
    def _before_towns(self) -> frozenset[str]:
        return self.lexicon.words("before_place", "loose", "german", "romance") | {"in", "to"}

    @cached_property
    def _heads(self) -> frozenset[str]:
        return self.lexicon.words("eponym_heads")

    def stands_for_somebody(self, place: int) -> bool:
        """Whether a word that is somebody's name is meant so here."""
        if self.has_title(place):
            return True
        word = self.text.words[place]
        known = word.folded in self.ordinary or word.folded in self.lexicon.words("eponyms")
        if known and self.is_eponym(place):
            return False
        if word.folded in self._seldom and self.is_capital(place):
            return True
        if word.folded in self.ordinary:
            if self.text.is_file_name and not place:
                return word.folded not in self._no_file_names
            if not self.is_capital(place) or self.is_month(place):
                return False
            return not self.begins_sentence(place) or self.text.plain[word.end : word.end + 2] == ", "
        return True

    def is_no_name(self, place: int) -> bool:
        """Whether a word with a capital is surely none of a name: a part of the body, a month."""
        word = self.text.words[place]
        if word.folded in self.lexicon.words("given"):
            return False
        if word.folded in self.lexicon.words("titles"):
            return True
        never = self._never_names
        return word.folded in never or word.folded in self.lexicon.words("weekdays") or self.is_month(place)

    @cached_property
    def _never_names(self) -> frozenset[str]:
        tables = ("never_names", "anatomy", "relatives", "people", "occupations", "roles")
        return self._heads.union(*map(self.lexicon.words, tables))

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

    def is_place(self, place: int) -> bool:
        """Whether a word that can be a given name is that of a known town here: after "in" or "from"."""
        before = self.text.words[place - 1].folded if place else ""
        towns = self.lexicon.words("towns")
        return self.text.words[place].folded in towns and before in self._before_towns

    @cached_property
    def no_places(self) -> frozenset[str]:
        return self.lexicon.words("not_places")

    def is_no_place(self, place: int) -> bool:
        word = self.text.words[place]
        if word.said.isupper() and len(word.said) <= 4:
            return True
        return (
            word.folded in self.no_places
            or self.lexicon.meanings.get("months", {}).get(word.folded) is not None
            or word.folded
            in self.lexicon.words("seasons") | self.lexicon.words("feasts") | self.lexicon.words("anatomy")
            or word.folded in self.lexicon.words("titles")
        )

    def heads_follow(self, place: int) -> bool:
        """Whether a place only names a disease, a score, a method: "Lyme disease", "Glasgow coma scale"."""
        words = self.text.words
        heads = self.lexicon.words("place_heads") | self._heads
        follows = [w for w in words[place + 1 : place + 3] if w.folded != "s"]
        return any(
            w.folded in heads and not _CLAUSE_ENDS.search(self.text.plain[words[place].end : w.start])
            for w in follows
        )

    def end_of_something_in(self, end: int) -> int:
        """Where the name of something ends that begins with a town's, which ends at `end`: after the words
        with a capital that follow it; `end` where none does that can be of a name."""
        match = _GOES_ON_WITH_CAPITALS.match(self.text.plain, end)
        if match is None or self.text.says_little_by_case:
            return end
        return end if match[1].casefold() in self._not_named_after_towns else match.end()

    @cached_property
    def _not_named_after_towns(self) -> frozenset[str]:
        tables = ("never_names", "anatomy", "titles", "given", "months", "weekdays")
        return self._heads.union(*map(self.lexicon.words, tables))

    def _stands_between_commas(self, start: int, end: int) -> bool:
        after = self.text.plain[end : end + 1]
        return self.text.plain[max(0, start - 2) : start] == ", " and (not after or after in ",.;)")

    def is_known_place(self, start: int, end: int) -> bool:
        """Whether the name of a known town means the town: written as a name, and, where it is a word of its
        own, after "in" and the like."""
        text = self.text
        inside = [n for n, w in enumerate(text.words) if start <= w.start < end]
        said = text.plain[start:end]
        if not inside or self.heads_follow(inside[-1]) or self.is_eponym(inside[-1]):
            return False
        if said.casefold() not in self.lexicon.words("towns", "unsure"):
            return not said.islower() or text.says_little_by_case
        before = text.words[inside[0] - 1].folded if inside[0] else ""
        after = text.words[inside[-1] + 1].folded if inside[-1] + 1 < len(text.words) else ""
        introduced = (
            after in self.lexicon.words("people") | {"tourist"}
            or before in self._before_towns
            or self._stands_between_commas(start, end)
        )
        return said[0].isupper() and (introduced or said.casefold() in self.lexicon.words("towns", "sure"))

    @cached_property
    def _seldom(self) -> frozenset[str]:
        """Words that few captions begin with unless somebody is called so."""
        return self.lexicon.words("ordinary", "seldom")

    @cached_property
    def _no_file_names(self) -> frozenset[str]:
        tables = ("anatomy", "months", "never_names")
        return self.lexicon.words("ordinary", "adjectives").union(*map(self.lexicon.words, tables))

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
        return not _CLAUSE_ENDS.search(between)

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
