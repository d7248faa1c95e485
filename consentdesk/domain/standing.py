"""What became of an answer: it stands, or a later record, a withdrawal, its own end or a birthday came.

The other side of `permission`: that asks what counts for an image and a use, this asks whether one record's
answer is what counts (R14, R22, R24, R29).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.permission import Past, ended, last_word, withdrawn
from consentdesk.domain.withdrawal import Ending


class Fate(StrEnum):
    STANDS = "stands"
    SUPERSEDED = "superseded"
    CORRECTED = "corrected"
    EXPIRED = "expired"
    FROZEN = "frozen"
    WITHDRAWN = "withdrawn"
    SUSPENDED = "suspended"


@dataclass(frozen=True)
class Standing:
    """`later` is the id of the record that counts now, where one superseded the answer; `day` is the last
    day of a yes that expired, the birthday since which it is frozen, or that of the withdrawal or of the
    suspension."""

    fate: Fate
    later: str = ""
    day: date | None = None


STANDS = Standing(Fate.STANDS)
_ENDS = {
    "withdrawn": Fate.WITHDRAWN,
    "suspended": Fate.SUSPENDED,
    "expired": Fate.EXPIRED,
    "frozen_at_majority": Fate.FROZEN,
}


def standing(
    pack: RulePack, history: Sequence[Past], own: Past, at: Moment, endings: Sequence[Ending] = ()
) -> Standing:
    """What became of `own`, one of the decisions in an image's `history`, at a moment after it was made. It
    stands exactly where the verdict for its use comes from it and no end of its own has come."""
    if own.corrected(at):
        return Standing(Fate.CORRECTED)
    last = last_word(history, own.use, at)
    assert last is not None, "a decision that is not corrected counts, or a later one does"
    if last.record != own.record:
        return Standing(Fate.SUPERSEDED, last.record)
    over = [*withdrawn(last, endings, at), *ended(pack, last, at)] if last.effective else []
    if not over:
        return STANDS
    return Standing(_ENDS[over[0].code], day=date.fromisoformat(str(over[0].details["day"])))


def allowed_uses(history: Sequence[Past], at: Moment, without: str = "") -> frozenset[str]:
    """The uses for which an image has a yes that counts, ended or not, the answers of one record aside."""
    others = [d for d in history if d.record != without]
    last = (last_word(others, use, at) for use in {d.use for d in others})
    return frozenset(d.use for d in last if d is not None and d.effective)
