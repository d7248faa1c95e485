"""What the rules say of a sealed record, written from their text alone: nothing here calls the domain's own
checks. `broken` names each rule that a record breaks, held against a journal of what really happened."""

from __future__ import annotations

from collections.abc import Iterator

from consentdesk.domain.draft import AssentState, Draft
from consentdesk.domain.people import Capacity, Life, Representative
from consentdesk.domain.record import ConsentRecord, Decision
from consentdesk.domain.session import Rules
from tests.domain.journal import (
    ASKED_TOO,
    CALLED_FOR,
    PARENTED,
    PUBLISHING,
    TAUGHT_BACK,
    TWO_AGREE,
    Journal,
    age,
    departs,
    pathway,
)
from tests.domain.oracle_signing import plainly, routes, sealing, signing


def broken(record: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> list[str]:
    """The rules that a record breaks, each with what is wrong; empty when it holds."""
    asked = (_people, _adults, _asking, _explaining, _understood, _deciding, _children)
    agreed = (signing, routes, sealing)
    return [wrong for check in (*asked, *agreed) for wrong in check(record, draft, journal, rules)]


def _decider(record: ConsentRecord) -> str:
    return _deciders(record)[0]


def _deciders(record: ConsentRecord) -> list[str]:
    if record.pathway not in PARENTED:
        return [f"patient {record.patient.id}"]
    adults = (record.representative, record.second_representative)
    return [f"representative {adult.name}" for adult in adults if adult] or [""]


def _people(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    day = r.sealed_at.day
    if r.patient.born > day:
        yield "R13: not born yet"
    elif r.age_years != age(r.patient.born, day):
        yield "R13: the age is wrong"
    if r.pathway != pathway(r.patient.born, r.circumstances, day):
        yield f"R7-R11, R15: {r.pathway} is not the pathway"
    if bool(r.override.strip()) is not departs(r.patient.born, r.circumstances, day):
        yield "R15: an override without its reason on the record, or a reason without an override"
    if r.override and r.override != r.circumstances.reason:
        yield "R15: another reason than was given"
    unasked = r.circumstances.capacity is Capacity.NO_DOUBT and r.circumstances.life is Life.LIVING
    if r.circumstances.developmental_disability and unasked:
        yield "R10: capacity was not asked about"
    if not r.patient.name:
        yield "R17: the patient has no name"
    if journal.held:
        yield "R12: the session was held"
    for helper in r.supporters:
        if not helper.name.strip() or (helper.kind == "interpreter" and not helper.language.strip()):
            yield "R16: name or language is missing"


def _adults(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    """R11 and R12: who stands for the patient, and whether two do where two are asked."""
    first, second = r.representative, r.second_representative
    if (first is None) is (r.pathway in PARENTED):
        yield "R7-R11: a representative is missing or out of place"
    for adult in (first, second):
        yield from _described(adult, r.pathway, rules) if adult else ()
    if r.pathway in TWO_AGREE and second is None and not r.one_signs.strip():
        yield "R11: one agrees for two, and nothing says why"
    if r.pathway not in TWO_AGREE and (second is not None or r.one_signs):
        yield "R7-R11: a second adult where one is asked"
    if first and second and plainly(first.name) == plainly(second.name):
        yield "R11: the two are one"


def _described(adult: Representative, pathway: str, rules: Rules) -> Iterator[str]:
    path = rules.pack.pathway(pathway)
    if not (adult.name.strip() and adult.relationship in path.relationships):
        yield "R12: name or relationship is missing"
    if adult.authority not in path.authorities:
        yield "R12: the basis of authority is missing"


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
        for who in _deciders(r):
            seen = [at for *what, at in journal.seen if what == [d.image, view, who]]
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
        told = (s for s in page.statements if before)
        shown |= {
            s.id: s.text for s in told if all((page.id, s.text, who) in journal.told for who in _deciders(r))
        }
    for id in set().union(*(CALLED_FOR[use] for use in r.offered)):
        text = words[id].replace("{contact}", contact.name).replace("{ways}", ways)
        if shown.get(id) != text.replace("{clinic}", rules.clinic.name):
            yield f"R5: {id} was not explained before the answers, in its words"


def _understood(r: ConsentRecord, draft: Draft, journal: Journal, rules: Rules) -> Iterator[str]:
    """Right replies are a condition of a yes where the clinic's rules say so, and are kept on the record."""
    recorded = {asked.id: (asked.attempts[-1].right, _decider(r)) for asked in r.asked}
    if not recorded.items() <= journal.replies.items():
        yield "R5: the replies are not the ones that were given"
    called = set().union(*(CALLED_FOR[use] for use in r.offered))
    due = [q.id for q in rules.wording.questions if q.statement in called]
    yes = any(d.yes and d.use == TAUGHT_BACK for d in r.decisions)
    needed = yes and rules.pack.use(TAUGHT_BACK).teach_back
    if needed and not set(due) <= {id for id, (right, _) in recorded.items() if right}:
        yield "R5: a yes without right replies, where they are a condition of it"


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
    if r.pathway not in (*ASKED_TOO, "young_minor") and r.assent is not None:
        yield "R7: nobody's assent is asked here"
    if r.pathway in ASKED_TOO and granted and r.assent is None:
        yield "R8, R10: the patient's own word is missing"
    if r.assent is not None and r.assent.state is AssentState.NOT_POSSIBLE:
        if r.pathway == "minor" and granted:
            yield "R8: from 7 to 17 assent is needed"
        if not r.assent.reason.strip():
            yield "R10: no reason why assent was not possible"
    if agrees and granted and r.pathway in ASKED_TOO:
        seen = {image for image, _, who, _ in journal.seen if who == f"patient {r.patient.id}"}
        if {d.image for d in r.decisions if d.yes} - seen:
            yield "R3, R8: the patient agrees to what they were not shown"
