"""What the outlet itself adds: the day of posting, the author's clinic, and words that lean on them (R26)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from consentdesk.domain.reidentification.finding import OUT, grade_of
from consentdesk.domain.reidentification.identifier import (
    Grade,
    Identifier,
    Kind,
    Remedy,
    Saying,
    Where,
    WhoIsShown,
)
from consentdesk.domain.reidentification.lexicon import Lexicon
from consentdesk.domain.reidentification.text import text_of


def identifiers_of_outlet(
    posted: date | None, saying: Saying, who: WhoIsShown, lexicon: Lexicon
) -> tuple[Identifier, ...]:
    """What readers of an outlet know beside the image: that its author works at the clinic, and, where it is
    `posted` at once, the day. "This morning" then says when somebody was there: it is found in caption and
    title only where there is such a day."""
    return tuple(_of_outlet(posted, saying, who, lexicon))


def _of_outlet(
    posted: date | None, saying: Saying, who: WhoIsShown, lexicon: Lexicon
) -> Iterator[Identifier]:
    if who.clinic:
        yield Identifier(Kind.INSTITUTION, Where.OUTLET, grade_of(Kind.INSTITUTION), who.clinic[0])
    if posted is None:
        return
    yield Identifier(Kind.DATE, Where.OUTLET, grade_of(Kind.DATE), posted.isoformat(), -1, (Remedy.LATER,))
    yield from _now(saying.caption, Where.CAPTION, lexicon)
    yield from _now(saying.title, Where.TITLE, lexicon)
    yield from _now(saying.mark, Where.MARK, lexicon)


def _now(said: str, where: Where, lexicon: Lexicon) -> Iterator[Identifier]:
    """Words that mean the day of posting, or one just before it."""
    read = text_of(said)
    for match in lexicon.pattern(r"\b(?:{now})\b").finditer(read.plain):
        start, end = read.span(*match.span())
        yield Identifier(Kind.DATE, where, Grade.TOGETHER, said[start:end], start, (*OUT, Remedy.LATER))
