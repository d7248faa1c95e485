"""Diagnoses that few living people have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consentdesk.domain.reidentification.finding import Found
from consentdesk.domain.reidentification.identifier import Kind, WhoIsShown
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import Text, Word


def find_rare_diagnoses(text: Text, who: WhoIsShown, lexicon: Lexicon) -> Iterator[Found]:
    """Every name of the list that stands in the text, the longest where one is part of another."""
    tokens = text.tokens
    for place, token in enumerate(tokens):
        for phrase in lexicon.phrases.get(token.folded, ()):
            if _stands(phrase, tokens[place : place + len(phrase)]):
                yield Found(Kind.RARE_DIAGNOSIS, token.start, tokens[place + len(phrase) - 1].end)
                break


def _stands(phrase: Sequence[str], tokens: Sequence[Word]) -> bool:
    return len(phrase) == len(tokens) and all(t.folded == p for t, p in zip(tokens, phrase, strict=True))
