"""What is still open before a check is finished (R26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from consentdesk.domain.people import MAX_REASON, too_long
from consentdesk.domain.refusals import Problem
from consentdesk.domain.reidentification.check import CHECKLIST, LeftIn, Looked
from consentdesk.domain.reidentification.identifier import Identifier, Remedy, Where

FEWEST_WORDS = 2  # of a reason: "ok" is none


def needs_answer(one: Identifier) -> bool:
    """Whether a finding has to be changed away or left in with a reason: not what a release takes out by
    itself, nor what the outlet tells whatever is said."""
    return Remedy.STRIPPED not in one.remedies and one.where is not Where.OUTLET


def open_problems(
    found: Sequence[Identifier], looked: Sequence[Looked], left_in: Sequence[LeftIn]
) -> tuple[Problem, ...]:
    """Everything that keeps a check from being finished: `checklist_unanswered` (where is `look:<kind>`),
    `findings_unanswered`, `reason_of_one_word` and `text_too_long` (where is `found:<number of the
    finding>`, from 0)."""
    reasons = {one.key: one.reason for one in left_in}
    return (*_not_looked_for(looked), *_not_answered(found, reasons))


def _not_looked_for(looked: Sequence[Looked]) -> Iterator[Problem]:
    answered = {line.kind for line in looked}
    yield from (Problem("checklist_unanswered", f"look:{kind}") for kind in CHECKLIST if kind not in answered)


def _not_answered(found: Sequence[Identifier], reasons: Mapping[str, str]) -> Iterator[Problem]:
    for number, one in enumerate(found):
        where, reason = f"found:{number}", reasons.get(one.key, "")
        if not needs_answer(one):
            continue
        if not reason.strip():
            yield Problem("findings_unanswered", where)
        elif len(reason.split()) < FEWEST_WORDS:
            yield Problem("reason_of_one_word", where)
        yield from too_long({where: reason}, MAX_REASON)
