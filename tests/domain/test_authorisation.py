"""Without all nine elements a use that needs an authorisation cannot be granted (R21)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from consentdesk.domain.answering import limit
from consentdesk.domain.authorisation import Element, missing_elements
from consentdesk.domain.draft import Draft, Expiry
from consentdesk.domain.record import seal_problems
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import Rules
from tests.helpers.sessions import CLINIC, NOW, attested, complete_draft, later, rules, signed

USE = "online"
NEEDING = ("print", "online", "social_media")  # by R21, in the default pack
PATHWAYS = ("adult", "minor", "represented", "deceased", "stillborn")


def session(pathway: str = "minor", use: str = USE) -> Draft:
    return complete_draft(pathway, 1, (use,))


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


DESCRIBED = (
    *((pathway, "representative") for pathway in PATHWAYS[1:]),
    ("stillborn", "second_representative"),
)
INCOMPLETE = {"authorisation_incomplete"}
MISSED = {
    **dict.fromkeys(Element, INCOMPLETE),
    Element.RECIPIENT: {"outlet_missing", "platform_missing"},
    Element.PURPOSE: {"answer_missing", "use_not_offered"},  # what is not offered is not asked
}


def held_to(element: Element) -> Rules:
    return replace(rules(), clinic=replace(CLINIC, name=" ")) if element is Element.DISCLOSER else rules()


def test_the_law_names_nine() -> None:
    assert len(Element) == len(TAKEN_AWAY) == 9


def test_publication_and_social_media_need_one() -> None:
    assert tuple(use.id for use in rules().pack.uses if use.authorisation) == NEEDING


@pytest.mark.parametrize("use", NEEDING)
@pytest.mark.parametrize("element", Element)
def test_each_element_that_is_taken_away_is_missed(element: Element, use: str) -> None:
    draft = TAKEN_AWAY[element](session(use=use))
    clinic = held_to(element).clinic
    missing = missing_elements(draft, draft.answers[0], rules().pack.use(use), clinic, "representative")
    assert missing == (element,)


@pytest.mark.parametrize("use", NEEDING)
@pytest.mark.parametrize("pathway", PATHWAYS)
@pytest.mark.parametrize("element", Element)
def test_each_element_that_is_taken_away_stops_the_seal(element: Element, pathway: str, use: str) -> None:
    """Taken away before anyone signs, so that it is missed and not only the signature under it."""
    draft = TAKEN_AWAY[element](session(pathway, use))
    draft = draft if element is Element.SIGNATURE else signed(draft)
    codes = {p.code for p in seal_problems(held_to(element), draft, attested(draft), NOW)}
    by_patient = element is Element.SIGNATURE and pathway == "adult"
    assert codes & ({"signature_missing"} if by_patient else MISSED[element])


@pytest.mark.parametrize("use", NEEDING)
@pytest.mark.parametrize(("pathway", "which"), DESCRIBED)
@pytest.mark.parametrize("lost", ["name", "relationship", "authority"])
def test_a_representative_is_described_with_their_authority(
    lost: str, pathway: str, which: str, use: str
) -> None:
    draft = session(pathway, use)
    adult = getattr(draft, which)
    draft = replace(draft, **{which: replace(adult, **{lost: ""})})
    missing = missing_elements(draft, draft.answers[0], rules().pack.use(use), CLINIC, "representative")
    assert missing == (Element.SIGNATURE,)
    codes = {p.code for p in seal_problems(rules(), draft, attested(draft), NOW)}
    assert "authorisation_incomplete" in codes


@pytest.mark.parametrize("use", NEEDING)
@pytest.mark.parametrize("pathway", PATHWAYS)
def test_with_all_nine_nothing_is_missing(pathway: str, use: str) -> None:
    draft = signed(session(pathway, use))
    assert not seal_problems(rules(), draft, attested(draft), NOW)


NEVER = ("", "  ", "None", "none.", "NEVER", "No expiry", "—", "N/A", "Indefinitely", "nunca", "Sin límite")


@pytest.mark.parametrize("event", NEVER)
def test_none_is_no_expiry(event: str) -> None:
    draft = session()
    with pytest.raises(Refusal, match="expiry_needs_day_or_event"):
        limit(draft, draft.answers[0].image, USE, Expiry(event=event), NOW)


@pytest.mark.parametrize("use", NEEDING)
@pytest.mark.parametrize("expiry", [*map(Expiry, (None,) * len(NEVER), NEVER), Expiry(NOW.day, "The end")])
def test_an_expiry_that_is_none_stops_the_seal_too(use: str, expiry: Expiry) -> None:
    draft = signed(with_answer(complete_draft("adult", 1, (use,)), expiry=expiry))
    codes = {p.code for p in seal_problems(rules(), draft, attested(draft), NOW)}
    assert "authorisation_incomplete" in codes


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
