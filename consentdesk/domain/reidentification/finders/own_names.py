"""Names that the record knows: the patient's, those of people around them, of staff."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from consentdesk.domain.reidentification.finders.naming import Naming, naming_of
from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Grade, Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.misspelling import nearly, twice_nearly
from consentdesk.domain.reidentification.text import Text, Word, folded

LONG_ENOUGH_TO_MISSPELL, LONG_ENOUGH_FOR_TWO_SLIPS = 6, 9  # letters
_SEPARATORS = re.compile(r"[ ,'()\-+&]{0,4}|\.")
_AFTER_INITIAL = re.compile(r"[ .-]{0,3}")


@dataclass(frozen=True)
class _Person:
    """Somebody's names, folded. `joined` are ways to write them as one word."""

    kind: Kind
    grade: Grade
    given: frozenset[str]
    family: frozenset[str]
    joined: frozenset[str]
    initials: tuple[re.Pattern[str], ...]
    unspaced: tuple[str, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        return self.given | self.family

    @cached_property
    def first_letters(self) -> frozenset[str]:
        return frozenset(name[0] for name in self.names)

    @cached_property
    def long_names(self) -> dict[str, tuple[str, ...]]:
        """Names that are long enough to be misspelt, by their first letter."""
        long = sorted(name for name in self.names if len(name) >= LONG_ENOUGH_TO_MISSPELL)
        return {letter: tuple(n for n in long if n[0] == letter) for letter in self.first_letters}


def find_own_names(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Names from the record in any case, order and spelling of accents, split or joined; short forms,
    initials, and longer names with one letter wrong. A name that is an ordinary word, or somebody's sign or
    disease, only where it can hardly be that."""
    naming = naming_of(text, lexicon)
    for person in _people(who, lexicon):
        for run in _runs(text, person, naming):
            if _is_meant(run, person, naming):
                yield Found(person.kind, text.words[run[0]].start, text.words[run[-1]].end, person.grade)
        for start, end in _elsewhere(text, person):
            yield Found(person.kind, start, end, person.grade)


def _runs(text: Text, person: _Person, naming: Naming) -> Iterator[tuple[int, ...]]:
    """Places of words that may be this person's, those that stand side by side together."""
    run: list[int] = []
    for place, word in enumerate(text.words):
        if not _may_be(word, person, naming):
            continue
        if run and not (place == run[-1] + 1 and _side_by_side(text, run[-1], place)):
            yield tuple(run)
            run = []
        run.append(place)
    if run:
        yield tuple(run)


def _may_be(word: Word, person: _Person, naming: Naming) -> bool:
    if word.folded in person.names or word.folded in person.joined:
        return True
    if len(word.folded) == 1:
        told = word.said.isupper() or naming.text.is_file_name
        return told and word.folded in person.first_letters
    meant = person.long_names.get(word.folded[0], ())
    return any(_misspelt(word, name) for name in meant) and word.folded not in naming.ordinary


def _misspelt(word: Word, name: str) -> bool:
    if len(name) >= LONG_ENOUGH_FOR_TWO_SLIPS and twice_nearly(word.folded, name):
        return True
    return nearly(word.folded, name)


def _side_by_side(text: Text, left: int, right: int) -> bool:
    between = text.plain[text.words[left].end : text.words[right].start]
    one_letter = len(text.words[left].said) == 1
    return bool((_AFTER_INITIAL if one_letter else _SEPARATORS).fullmatch(between))


def _is_meant(run: Sequence[int], person: _Person, naming: Naming) -> bool:
    words = [naming.text.words[place] for place in run]
    said = {word.folded for word in words}
    if said & person.joined:
        return True
    if all(len(word) == 1 for word in said):
        return False
    if len(said) > 1 and _has_both(said, person):
        return not all(naming.is_small_word(place) for place in run)
    return any(naming.stands_for_somebody(place) for place in run if len(words[run.index(place)].said) > 1)


def _has_both(said: set[str], person: _Person) -> bool:
    """Whether words hold a given and a family name, one of which may be misspelt or an initial."""
    pairs = ((person.given, person.family), (person.family, person.given))
    return any(said & one and any(_close(word, other) for word in said - one) for one, other in pairs)


def _close(word: str, names: frozenset[str]) -> bool:
    return any(word == name or word == name[:1] or nearly(word, name) for name in names)


def _elsewhere(text: Text, person: _Person) -> Iterator[tuple[int, int]]:
    for pattern in person.initials:
        for match in pattern.finditer(text.plain.upper() if text.is_file_name else text.plain):
            yield match.span()
    small = text.plain.casefold() if person.unspaced else ""
    for name in person.unspaced:
        start = small.find(name)
        if start >= 0 and len(small) == len(text.plain):
            yield start, start + len(name)


@lru_cache(maxsize=16)
def _people(who: WhoIsShown, lexicon: Lexicon) -> tuple[_Person, ...]:
    patient = _person(Kind.NAME, Grade.ONE, who.given_name, who.family_name, lexicon)
    around = (_person(Kind.RELATIVE, Grade.ONE, *_split(name), lexicon) for name in who.around)
    staff = (_person(Kind.NAME, Grade.FEW, *_split(name), lexicon) for name in who.staff)
    return (patient, *around, *staff)


def _split(name: str) -> tuple[str, str]:
    given, _, family = name.strip().rpartition(" ")
    return given, family


def _person(kind: Kind, grade: Grade, given: str, family: str, lexicon: Lexicon) -> _Person:
    givens, families = _parts(given, lexicon), _parts(family, lexicon)
    short = frozenset(form for name in givens for form in lexicon.forms_of(name))
    return _Person(
        kind,
        grade,
        frozenset(givens) | short,
        frozenset(families),
        _joined(givens, families, family),
        _initials(givens, families, lexicon) if kind is Kind.NAME and grade is Grade.ONE else (),
        tuple(name for name in map(_small, (given, family)) if name and not _has_spaced_words(name)),
    )


def _small(name: str) -> str:
    return folded(name).strip()


def _parts(name: str, lexicon: Lexicon) -> tuple[str, ...]:
    """The words of a name that tell something, each also with an umlaut spelt out."""
    particles, titles = lexicon.words("particles"), lexicon.words("titles")
    spelt = re.sub("[äÄ]", "ae", re.sub("[öÖ]", "oe", re.sub("[üÜ]", "ue", name)))
    words = [w for form in (name, spelt) for w in re.findall(r"[^\W\d_]{2,}", folded(form))]
    return tuple(dict.fromkeys(w for w in words if w not in particles and w not in titles))


def _joined(givens: Sequence[str], families: Sequence[str], family: str) -> frozenset[str]:
    pairs = [(g, f) for g in givens for f in families]
    forms = [(g + f, f + g, g[0] + f, f + g[0]) for g, f in pairs]
    whole = ("".join(families), "".join(re.findall(r"[^\W\d_]+", folded(family))))
    return frozenset(f for some in (*forms, whole) for f in some if len(f) >= 5 and f not in families)


def _initials(
    givens: Sequence[str], families: Sequence[str], lexicon: Lexicon
) -> tuple[re.Pattern[str], ...]:
    """Both initials with a dot after the first, and without dots where that abbreviates nothing else."""
    if not givens or not families:
        return ()
    first, last = givens[0][0].upper(), families[0][0].upper()
    pairs = ((first, last), (last, first))
    dotted = [rf"(?<![\w.]){a}\.[ -]?{b}(?:\.|(?!\w))" for a, b in pairs]
    bare = [
        rf"(?<![\w.]){a}{b}(?![\w.])"
        for a, b in pairs[:1]
        if (a + b).casefold() not in lexicon.words("abbreviations")
    ]
    return tuple(map(re.compile, (*dotted, *bare)))


def _has_spaced_words(name: str) -> bool:
    """Whether it is in a script that sets words apart and writes each vowel as a letter."""
    return all(c.isalpha() and ord(c) < 0x0590 for c in name if c not in " -'.")
