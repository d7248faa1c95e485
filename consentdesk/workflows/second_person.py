"""A finished check as a second person reads it, and what they say to it: agree, or why not (R27)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from consentdesk.domain.access import Act
from consentdesk.domain.facts import PostingAgreed, PostingDeclined
from consentdesk.domain.people import reason_problems
from consentdesk.domain.refusals import refuse, refuse_if_any
from consentdesk.domain.reidentification.check import LASTS, Check, CheckLine, SecondWord
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import staff_names


@dataclass(frozen=True)
class ToAgree:
    """A finished check; `by` is the name of whoever made it, `mine` what whoever sits here said to it."""

    check: Check
    line: CheckLine
    by: str = field(repr=False)
    mine: SecondWord | None


@needs(Act.RELEASE)
def check_of(desk: Desk, id: str) -> Check:
    """A finished check, word for word. Raises Refusal `check_unknown`."""
    return desk.vault.finished_check(id)


@needs(Act.RELEASE)
def check_line(desk: Desk, id: str) -> CheckLine:
    """Who made a check, when, and what second persons said to it. Raises Refusal `check_unknown`."""
    return desk.vault.check_line(id)


@needs(Act.RELEASE)
def to_agree(desk: Desk, check: str) -> ToAgree:
    """Everything about a check. Raises Refusal `check_unknown`."""
    line, me = check_line(desk, check), desk.vault.me.id
    mine = next((word for word in line.said if word.by == me), None)
    return ToAgree(check_of(desk, check), line, staff_names(desk.vault).get(line.by, ""), mine)


@needs(Act.RELEASE)
def declined_words(desk: Desk, check: str) -> tuple[tuple[str, str], ...]:
    """Who does not agree to a check, and why: (name, reason). Raises Refusal `check_unknown`."""
    names, said = staff_names(desk.vault), check_line(desk, check).said
    return tuple((names.get(word.by, ""), word.reason) for word in said if not word.agrees)


@needs(Act.RELEASE)
def agree(desk: Desk, check: str) -> None:
    """Agree, as the second person, that an image leaves as a check has it (R27); it undoes one's own no.
    Raises Refusal `check_unknown`, `check_is_ones_own`, `check_counts_no_more` (it is too old, or who the
    patient is was corrected since)."""
    desk.note(PostingAgreed(check), _open_to_me(desk, check).patient)


@needs(Act.RELEASE)
def decline(desk: Desk, check: str, reason: str) -> None:
    """Say, as the second person, why an image should not leave as a check has it: the check opens nothing any
    more. Raises Refusal as `agree`, and `decline_reason_missing`, `text_too_long`."""
    line = _open_to_me(desk, check)
    refuse_if_any(reason_problems(reason, "reason", "decline_reason_missing"))
    desk.note(PostingDeclined(check, reason.strip()), line.patient)


@needs(Act.RELEASE)
def checks_waiting(desk: Desk, limit: int = 50) -> tuple[CheckLine, ...]:
    """The checks that wait for a second person and that whoever sits here may agree to, oldest first: of uses
    for which the pack asks that, as long as they count, the last of each image, use and outlet."""
    uses, now = [use.id for use in desk.pack.uses if use.second_person], desk.now()
    since = replace(now, utc=now.utc - LASTS)
    return desk.vault.checks_waiting(uses, since, desk.vault.me.id, limit) if uses else ()


def _open_to_me(desk: Desk, check: str) -> CheckLine:
    line = check_line(desk, check)
    if line.by == desk.vault.me.id:
        raise refuse("check_is_ones_own")
    if not line.same_patient or desk.now().utc - line.at.utc > LASTS:
        raise refuse("check_counts_no_more")
    return line
