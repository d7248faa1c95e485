"""The pages of the signing step, in order, and which of them are done. Without Qt."""

from __future__ import annotations

from consentdesk.domain.draft import AssentState, Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import AssentRule, Pathway
from consentdesk.domain.readiness import signers
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules, deciders
from consentdesk.domain.signing import STILL_SIGN, signature_holds

ASSENT, ATTEST = "assent", "explainer"
PAPER = "paper"  # printing, and what came back: one page for everybody who signs in ink
ROUTES = "routes"  # beside the others: how people agree
OF_STAFF = (PAPER, ROUTES, ATTEST)


def places(rules: Rules, draft: Draft, now: Moment, child_says_no: bool = False) -> tuple[str, ...]:
    """Exactly the people that the pathway asks for, or the one page for those who sign in ink; then the
    explainer."""
    everybody = people(rules, draft, now, child_says_no)
    if draft.route is Route.PAPER:
        return (PAPER, *(place for place in everybody if place == ASSENT), ATTEST)
    return (*everybody, ATTEST)


def people(rules: Rules, draft: Draft, now: Moment, child_says_no: bool = False) -> tuple[str, ...]:
    """Everybody who agrees or says their own word, in order. The patient's own stays there whatever they
    said; a young child's is there once they said no (R8–R10)."""
    path = rules.pathway(draft, now.day)
    assert path is not None
    own = (ASSENT,) if _has_own_page(path, draft, child_says_no) else ()
    roles, count = others(rules, draft, now), len(deciders(path, draft))
    return (*roles[:count], *own, *roles[count:])


def others(rules: Rules, draft: Draft, now: Moment) -> tuple[str, ...]:
    """The roles of everybody who signs, but for the patient's own word beside a representative's."""
    return tuple(role for role in signers(rules, draft, now) if role != ASSENT)


def way_of(draft: Draft, place: str) -> Route:
    """How somebody agrees: whoever is in the room whoever speaks still signs with the pen (R20)."""
    aloud = draft.route is Route.VERBAL
    return Route.SCREEN if aloud and place in STILL_SIGN else draft.route


def _has_own_page(path: Pathway, draft: Draft, child_says_no: bool) -> bool:
    said = draft.assent is not None
    if path.asks_assent:
        return said or bool(draft.granted)
    return path.assent is AssentRule.SPONTANEOUS and (said or child_says_no)


def is_done(rules: Rules, draft: Draft, now: Moment, place: str) -> bool:
    """Whether nothing is left to do on a page: agreed as it stands now, or the patient's no is noted.
    A young child is not asked."""
    path = rules.pathway(draft, now.day)
    if place == PAPER:
        return all(signature_holds(draft, role) for role in others(rules, draft, now))
    if place == ASSENT and path is not None and not path.asks_assent:
        return True
    if place != ASSENT or _agrees(draft):
        return place != ATTEST and signature_holds(draft, place)
    return draft.assent is not None


def _agrees(draft: Draft) -> bool:
    return draft.assent is not None and draft.assent.state is AssentState.AGREES


def first_open(rules: Rules, draft: Draft, now: Moment, order: tuple[str, ...]) -> str:
    """The first page where something is left to do."""
    return next(place for place in order if not is_done(rules, draft, now, place))
