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
from consentdesk.ui.words import _, agreed_words, route_words, sentence


def attesting(rules: Rules, draft: Draft, me: Member | None, people: tuple[str, ...]) -> AttestState:
    """The last page, without problems. `me` is None while it is being looked up."""
    meaning = f"“{rules.wording.meanings[ATTEST]}”"
    who = f"{me.name}, {me.role}" if me else ""
    signed = tuple((signer_words(rules, draft, p), did_words(draft, p)) for p in people)
    return AttestState(who, meaning, signed, route_words(draft.route))


def signer_words(rules: Rules, draft: Draft, place: str) -> str:
    """Name and role of the person of a page: "Maria Lopez, mother"."""
    adults = {"representative": draft.representative, "second_representative": draft.second_representative}
    adult, terms = adults.get(place), rules.wording.terms
    role = (adult.relationship if adult else "") or ("patient" if place == ASSENT else place)
    name = next(iter(signer_names(draft, place)), "")
    return rules.wording.line(f"{name}, {terms[role]}" if name else terms[role])


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


def did_words(draft: Draft, place: str) -> str:
    """What a person did on their page, or that it is still to be done."""
    signature, said = draft.signature(place), draft.assent if place == ASSENT else None
    if said is not None and said.state is AssentState.NOT_POSSIBLE:
        return _("Could not be asked: {reason}").format(reason=said.reason)
    if said is not None and said.state is AssentState.DISSENTS:
        return _("Said no to everything")
    signed = agreed_words(signature) if signature and signature_holds(draft, place) else ""
    no = _("said no to {count}").format(count=len(said.noes)) if said and said.noes else ""
    return ", ".join(part for part in (signed, no) if part) or _("Has not signed what stands there now")
