"""What the rules say of the signatures on a sealed record, on every route (R7-R11, R16-R22)."""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from consentdesk.domain.draft import Answer, AssentState, Draft
from consentdesk.domain.record import ConsentRecord, Decision
from consentdesk.domain.route import Route
from consentdesk.domain.session import Rules
from consentdesk.domain.signature import Stroke
from tests.domain.journal import ASKED_TOO, PARENTED, Journal, standing


def expected_signers(r: ConsentRecord) -> set[str]:
    """R7 to R11, R16, R20: exactly these people sign."""
    roles = {"representative"} if r.pathway in PARENTED else {"patient"}
    if r.second_representative is not None:
        roles.add("second_representative")
    agrees = r.assent is not None and r.assent.state is AssentState.AGREES
    if agrees and r.pathway in ASKED_TOO:
        roles.add("assent")
    if any(s.kind == "interpreter" for s in r.supporters):
        roles.add("interpreter")
    return roles | {"witness"} if r.route is Route.VERBAL else roles


def signing(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    roles = [s.role for s in r.signatures]
    if set(roles) != expected_signers(r) or len(set(roles)) != len(roles):
        yield f"R7-R11: {sorted(roles)} signed, not {sorted(expected_signers(r))}"
    names = {
        "patient": {r.patient.name},
        "assent": {r.patient.name},
        "representative": {r.representative.name} if r.representative else set(),
        "second_representative": {r.second_representative.name} if r.second_representative else set(),
        "interpreter": {s.name for s in r.supporters if s.kind == "interpreter"},
        "witness": {s.witness for s in r.signatures if s.route is Route.VERBAL},
    }
    for s in r.signatures:
        if s.name not in names[s.role] or not s.meaning.strip():
            yield "R17: printed name or meaning is missing"
        if s.route is Route.SCREEN and not _more_than_a_dot(s.drawing.strokes):
            yield "R18: blank, a tap or a dot"
        if journal.signed.get(s.role) != (s.name, standing(draft, s.role)):
            yield f"R22: {s.role} signed something else"


def routes(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    """R20: the record says by which route, and each route has what it needs."""
    if r.route is not draft.route:
        yield "R20: the record names another route"
    if r.route is Route.VERBAL:
        yield from _heard(r, journal)
    elif any(s.route is Route.VERBAL for s in r.signatures):
        yield "R20: said aloud on another route"
    if r.route is Route.PAPER:
        yield from _on_paper(r, draft, journal)
    elif r.paper is not None or any(s.route is Route.PAPER for s in r.signatures):
        yield "R20: paper on another route"


def _heard(r: ConsentRecord, journal: Journal) -> Iterator[str]:
    aloud = [s for s in r.signatures if s.route is Route.VERBAL]
    deciding = {s.role for s in r.signatures} - {"interpreter", "witness"}
    if not deciding <= {s.role for s in aloud}:
        yield "R20: somebody who agrees did not say so aloud"
    witnesses = {plainly(s.witness) for s in aloud}
    if len(witnesses) != 1 or "" in witnesses:
        yield "R20: not one witness for all that was said"
    if any(journal.heard.get(s.role) != s.witness for s in aloud):
        yield "R20: another witness than the one who heard it"
    if witnesses & {plainly(name) for name in _concerned(r)}:
        yield "R19, R20: the witness is concerned"
    if any(s.drawing.strokes for s in aloud):
        yield "R20: said aloud and drawn"


def _concerned(r: ConsentRecord) -> list[str]:
    adults = [adult.name for adult in (r.representative, r.second_representative) if adult]
    helpers = [s.name for s in r.supporters if s.kind == "interpreter"]
    return [r.patient.name, r.attestation.name, *adults, *helpers]


def _on_paper(r: ConsentRecord, draft: Draft, journal: Journal) -> Iterator[str]:
    if r.paper is None:
        yield "R20: no form"
        return
    if {scan.page for scan in r.paper.scans} != set(range(1, r.paper.pages + 1)):
        yield "R20: pages of the form are missing"
    if {scan.page for scan in r.paper.scans} != journal.back:
        yield "R20: other pages than came back"
    if journal.printed != standing(draft, "representative"):
        yield "R22: something changed after the form was printed"
    if not all(s.route is Route.PAPER for s in r.signatures if s.role not in ("interpreter", "witness")):
        yield "R20: somebody did not sign in ink"
    if any(s.drawing.strokes for s in r.signatures if s.route is Route.PAPER):
        yield "R20: in ink and drawn"


def _more_than_a_dot(strokes: tuple[Stroke, ...]) -> bool:
    points = [p for stroke in strokes for p in stroke.points]
    return any(hypot(a.x - b.x, a.y - b.y) >= 4 for a in points for b in points)


def sealing(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    explainer = r.attestation
    if not (explainer.name and explainer.key_signature and explainer.meaning):
        yield "R19: nobody attests with a key"
    adults = [adult.name for adult in (r.representative, r.second_representative) if adult]
    if plainly(explainer.name) in map(plainly, adults):
        yield "R19: the explainer stands for the patient"
    if any(not i.pixels_sha256 for i in r.images):
        yield "R3: an image without the hash of its pixels"
    last = {(a.image, a.use): a for a in draft.answers}
    if any(not _same(d, last.get((d.image, d.use))) for d in r.decisions):
        yield "R22: the record says something else than was shown back"
    if r.corrects != draft.corrects or (r.corrects and r.corrects.record == r.id):
        yield "R22: the record does not name the one that it corrects"


def plainly(name: str) -> str:
    """A name without its case and spacing."""
    return " ".join(name.split()).lower()


def _same(d: Decision, a: Answer | None) -> bool:
    if a is None or (d.yes, d.at, d.by, d.spoken) != (a.yes, a.at, a.by, a.spoken):
        return False
    return not d.yes or (d.outlet, d.expiry) == (a.outlet, a.expiry)
