"""Without all nine elements a use that needs an authorisation cannot be granted (R21)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from consentdesk.domain.authorisation import Element, missing_elements
from consentdesk.domain.draft import Draft, Expiry
from consentdesk.domain.record import seal_problems
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import Rules, limit
from tests.helpers.sessions import CLINIC, NOW, attested, complete_draft, later, rules, signed

USE = "online"


def session() -> Draft:
    return complete_draft("minor", 1, (USE,))


def without_statement(draft: Draft, id: str) -> Draft:
    pages = (
        replace(page, statements=tuple(s for s in page.statements if s.id != id)) for page in draft.explained
    )
    return replace(draft, explained=tuple(pages))


def with_answer(draft: Draft, **change: object) -> Draft:
    return replace(draft, answers=tuple(replace(a, **change) for a in draft.answers))  # type: ignore[arg-type]


TAKEN_AWAY: dict[Element, Callable[[Draft], Draft]] = {
    Element.INFORMATION: lambda draft: replace(draft, showings=()),
    Element.DISCLOSER: lambda draft: draft,  # the clinic is not part of the draft: see `held_to`
    Element.RECIPIENT: lambda draft: with_answer(draft, outlet=None),
    Element.PURPOSE: lambda draft: replace(draft, offered=("medical_record",)),
    Element.EXPIRY: lambda draft: with_answer(draft, expiry=None),
    Element.SIGNATURE: lambda draft: replace(draft, representative=None),
    Element.RIGHT_TO_REVOKE: lambda draft: without_statement(draft, "S7"),
    Element.NO_CONDITIONING: lambda draft: without_statement(draft, "S1"),
    Element.REDISCLOSURE: lambda draft: without_statement(draft, "S10"),
}


def held_to(element: Element) -> Rules:
    return replace(rules(), clinic=replace(CLINIC, name=" ")) if element is Element.DISCLOSER else rules()


def test_the_law_names_nine() -> None:
    assert len(Element) == len(TAKEN_AWAY) == 9


@pytest.mark.parametrize("element", Element)
def test_each_element_that_is_taken_away_is_missed(element: Element) -> None:
    draft = TAKEN_AWAY[element](session())
    clinic = held_to(element).clinic
    missing = missing_elements(draft, draft.answers[0], rules().pack.use(USE), clinic, "representative")
    assert missing == (element,)


@pytest.mark.parametrize("element", Element)
def test_each_element_that_is_taken_away_stops_the_seal(element: Element) -> None:
    draft = signed(TAKEN_AWAY[element](session())) if element is not Element.SIGNATURE else session()
    draft = TAKEN_AWAY[element](draft)
    assert seal_problems(held_to(element), draft, attested(draft), NOW)


def test_with_all_nine_nothing_is_missing() -> None:
    draft = signed(session())
    assert not seal_problems(rules(), draft, attested(draft), NOW)


@pytest.mark.parametrize("event", ["", "  ", "None", "none.", "NEVER", "No expiry", "—"])
def test_none_is_no_expiry(event: str) -> None:
    draft = session()
    with pytest.raises(Refusal, match="expiry_needs_day_or_event"):
        limit(draft, draft.answers[0].image, USE, Expiry(event=event), NOW)


def test_a_day_and_an_event_at_once_are_refused() -> None:
    draft = session()
    with pytest.raises(Refusal, match="expiry_needs_day_or_event"):
        limit(draft, draft.answers[0].image, USE, Expiry(later(days=9).day, "End of study"), NOW)


@pytest.mark.parametrize(("days", "accepted"), [(-1, False), (0, False), (1, True)])
def test_a_yes_holds_at_least_until_tomorrow(days: int, accepted: bool) -> None:
    draft, expiry = session(), Expiry(NOW.day + timedelta(days=days))
    if accepted:
        assert limit(draft, draft.answers[0].image, USE, expiry, NOW).answers[0].expiry == expiry
    else:
        with pytest.raises(Refusal, match="expiry_not_in_future"):
            limit(draft, draft.answers[0].image, USE, expiry, NOW)


def test_a_yes_that_expires_before_the_seal_is_not_sealed() -> None:
    draft = session()
    draft = limit(draft, draft.answers[0].image, USE, Expiry(NOW.day + timedelta(days=1)), NOW)
    tomorrow = later(days=1)
    draft = signed(draft, tomorrow)
    codes = {p.code for p in seal_problems(rules(), draft, attested(draft, tomorrow), tomorrow)}
    assert codes == {"expiry_not_in_future"}
