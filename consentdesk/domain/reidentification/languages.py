"""Which language a short text is likeliest to be in."""

from __future__ import annotations

from consentdesk.domain.reidentification.text import Text

_SMALL_WORDS = {
    "en": "the of and with after in on from for at is was by this his her to an left right before "
    "weeks days old",
    "de": "der die das und mit nach bei im am von vor des den dem ein eine einer einem zur zum aus auf links "
    "rechts wochen tage jahre nicht ist auch durch uber als",
    "es": "el la los las del con por tras para una un en de y al su semanas dias anos se desde antes despues "
    "izquierda derecha mano pie es",
    "fr": "le la les du des avec apres par pour une un en de et au aux sa son sur dans jours semaines ans "
    "chez avant gauche droite main pied est d l",
}
_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}


def language_of(text: Text) -> str:
    """ "en", "de", "es" or "fr", by its small words; "en" where nothing tells."""
    said = [word.folded for word in text.words]
    counts = {language: sum(word in small for word in said) for language, small in _WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"
