"""Agreeing: the patient's own word beside a representative's, and every signature (R8–R10, R17–R22)."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.draft import Assent, AssentState, Draft, No, Signature, binding
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import folded
from consentdesk.domain.refusals import refuse
from consentdesk.domain.signature import Drawing, is_mark, is_signature


def assent(draft: Draft, given: Assent) -> Draft:
    """Record the patient's own yes, no, or why it was not possible (R8–R10)."""
    if given.state is AssentState.NOT_POSSIBLE and not given.reason.strip():
        raise refuse("assent_reason_missing", "assent_reason")
    said = draft.assent.noes if draft.assent else ()
    unknown = [no for no in given.noes if no not in said and not _is_granted(draft, no)]
    if unknown:
        raise refuse("dissent_without_yes", use=unknown[0].use)
    kept = tuple(s for s in draft.signatures if s.role != "assent")
    return replace(draft, assent=given, signatures=kept)


def unsay(draft: Draft) -> Draft:
    """Take back what the patient themself was noted to say: nobody is asked any more, or it was a slip."""
    kept = tuple(s for s in draft.signatures if s.role != "assent")
    return replace(draft, assent=None, signatures=kept)


def dissented(draft: Draft, image: str, use: str) -> bool:
    """Whether the patient's own no stands against this image and use (R8)."""
    if draft.assent is None:
        return False
    return draft.assent.state is AssentState.DISSENTS or No(image, use) in draft.assent.noes


def sign(
    draft: Draft, role: str, name: str, meaning: str, drawing: Drawing, now: Moment, witness: str = ""
) -> Draft:
    """Sign in a role, by the person who was entered in it (R17). Blank, tap and dot are refused (R18); a mark
    counts with a witness's name."""
    if not name.strip():
        raise refuse("signer_name_missing", "signer_name")
    if folded(name) not in {folded(n) for n in signer_names(draft, role)}:
        raise refuse("signer_is_another", "signer_name", role=role)
    if not meaning.strip():
        raise refuse("meaning_missing", "signature", role=role)
    enough = is_mark if witness.strip() else is_signature
    if not enough(drawing.strokes):
        raise refuse("signature_too_small", "signature")
    signature = Signature(role, name, meaning, drawing, now, binding(draft, role), witness.strip())
    kept = tuple(s for s in draft.signatures if s.role != role)
    return replace(draft, signatures=(*kept, signature))


def signer_names(draft: Draft, role: str) -> tuple[str, ...]:
    """The names of those who can sign in a role."""
    if role == "representative":
        return (draft.representative.name,) if draft.representative else ()
    if role == "interpreter":
        return tuple(s.name for s in draft.supporters if s.kind == "interpreter")
    return (draft.patient.name,) if draft.patient else ()


def signature_holds(draft: Draft, role: str) -> bool:
    """Whether the role has signed exactly what stands there now (R22)."""
    signature = draft.signature(role)
    return signature is not None and signature.binding == binding(draft, role)


def voided(draft: Draft) -> tuple[str, ...]:
    """The roles whose signatures a later change has voided, to be said visibly (R22)."""
    return tuple(s.role for s in draft.signatures if s.binding != binding(draft, s.role))


def _is_granted(draft: Draft, no: No) -> bool:
    found = draft.answer(no.image, no.use)
    return found is not None and found.yes
