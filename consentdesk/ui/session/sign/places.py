"""The pages of the signing step, in order, and which of them are done. Without Qt."""

from __future__ import annotations

from consentdesk.domain.draft import AssentState, Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import AssentRule, Pathway
from consentdesk.domain.readiness import signers
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import signature_holds

ASSENT, ATTEST = "assent", "explainer"


def places(rules: Rules, draft: Draft, now: Moment, child_says_no: bool = False) -> tuple[str, ...]:
    """Exactly the people that the pathway asks for, then the explainer. The patient's own page stays there
    whatever they said on it; a young child's is there once they said no (R8–R10)."""
    path = rules.pathway(draft, now.day)
    assert path is not None
    roles = [role for role in signers(rules, draft, now) if role != ASSENT]
    if _has_own_page(path, draft, child_says_no):
        roles.insert(1, ASSENT)
    return (*roles, ATTEST)


def _has_own_page(path: Pathway, draft: Draft, child_says_no: bool) -> bool:
    said = draft.assent is not None
    if path.asks_assent:
        return said or bool(draft.granted)
    return path.assent is AssentRule.SPONTANEOUS and (said or child_says_no)


def is_done(path: Pathway, draft: Draft, place: str) -> bool:
    """Whether nothing is left to do on a page: signed as it stands now, or the patient's no is noted.
    A young child is not asked."""
    if place == ASSENT and not path.asks_assent:
        return True
    if place != ASSENT or _agrees(draft):
        return place != ATTEST and signature_holds(draft, place)
    return draft.assent is not None


def _agrees(draft: Draft) -> bool:
    return draft.assent is not None and draft.assent.state is AssentState.AGREES


def first_open(path: Pathway, draft: Draft, order: tuple[str, ...]) -> str:
    """The first page where something is left to do."""
    return next(place for place in order if not is_done(path, draft, place))
