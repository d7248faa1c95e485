"""What the rules say of a sealed record, written from their text alone: nothing here calls the domain's own
checks. `broken` names each rule that a record breaks, held against a journal of what really happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from math import hypot

from consentdesk.domain.draft import Answer, AssentState, Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Capacity, Circumstances, Life
from consentdesk.domain.record import ConsentRecord, Decision
from consentdesk.domain.session import Rules
from consentdesk.domain.signature import Stroke

CALLED_FOR = {  # R5, read by hand
    "medical_record": {"S1", "S2", "S7", "S8", "S9"},
    "teaching": {"S1", "S2", "S5", "S6", "S7", "S8", "S9"},
    "print": {"S1", "S2", "S4", "S5", "S6", "S7", "S8", "S9", "S10"},
    "online": {"S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S10"},
    "social_media": {"S1", "S2", "S3", "S5", "S6", "S7", "S8", "S9", "S10"},
}
PUBLISHING = {"print", "online", "social_media"}
PARENTED = {"minor", "young_minor", "represented", "deceased", "stillborn"}


@dataclass
class Journal:
    """What really happened, person by person, beside the draft."""

    seen: list[tuple[str, str, str, Moment]] = field(default_factory=list)  # image, view, person, when
    told: list[tuple[str, str, str]] = field(default_factory=list)  # page, words, person
    answers: dict[tuple[str, str], tuple[bool, str]] = field(default_factory=dict)  # last answer, by whom
    noes: set[tuple[str, str]] = field(default_factory=set)  # the patient's own, one by one
    no_to_all: bool = False
    signed: dict[str, tuple[str, object]] = field(default_factory=dict)  # role: who, and what stood there
    photography_of: str = ""
    held: bool = False


def standing(draft: Draft, role: str) -> object:
    """What a signature of a role stands under (R22)."""
    images = [(i.number, i.source_sha256, i.view_sha256, i.label) for i in draft.images]
    people = (draft.patient, draft.circumstances, draft.representative, draft.supporters)
    shown = (draft.offered, draft.explained, draft.showings, draft.warnings_read_at)
    answers = {(a.image, a.use): a for a in draft.answers}
    return images, people, shown, answers, draft.assent if role == "assent" else None


def age(born: date, day: date) -> int:
    """Whole years; 29 February counts on 1 March in common years (R13)."""
    years = 0
    while _birthday(born, years + 1) <= day:
        years += 1
    return years


def _birthday(born: date, years: int) -> date:
    try:
        return born.replace(year=born.year + years)
    except ValueError:
        return date(born.year + years, 3, 1)


def pathway(born: date, circumstances: Circumstances, day: date) -> str:
    """R7 to R11, in the order in which they exclude one another."""
    if circumstances.life is Life.STILLBORN:
        return "stillborn"
    if circumstances.life is Life.DECEASED:
        return "deceased"
    if circumstances.capacity not in (Capacity.NO_DOUBT, Capacity.FOUND):
        return "represented"
    years = age(born, day)
    return "adult" if years >= 18 else "minor" if years >= 7 else "young_minor"


def person(draft: Draft, role: str) -> str:
    """Who stands behind "patient" or "representative" at this moment."""
    if role == "representative":
        return f"representative {draft.representative.name}" if draft.representative else ""
    if role == "second_representative":
        second = draft.second_representative
        return f"representative {second.name}" if second else ""
    return f"patient {draft.patient.id}" if draft.patient else ""


def broken(record: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> list[str]:
    """The rules that a record breaks, each with what is wrong; empty when it holds."""
    checks = (_people, _asking, _explaining, _deciding, _children, _signing, _sealing)
    return [wrong for check in checks for wrong in check(record, draft, journal, rules)]


def _decider(record: ConsentRecord) -> str:
    if record.pathway in PARENTED:
        return f"representative {record.representative.name}" if record.representative else ""
    return f"patient {record.patient.id}"


def _people(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    day = r.sealed_at.day
    if r.patient.born > day:
        yield "R13: not born yet"
    elif r.age_years != age(r.patient.born, day):
        yield "R13: the age is wrong"
    if r.pathway != pathway(r.patient.born, r.circumstances, day):
        yield f"R7-R11: {r.pathway} is not the pathway"
    unasked = r.circumstances.capacity is Capacity.NO_DOUBT and r.circumstances.life is Life.LIVING
    if r.circumstances.developmental_disability and unasked:
        yield "R10: capacity was not asked about"
    if not r.patient.name:
        yield "R17: the patient has no name"
    path = rules.pack.pathway(r.pathway)
    adult = r.representative
    if (adult is None) is (r.pathway in PARENTED):
        yield "R7-R11: a representative is missing or out of place"
    if adult and not (adult.name.strip() and adult.relationship in path.relationships):
        yield "R12: name or relationship is missing"
    if adult and adult.authority not in path.authorities:
        yield "R12: the basis of authority is missing"
    if journal.held:
        yield "R12: the session was held"
    for helper in r.supporters:
        if not helper.name.strip() or (helper.kind == "interpreter" and not helper.language.strip()):
            yield "R16: name or language is missing"


def _asking(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    asked = {(i.source_sha256, use) for i in draft.images for use in draft.offered}
    decided = [(d.image, d.use) for d in r.decisions]
    if set(decided) != asked or len(decided) != len(asked):
        yield "R2: decisions are not exactly what was asked"
    if r.photography and journal.photography_of != r.patient.id:
        yield "R1: the permission to photograph is another patient's"
    if not r.images and (r.photography is None or r.photography.yes):
        yield "R1: no image, and no refusal of photography"
    for d in r.decisions:
        if journal.answers.get((d.image, d.use)) != (d.yes, _decider(r)):
            yield f"R2: {d.use} was not answered so by whoever decides"
        view = next(i.view_sha256 for i in r.images if i.source_sha256 == d.image)
        seen = [at for *what, at in journal.seen if what == [d.image, view, _decider(r)]]
        if not any(at.utc <= d.at.utc for at in seen):
            yield "R3: not shown to whoever decides, before the answer"
        recorded = [s for i in r.images if i.source_sha256 == d.image for s in i.showings]
        if not any(s.at.utc <= d.at.utc and s.view_sha256 == view for s in recorded):
            yield "R3: the showing is not in the record"
    for image in r.images:
        if image.kept != any(d.effective for d in r.decisions if d.image == image.source_sha256):
            yield "R6: kept although everything was refused, or lost although something was not"


def _explaining(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    words = {s.id: s.text for s in rules.wording.statements}
    contact = rules.clinic.contact
    ways = f"{contact.telephone}, {contact.email}, {contact.post}"
    first = min((d.at.utc for d in r.decisions), default=r.sealed_at.utc)
    shown: dict[str, str] = {}
    for page in r.explained:
        before = page.acknowledged_at is not None and page.acknowledged_at.utc <= first
        if before:
            shown |= {s.id: s.text for s in page.statements if (page.id, s.text, _decider(r)) in journal.told}
    for id in set().union(*(CALLED_FOR[use] for use in r.offered)):
        text = words[id].replace("{contact}", contact.name).replace("{ways}", ways)
        if shown.get(id) != text.replace("{clinic}", rules.clinic.name):
            yield f"R5: {id} was not explained before the answers, in its words"


def _deciding(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    for d in (d for d in r.decisions if d.yes):
        if d.use in PUBLISHING:
            yield from _publication(r, d)
        if d.use == "social_media" and r.warnings_read_at is None:
            yield "R27: the warnings were not shown"


def _publication(r: ConsentRecord, d: Decision) -> Iterator[str]:
    """R4, and the elements of R21 that other rules do not hold already."""
    kinds = {"platform"} if d.use == "social_media" else {"outlet", "class"}
    if d.outlet is None or d.outlet.kind not in kinds or not d.outlet.name.strip():
        yield f"R4: {d.use} names no outlet"
    elif d.outlet.kind == "class" and d.outlet.id != "peer_reviewed_medical":
        yield "R4: a class that the pack does not allow"
    ends = d.expiry
    if ends is None or (ends.until is None) == (not ends.event.strip()):
        yield "R21: no expiry date or event"
    elif ends.until is not None and ends.until <= r.sealed_at.day:
        yield "R21: expired when it was signed"
    elif ends.event.strip().lower() == "none":
        yield 'R21: "none" is only for research'
    if not r.clinic.name:
        yield "R21: nobody discloses"


def _children(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    agrees = r.assent is not None and r.assent.state is AssentState.AGREES
    granted = any(d.yes for d in r.decisions)
    for d in r.decisions:
        own_no = journal.no_to_all or (d.image, d.use) in journal.noes
        if d.effective != (d.yes and not (own_no and r.pathway in PARENTED)):
            yield "R8: a yes stands against the patient's own no, or falls without one"
    if r.pathway in ("adult", "deceased", "stillborn") and r.assent is not None:
        yield "R7: nobody's assent is asked here"
    if r.pathway in ("minor", "represented") and granted and r.assent is None:
        yield "R8, R10: the patient's own word is missing"
    if r.assent is not None and r.assent.state is AssentState.NOT_POSSIBLE:
        if r.pathway == "minor" and granted:
            yield "R8: from 7 to 17 assent is needed"
        if not r.assent.reason.strip():
            yield "R10: no reason why assent was not possible"
    if agrees and granted and r.pathway in ("minor", "represented"):
        seen = {image for image, _, who, _ in journal.seen if who == f"patient {r.patient.id}"}
        if {d.image for d in r.decisions if d.yes} - seen:
            yield "R3, R8: the patient agrees to what they were not shown"


def expected_signers(r: ConsentRecord) -> set[str]:
    """R7 to R11, R16: exactly these people sign."""
    roles = {"representative"} if r.pathway in PARENTED else {"patient"}
    if r.second_representative is not None:
        roles.add("second_representative")
    agrees = r.assent is not None and r.assent.state is AssentState.AGREES
    if agrees and r.pathway in ("minor", "represented"):
        roles.add("assent")
    if any(s.kind == "interpreter" for s in r.supporters):
        roles.add("interpreter")
    return roles


def _signing(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    roles = [s.role for s in r.signatures]
    if set(roles) != expected_signers(r) or len(set(roles)) != len(roles):
        yield f"R7-R11: {sorted(roles)} signed, not {sorted(expected_signers(r))}"
    names = {
        "patient": {r.patient.name},
        "assent": {r.patient.name},
        "representative": {r.representative.name} if r.representative else set(),
        "second_representative": {r.second_representative.name} if r.second_representative else set(),
        "interpreter": {s.name for s in r.supporters if s.kind == "interpreter"},
    }
    for s in r.signatures:
        if s.name not in names[s.role] or not s.meaning.strip():
            yield "R17: printed name or meaning is missing"
        if not _more_than_a_dot(s.drawing.strokes):
            yield "R18: blank, a tap or a dot"
        if journal.signed.get(s.role) != (s.name, standing(draft, s.role)):
            yield f"R22: {s.role} signed something else"


def _more_than_a_dot(strokes: tuple[Stroke, ...]) -> bool:
    points = [p for stroke in strokes for p in stroke.points]
    return any(hypot(a.x - b.x, a.y - b.y) >= 4 for a in points for b in points)


def _sealing(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    explainer = r.attestation
    if not (explainer.name and explainer.key_signature and explainer.meaning):
        yield "R19: nobody attests with a key"
    if r.representative and " ".join(explainer.name.split()).lower() == r.representative.name.lower():
        yield "R19: the explainer stands for the patient"
    if any(not i.pixels_sha256 for i in r.images):
        yield "R3: an image without the hash of its pixels"
    last = {(a.image, a.use): a for a in draft.answers}
    if any(not _same(d, last.get((d.image, d.use))) for d in r.decisions):
        yield "R22: the record says something else than was shown back"


def _same(d: Decision, a: Answer | None) -> bool:
    if a is None or (d.yes, d.at, d.by, d.spoken) != (a.yes, a.at, a.by, a.spoken):
        return False
    return not d.yes or (d.outlet, d.expiry) == (a.outlet, a.expiry)
