"""What a second person needs to know before they agree that a picture leaves as it was checked (R27)."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.access import Act
from consentdesk.domain.reidentification.check import Check, CheckLine, SecondWord
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.known import staff_names
from consentdesk.workflows.reidentify import check_line, check_of


@dataclass(frozen=True)
class ToAgree:
    """A finished check; `by` is the name of whoever made it, `mine` what whoever sits here said to it."""

    check: Check
    line: CheckLine
    by: str = field(repr=False)
    mine: SecondWord | None


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
