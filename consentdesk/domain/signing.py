"""Agreeing: the patient's own word beside a representative's, and every signature (R8–R10, R17–R22)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from consentdesk.domain.draft import Assent, AssentState, Draft, No, Signature, binding
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import folded
from consentdesk.domain.people import reason_problems, too_long
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.domain.route import PageCode, PaperForm, Route, Scan
from consentdesk.domain.signature import Drawing, is_mark, is_signature
from consentdesk.domain.withdrawal import Withdrawal

NOTHING_DRAWN = Drawing((), 0, 0)
AGREEING = ("patient", "representative", "second_representative", "interpreter")
STILL_SIGN = ("interpreter", "witness")  # they are in the room, whoever speaks


def assent(draft: Draft, given: Assent) -> Draft:
    """Record the patient's own yes, no, or why it was not possible (R8–R10)."""
    if given.state is AssentState.NOT_POSSIBLE:
        refuse_if_any(reason_problems(given.reason, "assent_reason", "assent_reason_missing"))
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
    counts with the name of a witness, who is somebody else. Whoever agrees on another route does not draw
    (R20, `route_is_another`)."""
    if draft.route is Route.PAPER or (draft.route is Route.VERBAL and role not in STILL_SIGN):
        raise refuse("route_is_another", "route", role=role)
    if witness.strip():
        _refuse_as_witness(draft, witness, (role,))
    enough = is_mark if witness.strip() else is_signature
    if not enough(drawing.strokes):
        raise refuse("signature_too_small", "signature")
    return _signed(draft, Signature(role, name, meaning, drawing, now, binding(draft, role), witness.strip()))


def choose_route(draft: Draft, route: Route) -> Draft:
    """Agree on this screen, aloud before a witness, or on paper (R20). Another route begins signing anew."""
    if route is draft.route:
        return draft
    return replace(draft, route=route, signatures=(), paper=None)


def name_witness(draft: Draft, name: str) -> Draft:
    """Note who is to hear what is said aloud; nothing is bound by it before somebody has spoken."""
    refuse_if_any(too_long({"witness": name}))
    return replace(draft, witness=name.strip())


def say(draft: Draft, role: str, name: str, meaning: str, witness: str, now: Moment) -> Draft:
    """Record that a person said aloud, before a witness, what they would have signed (R20). The witness is
    somebody else, the same for everyone, and signs in a role of their own, after all has been said."""
    if draft.route is not Route.VERBAL or role in STILL_SIGN:
        raise refuse("route_is_another", "route", role=role)
    _refuse_as_witness(draft, witness, AGREEING)
    others = {folded(s.witness) for s in draft.signatures if s.route is Route.VERBAL and s.role != role}
    if others - {folded(witness)}:
        raise refuse("witnesses_differ", "witness")
    said = Signature(
        role, name, meaning, NOTHING_DRAWN, now, binding(draft, role), witness.strip(), Route.VERBAL
    )
    return _signed(take_back(draft, "witness"), said)


def print_form(draft: Draft, form_id: str, pages: int, now: Moment, sheet: str = "") -> Draft:
    """Record that the form of this session was printed, as it stands now. An earlier print counts no more."""
    if draft.route is not Route.PAPER:
        raise refuse("route_is_another", "route")
    form = PaperForm(form_id, pages, binding(draft, "form"), now, sheet=sheet)
    return replace(draft, paper=form, signatures=())


def attach_scan(draft: Draft, code: PageCode, sha256: str, now: Moment, by_hand: bool = False) -> Draft:
    """Attach a signed page that came back, by its code, or as the page that staff said it is. A page that is
    there already is replaced; a page of another form is refused (`form_is_another`), as is one printed before
    something changed (`form_out_of_date`)."""
    form = draft.paper
    if form is None or (code.form, code.pages) != (form.id, form.pages) or not 1 <= code.page <= form.pages:
        raise refuse("form_is_another", "scans")
    if form.binding != binding(draft, "form"):
        raise refuse("form_out_of_date", "scans")
    others = tuple(scan for scan in form.scans if scan.page != code.page)
    back = Scan(code.page, sha256, now, by_hand)
    scans = tuple(sorted((*others, back), key=lambda scan: scan.page))
    return replace(draft, paper=replace(form, scans=scans))


def sign_in_ink(draft: Draft, role: str, name: str, meaning: str, now: Moment) -> Draft:
    """Record that a person's ink signature stands on the paper that came back whole (R20)."""
    refuse_if_any(paper_problems(draft))
    if draft.route is not Route.PAPER:
        raise refuse("route_is_another", "route")
    bound = binding(draft, role)
    return _signed(draft, Signature(role, name, meaning, NOTHING_DRAWN, now, bound, route=Route.PAPER))


