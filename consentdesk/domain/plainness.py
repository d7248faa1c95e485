"""How hard a text is to read: a US school grade by the formula made for its language.

Formulas for Arabic, Chinese and Hindi that would be as well tried do not exist; there only the length of
sentences is held.
"""

from __future__ import annotations

import re
from collections.abc import Callable

VOWELS = {"fr": "aeiouyàâäéèêëîïôöùûüœ", "de": "aeiouyäöü"}
SPANISH_NUCLEUS = re.compile(r"[iuü]?[aeoáéó](?:[iuü](?![aeoáéó])|y\b)?|[íú]|[iuü]{1,2}|\by\b")
GERMAN_NUCLEUS = re.compile(r"aa|ee|oo|ei|ie|ai|au|eu|äu|[aeiouyäöü]")
_SENTENCE_ENDS = r"[.!?:;…。！？：；।؟؛]+"


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; what follows a colon counts as a sentence of its own."""
    found = (
        re.findall(r"[^\W\d_]+(?:['’ʼ\u0900-\u097f\u0610-\u065f][^\W\d_]*)*", part) for part in _parts(text)
    )
    return [words for words in found if words]


def characters(text: str) -> list[str]:
    """The sentences of a language that writes no spaces, without their punctuation."""
    found = (re.sub(r"\W", "", part) for part in _parts(text))
    return [part for part in found if part]


def _parts(text: str) -> list[str]:
    return re.split(_SENTENCE_ENDS, text)


def english_syllables(word: str) -> int:
    """Groups of vowels, without endings that are not spoken; "ia" and "io" mostly are two."""
    spoken = re.sub(r"(?<![td])ed$|(?<![csxzg])(?<![cs]h)es$|(?<![^aeiouy]l)e$", "", word.lower())
    parted = re.sub(r"i(?=a(?!l))|i(?=o(?![nu]))", "i-", spoken)
    return max(1, len(re.findall(r"[aeiouy]+", parted)))


def spanish_syllables(word: str) -> int:
    """Nuclei: a strong vowel with the weak ones beside it; the u of que and gui is not spoken."""
    spoken = re.sub(r"qu|(?<=g)u(?=[eiéí])", "", word.lower())
    return max(1, len(SPANISH_NUCLEUS.findall(spoken)))


def french_syllables(word: str) -> int:
    """Groups of vowels as spoken: a last e is mute, y between vowels parts them."""
    vowel = f"[{VOWELS['fr']}]"
    spoken = re.sub(r"(?<=[qg])u(?=[eiéèê])|(?<=[a-zéèêû])es?$", "", word.lower().replace("’", "-"))
    parted = re.sub(f"(?<={vowel})y(?={vowel})|(?<=é)(?=[aeou])", "-i", spoken)
    return max(1, len(re.findall(f"{vowel}+", parted)))


def german_syllables(word: str) -> int:
    return max(1, len(GERMAN_NUCLEUS.findall(word.lower().replace("qu", "q"))))


SYLLABLES: dict[str, Callable[[str], int]] = {
    "en": english_syllables,
    "es": spanish_syllables,
    "fr": french_syllables,
    "de": german_syllables,
}


def grade(language: str, text: str) -> float:
    """The grade by the formula of the language: en, es, fr or de."""
    parts = sentences(text)
    words = [word for part in parts for word in part]
    counted = [SYLLABLES[language](word) for word in words]
    return _FORMULAS[language](words, counted, len(words) / len(parts))


def _flesch_kincaid(words: list[str], syllables: list[int], length: float) -> float:
    """Grade = 0.39 words per sentence + 11.8 syllables per word − 15.59."""
    return 0.39 * length + 11.8 * _mean(syllables) - 15.59


def _fernandez_huerta(words: list[str], syllables: list[int], length: float) -> float:
    """Ease = 206.84 − 60 syllables per word − 1.02 words per sentence (1959, as corrected by Law in 2011);
    its own table gives 90 and up to the fourth grade, 80 to the fifth, 70 to the sixth, 60 to the eighth."""
    ease = 206.84 - 60 * _mean(syllables) - 1.02 * length
    return _banded(ease, {90: 4, 80: 5, 70: 6, 60: 8, 50: 12})


def _kandel_moles(words: list[str], syllables: list[int], length: float) -> float:
    """Ease = 207 − 1.015 words per sentence − 73.6 syllables per word (1958), read on Flesch's own scale:
    90 and up is the fifth grade, 80 the sixth, 70 the seventh, 60 the ninth."""
    ease = 207 - 1.015 * length - 73.6 * _mean(syllables)
    return _banded(ease, {90: 5, 80: 6, 70: 7, 60: 9, 50: 12})


def _wiener(words: list[str], syllables: list[int], length: float) -> float:
    """The first Wiener Sachtextformel (Bamberger and Vanecek, 1984) is a grade itself: of words of three and
    more syllables, words per sentence, words above six letters, and words of one syllable, in per cent."""
    share = 100 / len(words)
    long_spoken = share * sum(count >= 3 for count in syllables)
    long_written = share * sum(len(word) > 6 for word in words)
    short = share * sum(count == 1 for count in syllables)
    return 0.1935 * long_spoken + 0.1672 * length + 0.1297 * long_written - 0.0327 * short - 0.875


_FORMULAS: dict[str, Callable[[list[str], list[int], float], float]] = {
    "en": _flesch_kincaid,
    "es": _fernandez_huerta,
    "fr": _kandel_moles,
    "de": _wiener,
}


def _banded(ease: float, grades: dict[int, int]) -> float:
    """The grade of the band that an ease lies in; 13 is beyond school."""
    return float(next((grade for least, grade in grades.items() if ease >= least), 13))


def _mean(counts: list[int]) -> float:
    return sum(counts) / len(counts)
