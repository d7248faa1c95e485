"""Acts on a clinic's rulebook that several tests do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from consentdesk.domain.draft import Draft
from consentdesk.domain.wording import Statement
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.book import Rulebook
from consentdesk.workflows.edit_rules.publishing import (
    publish,
    rulebook,
)
from consentdesk.workflows.edit_rules.uses import (
    add_from_catalogue,
    read_catalogue,
)
from consentdesk.workflows.edit_rules.words import change_statement
from tests.helpers.sessions import NOW, RESOURCES

CATALOGUE = read_catalogue((RESOURCES / "uses" / "catalogue.toml").read_text("utf-8"))
TODAY = NOW.day
S1 = Statement("S1", "Care stays the same.", "You can say no. We care for you all the same.")
EASIER_S7 = Statement("S7", "You can stop.", "Ask for {contact}. Here is how: {ways}. We stop from then on.")


def edited(desk: Desk, *acts: Callable[[Rulebook], Rulebook]) -> Rulebook:
    """What is in force, with acts done to it and published."""
    book = before = rulebook(desk)
    for act in acts:
        book = act(book)
    return publish(desk, before, book)


def research(book: Rulebook) -> Rulebook:
    return add_from_catalogue(book, CATALOGUE, "research")


def other_s1(book: Rulebook) -> Rulebook:
    return change_statement(book, "en", S1)


def begun(desk: Desk, draft: Draft) -> Draft:
    desk.vault.save_draft(draft, desk.now())
    return draft


def wait(desk: Desk, **delta: float) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(**delta))
