"""The last page in words, from what everybody said and signed."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.authorisation import Element
from consentdesk.domain.draft import AssentState, Draft
from consentdesk.domain.people import Member
from consentdesk.domain.refusals import Problem
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import signature_holds, signer_names
from consentdesk.ui.session.choose.granting import element_words
from consentdesk.ui.session.sign.places import ASSENT, ATTEST
from consentdesk.ui.session.sign.state import AttestState
from consentdesk.ui.words import _, sentence


def attesting(rules: Rules, draft: Draft, me: Member | None, order: tuple[str, ...]) -> AttestState:
    """The last page, without problems. `me` is None while it is being looked up."""
    meaning = f"“{rules.wording.meanings[ATTEST]}”"
    who = f"{me.name}, {me.role}" if me else ""
    people = (place for place in order if place != ATTEST)
    return AttestState(who, meaning, tuple((signer_words(rules, draft, p), _did(draft, p)) for p in people))


def signer_words(rules: Rules, draft: Draft, place: str) -> str:
    """Name and role of the person of a page: "Maria Lopez, mother"."""
    adult, terms = draft.representative, rules.wording.terms
    relationship = adult.relationship if adult and place == "representative" else ""
    role = terms[relationship] if relationship else terms["patient" if place == ASSENT else place]
    return rules.wording.line(f"{signer_names(draft, place)[0]}, {role}")


def sentence_for(rules: Rules, problem: Problem) -> str:
    """A refusal for staff, roles, uses and elements of an authorisation by their names."""
    wording, details = rules.wording, dict(problem.details)
    if "role" in details:
        details["role"] = wording.terms[str(details["role"])]
    if "use" in details:
        details["use"] = wording.uses[str(details["use"])].short
    if "element" in details:
        details["element"] = element_words(Element(str(details["element"])))
    return sentence(replace(problem, details=details))


def _did(draft: Draft, place: str) -> str:
    signature, said = draft.signature(place), draft.assent if place == ASSENT else None
    if said is not None and said.state is AssentState.NOT_POSSIBLE:
        return _("Could not be asked: {reason}").format(reason=said.reason)
    if said is not None and said.state is AssentState.DISSENTS:
        return _("Said no to everything")
    at = f"{signature.at.local:%H:%M}" if signature and signature_holds(draft, place) else ""
    signed = _("Signed at {time}").format(time=at) if at else ""
    no = _("said no to {count}").format(count=len(said.noes)) if said and said.noes else ""
    return ", ".join(part for part in (signed, no) if part) or _("Has not signed what stands there now")
