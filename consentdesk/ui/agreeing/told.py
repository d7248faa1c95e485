"""What a second person is told. Without a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from consentdesk.domain.reidentification.check import Check
from consentdesk.ui.agreeing.state import LeftInRow
from consentdesk.ui.reidentification.kinds import combination_words, named, why
from consentdesk.ui.words import _
from consentdesk.workflows.second_person import ToAgree

Day = Callable[[date], str]


def left_in_rows(check: Check) -> tuple[LeftInRow, ...]:
    """What was found and stays, with the reason of whoever made the check, as it was found."""
    reasons = {left.key: left.reason for left in check.left_in}
    rows = []
    for found in check.found:
        if found.key in reasons:
            rows.append(LeftInRow(named(found), why(found), reasons[found.key]))
    return tuple(rows)


def together_rows(check: Check) -> tuple[str, ...]:
    """What things say together."""
    return tuple(combination_words(one.id) for one in check.together)


def going_words(use: str, outlet: str) -> str:
    """What for and where to."""
    return _("{use}, {outlet}").format(use=use, outlet=outlet)


def checked_words(known: ToAgree, day: Day) -> str:
    """Who looked it through, and when."""
    return _("Looked through by {name} on {day}").format(name=known.by, day=day(known.line.at.day))


def said_words(known: ToAgree, day: Day) -> str:
    """What whoever sits here said to it last; "" where nothing."""
    if known.mine is None:
        return ""
    words = _("You agreed on {day}.") if known.mine.agrees else _("You did not agree on {day}: {reason}")
    return words.format(day=day(known.mine.at.day), reason=known.mine.reason)
