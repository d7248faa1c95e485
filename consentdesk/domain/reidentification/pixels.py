"""What detectors and eyes found in an image, as findings (R26)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from consentdesk.domain.reidentification.check import Looked, Seen
from consentdesk.domain.reidentification.finding import grade_of, remedies_for
from consentdesk.domain.reidentification.identifier import (
    Identifier,
    Kind,
    Remedy,
    SeenInPicture,
    Where,
    WhoIsShown,
)
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.words import identifiers_in


def identifiers_seen(seen: SeenInPicture, looked: Sequence[Looked]) -> tuple[Identifier, ...]:
    """What is seen in an image, each kind once and each text that could be read once. Somebody's no does not
    undo what a detector found: then it can be said that the detector is mistaken. A face that is seen while
    its eyes are hidden has an eye bar."""
    kinds = dict.fromkeys((*_detected(seen), *_answered(looked, Seen.YES)))
    denied = set(_answered(looked, Seen.NO))
    if Kind.FACE in kinds and Looked(Kind.EYES, Seen.HIDDEN) in looked:
        kinds[Kind.EYE_BAR] = None
    texts = (_of(Kind.TEXT_IN_PICTURE, text) for text in dict.fromkeys(seen.texts))
    return (*(_denied(_of(kind)) if kind in denied else _of(kind) for kind in kinds), *texts)


def identifiers_read(seen: SeenInPicture, who: WhoIsShown, lexicon: Lexicon) -> tuple[Identifier, ...]:
    """What the texts that could be read in an image say, each once: the words, and `start` -1."""
    found = (one for text in seen.texts for one in identifiers_in(text, Where.PICTURE, who, lexicon))
    return tuple({one.key: replace(one, start=-1) for one in found}.values())


def _detected(seen: SeenInPicture) -> Iterator[Kind]:
    if seen.faces:
        yield Kind.FACE
    if seen.eyes:
        yield Kind.EYES


def _answered(looked: Sequence[Looked], answer: Seen) -> Iterator[Kind]:
    return (line.kind for line in looked if line.seen is answer)


def _denied(one: Identifier) -> Identifier:
    return replace(one, remedies=(Remedy.NOT_THERE, *one.remedies))


def _of(kind: Kind, words: str = "") -> Identifier:
    return Identifier(kind, Where.PICTURE, grade_of(kind), words, -1, remedies_for(kind, Where.PICTURE))