def take_back(draft: Draft, role: str) -> Draft:
    """Take back that a person agreed: it was noted for the wrong one, or too soon."""
    return replace(draft, signatures=tuple(s for s in draft.signatures if s.role != role))


def paper_problems(draft: Draft) -> list[Problem]:
    """What the paper route still lacks: the printed form as the session stands now, each page of it back."""
    if draft.route is not Route.PAPER:
        return []
    if draft.paper is None:
        return [Problem("form_not_printed", "print_form")]
    if draft.paper.binding != binding(draft, "form"):
        return [Problem("form_out_of_date", "print_form")]
    missing = draft.paper.missing_pages
    pages = ", ".join(map(str, missing))
    return [Problem("form_pages_missing", "scans", {"pages": pages})] if missing else []


def _signed(draft: Draft, signature: Signature) -> Draft:
    """With a signature by the person who was entered in its role, in place of an earlier one (R17)."""
    role = signature.role
    if not signature.name.strip():
        raise refuse("signer_name_missing", "signer_name")
    if folded(signature.name) not in {folded(n) for n in signer_names(draft, role)}:
        raise refuse("signer_is_another", "signer_name", role=role)
    if not signature.meaning.strip():
        raise refuse("meaning_missing", "signature", role=role)
    kept = tuple(s for s in draft.signatures if s.role != role)
    return replace(draft, signatures=(*kept, signature))


def _refuse_as_witness(draft: Draft, witness: str, agreeing: tuple[str, ...]) -> None:
    """Raises Refusal `witness_missing` for a name without letters, `witness_is_concerned` for the name of
    anybody who agrees in one of these roles."""
    if not folded(witness):
        raise refuse("witness_missing", "witness")
    if folded(witness) in {folded(name) for role in agreeing for name in signer_names(draft, role)}:
        raise refuse("witness_is_concerned", "witness")


def signer_names(draft: Draft, role: str) -> tuple[str, ...]:
    """The names of those who can sign in a role."""
    if role == "representative":
        return (draft.representative.name,) if draft.representative else ()
    if role == "second_representative":
        return (draft.second_representative.name,) if draft.second_representative else ()
    if role == "interpreter":
        return tuple(s.name for s in draft.supporters if s.kind == "interpreter")
    if role == "witness":
        return tuple(dict.fromkeys(s.witness for s in draft.signatures if s.route is Route.VERBAL))
    return (draft.patient.name,) if draft.patient else ()


def signature_holds(draft: Draft, role: str) -> bool:
    """Whether the role has signed exactly what stands there now (R22)."""
    signature = draft.signature(role)
    return signature is not None and signature.binding == binding(draft, role)


def voided(draft: Draft) -> tuple[str, ...]:
    """The roles whose signatures a later change has voided, to be said visibly (R22)."""
    return tuple(s.role for s in draft.signatures if s.binding != binding(draft, s.role))


def overtaken(draft: Draft, withdrawals: Iterable[Withdrawal]) -> list[Problem]:
    """The signatures that were given before something they agree to was withdrawn, by their roles: sealed
    afterwards they would seem to be a later word than the withdrawal (R29)."""
    reaching = (w for w in withdrawals if not w.suspends and _reaches(w, draft))
    last = max((w.at.utc for w in reaching), default=None)
    if last is None:
        return []
    return [
        Problem("signed_before_withdrawal", f"sign:{s.role}", {"role": s.role})
        for s in draft.signatures
        if _given_at(draft, s).utc <= last
    ]


def _reaches(withdrawal: Withdrawal, draft: Draft) -> bool:
    return any(withdrawal.scope.reaches(yes.image, yes.use) for yes in draft.granted)


def _given_at(draft: Draft, signature: Signature) -> Moment:
    """When somebody agreed, at the earliest: nobody knows when the ink came onto a form."""
    return draft.paper.printed_at if draft.route is Route.PAPER and draft.paper else signature.at


def _is_granted(draft: Draft, no: No) -> bool:
    found = draft.answer(no.image, no.use)
    return found is not None and found.yes
