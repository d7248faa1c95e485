"""Sessions with plainly invented people, played through the domain's own acts."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from math import sin
from pathlib import Path

from consentdesk.domain.answering import answer, limit, name_outlet, read_warnings
from consentdesk.domain.draft import (
    Assent,
    AssentState,
    Attestation,
    Draft,
    DraftImage,
    Expiry,
    Outlet,
    Step,
    binding,
)
from consentdesk.domain.image import Trace
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletKind
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.people import (
    Capacity,
    Circumstances,
    Clinic,
    Contact,
    Life,
    Member,
    Patient,
    Representative,
    Supporter,
)
from consentdesk.domain.photographs import add_image, show
from consentdesk.domain.readiness import signers
from consentdesk.domain.record import ConsentRecord, seal
from consentdesk.domain.record_code import make_code
from consentdesk.domain.session import (
    Rules,
    acknowledge,
    go_to,
    identify,
    offer,
    represent,
    show_page,
    support,
    viewers,
)
from consentdesk.domain.signature import Drawing, Point, Stroke
from consentdesk.domain.signing import assent, sign
from consentdesk.domain.wording import parse_wording

RESOURCES = Path(__file__).parents[2] / "resources"
NOW = Moment.parse("2026-03-02T10:00:00.000-05:00")

LANGUAGES = ("en", "es", "fr", "de", "zh", "ar", "hi")
ALL_USES = ("medical_record", "teaching", "print", "online", "social_media")
CLINIC = Clinic(
    "Example Hospital, Dermatology",
    "12 Sample Street, Sampletown",
    Contact("The photo desk", "555 0100", "photos@example.org", "12 Sample Street, Sampletown"),
    "America/New_York",
)
EXPLAINER = Member("member-1", "Dr. Sam Sample", "physician", "00" * 32)
INTERPRETER = Supporter("interpreter", "Kim Muster", "Spanish")
OUTLETS = {
    OutletKind.OUTLET: Outlet("class", "Peer-reviewed medical journals", "peer_reviewed_medical"),
    OutletKind.PLATFORM: Outlet("platform", "Facebook", "facebook"),
}
BORN = {
    "adult": date(1980, 5, 17),
    "minor": date(2013, 9, 30),
    "young_minor": date(2020, 1, 12),
    "represented": date(1994, 11, 3),
    "deceased": date(1951, 2, 8),
    "stillborn": date(2026, 3, 1),
}
CIRCUMSTANCES = {
    "represented": Circumstances(Capacity.GUARDIAN, developmental_disability=True),
    "deceased": Circumstances(life=Life.DECEASED),
    "stillborn": Circumstances(life=Life.STILLBORN),
}


@cache
def rules(language: str = "en") -> Rules:
    """The default pack and the wording of a language, for an invented clinic."""
    pack = parse_pack((RESOURCES / "rulepacks" / "us.toml").read_text("utf-8"), "us.toml")
    file = RESOURCES / "statements" / f"{language}.toml"
    return Rules(pack, parse_wording(file.read_text("utf-8"), file.name, pack), CLINIC)


def later(now: Moment = NOW, **delta: float) -> Moment:
    """A moment after another, in the same zone: `later(days=1)`."""
    return Moment(now.utc + timedelta(**delta), now.offset_minutes)


def patient(born: date = BORN["adult"], id: str = "patient-1", given_name: str = "Alex") -> Patient:
    return Patient(id, given_name, "Probe", born, "004 417")


def representative(pathway: str, name: str = "Robin Probe") -> Representative | None:
    """An adult who may decide on a pathway; None where the patient decides alone."""
    path = rules().pack.pathway(pathway)
    if not path.has_representative:
        return None
    return Representative(name, path.relationships[0], path.authorities[0])


def second_representative(pathway: str, name: str = "Jamie Probe") -> Representative | None:
    """The other one, where the pathway asks for two."""
    path = rules().pack.pathway(pathway)
    return (
        Representative(name, path.relationships[1], path.authorities[0]) if path.representatives > 1 else None
    )


def drawing(seed: int = 0) -> Drawing:
    """A signature as a pen would leave it: one wavy line of 60 points over 472 px."""
    points = (Point(16 * n, 40.0 + 8 * n, 120.0 + 60 * sin(0.7 * n + seed), 0.5) for n in range(60))
    return Drawing((Stroke(tuple(points), "pen"),), 560, 200)


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def photograph(n: int = 1, added_at: Moment = NOW, label: str = "") -> DraftImage:
    """An invented photograph, all of its hashes known. `add_image` gives it its number."""
    return DraftImage(
        number=0,
        source_sha256=hash_of(f"source {n}"),
        view_sha256=hash_of(f"view {n}"),
        thumbnail_sha256=hash_of(f"thumbnail {n}"),
        pixels_sha256=hash_of(f"pixels {n}"),
        format="JPEG",
        width=4000,
        height=3000,
        added_at=added_at,
        label=label or f"left forearm {n}",
        traces=(Trace("date", "2026-03-01 14:22"),),
    )


def explained(draft: Draft, now: Moment = NOW) -> Draft:
    """Every page called for, shown to whoever has to see it and acknowledged."""
    held_to = rules(draft.language)
    path = held_to.pathway(draft, now.day)
    assert path is not None
    for page in held_to.pages(draft):
        draft = show_page(held_to, draft, page.id, viewers(path, draft), now)
        draft = acknowledge(held_to, draft, page.id, now)
    return draft


def prepared(
    pathway: str = "adult",
    images: int = 1,
    uses: tuple[str, ...] = ("medical_record", "teaching"),
    interpreter: bool = False,
    now: Moment = NOW,
    language: str = "en",
) -> Draft:
    """A session up to the answers: everyone entered, each image shown, everything explained."""
    draft = Draft("draft-1", now, EXPLAINER.id, language=language)
    circumstances = CIRCUMSTANCES.get(pathway, Circumstances())
    draft = identify(rules(), draft, patient(BORN[pathway]), circumstances, now)
    draft = represent(draft, representative(pathway), second_representative(pathway))
    draft = support(draft, (INTERPRETER,) if interpreter else ())
    draft = offer(rules(), draft, uses)
    for n in range(1, images + 1):
        draft = add_image(draft, photograph(n, now))
    for image in draft.images:
        draft = show(draft, image.source_sha256, viewers(rules().pack.pathway(pathway), draft), now)
    return explained(draft, now)


def answered(draft: Draft, refused: tuple[str, ...] = (), now: Moment = NOW) -> Draft:
    """Yes to every offered use of every image but the refused ones, with outlet and expiry where needed."""
    for image in draft.images:
        for use in draft.offered:
            draft = _answered_one(draft, image.source_sha256, use, use not in refused, now)
    return read_warnings(draft, now) if "social_media" in draft.offered else draft


def _answered_one(draft: Draft, image: str, use: str, yes: bool, now: Moment) -> Draft:
    needs = rules().pack.use(use)
    draft = answer(rules(draft.language), draft, image, use, yes, now)
    if yes and needs.outlet in OUTLETS:
        draft = name_outlet(draft, image, use, OUTLETS[needs.outlet])
    if yes and needs.authorisation:
        draft = limit(draft, image, use, Expiry(until=date(now.day.year + 5, 1, 31)), now)
    return draft


def complete_draft(
    pathway: str = "adult",
    images: int = 1,
    uses: tuple[str, ...] = ("medical_record", "teaching"),
    refused: tuple[str, ...] = (),
    assented: Assent | None = None,
    interpreter: bool = False,
    now: Moment = NOW,
    language: str = "en",
) -> Draft:
    """A session in which nothing is missing but the signatures. `assented` is the patient's own word; where
    the pathway asks for one, they agree unless it is given."""
    draft = answered(prepared(pathway, images, uses, interpreter, now, language), refused, now)
    if assented is None and rules().pack.pathway(pathway).asks_assent:
        assented = Assent(AssentState.AGREES, now)
    draft = assent(draft, assented) if assented is not None else draft
    return go_to(draft, Step.SIGN)


def adult_draft(
    images: int = 1, uses: tuple[str, ...] = ("medical_record", "teaching"), refused: tuple[str, ...] = ()
) -> Draft:
    return complete_draft("adult", images, uses, refused)


def signed(draft: Draft, now: Moment = NOW) -> Draft:
    """Signed by exactly the people the pathway asks for."""
    for n, role in enumerate(signers(rules(), draft, now)):
        meaning = rules(draft.language).wording.meanings[role]
        draft = sign(draft, role, signer_name(draft, role), meaning, drawing(n), now)
    return draft


def signer_name(draft: Draft, role: str) -> str:
    """The name of the person who signs in a role."""
    if role == "representative":
        return draft.representative.name if draft.representative else ""
    if role == "second_representative":
        return draft.second_representative.name if draft.second_representative else ""
    if role == "interpreter":
        return next((s.name for s in draft.supporters if s.kind == "interpreter"), "")
    return draft.patient.name if draft.patient else ""


def attested(draft: Draft, now: Moment = NOW, by: Member = EXPLAINER) -> Attestation:
    """The explainer's word for a draft as it stands; the key signature is made up."""
    meaning = rules(draft.language).wording.meanings["explainer"]
    return Attestation(by.id, by.name, by.role, meaning, now, binding(draft, "explainer"), "5a" * 64)


def sealed(draft: Draft, now: Moment = NOW, record_id: str = "record-1", code_bits: int = 1) -> ConsentRecord:
    """The record of a signed draft. Raises Refusal where a rule is not met."""
    return seal(rules(draft.language), draft, attested(draft, now), record_id, make_code(code_bits), now)


def sealed_record(
    pathway: str = "adult",
    images: int = 1,
    uses: tuple[str, ...] = ("medical_record", "teaching"),
    refused: tuple[str, ...] = (),
    assented: Assent | None = None,
    interpreter: bool = False,
    now: Moment = NOW,
    record_id: str = "record-1",
    code_bits: int = 1,
    language: str = "en",
) -> ConsentRecord:
    """A whole session on a pathway, sealed."""
    draft = complete_draft(pathway, images, uses, refused, assented, interpreter, now, language)
    return sealed(signed(draft, now), now, record_id, code_bits)


def with_patient_id(draft: Draft, id: str) -> Draft:
    """The same session for a patient with another id; sign only afterwards."""
    assert draft.patient is not None
    return replace(draft, patient=replace(draft.patient, id=id))
