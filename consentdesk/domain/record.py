"""One signed consent, immutable and readable for ever as it was signed (R22, R23, R41)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from consentdesk.domain.draft import (
    Answer,
    Assent,
    Attestation,
    Correction,
    Draft,
    DraftImage,
    Expiry,
    Outlet,
    Showing,
    ShownPage,
    Signature,
    Step,
    binding,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.outlets import folded
from consentdesk.domain.pack import ALONE, Pathway
from consentdesk.domain.pathway import departs
from consentdesk.domain.people import (
    Circumstances,
    Clinic,
    Patient,
    PhotographyPermission,
    Representative,
    Supporter,
    age_on,
)
from consentdesk.domain.question import AskedQuestion
from consentdesk.domain.readiness import effective, problems_at, signers
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.domain.route import PaperForm, Route
from consentdesk.domain.session import Rules
from consentdesk.domain.signing import dissented, voided
from consentdesk.domain.wording import UseWords


@dataclass(frozen=True)
class RecordImage:
    """A photograph in a record. `kept` is False where every use was refused, those of earlier records too:
    its bytes are gone, number, hashes and refusal stay (R6)."""

    number: int
    source_sha256: str
    view_sha256: str
    pixels_sha256: str
    label: str
    kept: bool
    showings: tuple[Showing, ...]

    @property
    def short_id(self) -> str:
        return self.source_sha256[:6]


@dataclass(frozen=True)
class Decision:
    """What was decided for one image and one use. `yes` is what whoever decides said; `effective` is False
    too where the patient's own no stands against it (`patient_said_no`, R8)."""

    image: str
    use: str
    yes: bool
    effective: bool
    patient_said_no: bool
    by: str
    at: Moment
    spoken: bool = False
    outlet: Outlet | None = None
    expiry: Expiry | None = None


@dataclass(frozen=True)
class ConsentRecord:
    """`override` is why the pathway departs from the rules, empty where it does not (R15); `one_signs` why
    only one representative agreed where two are asked for; `corrects` names the record that this one
    replaces, `still_refused` what that one refused and this one does not ask about: a no is not undone by
    silence (R2, R22)."""

    id: str
    code: str
    started_at: Moment
    sealed_at: Moment
    clinic: Clinic
    pack_id: str
    pack_version: str
    modelled_on: str
    language: str
    patient: Patient
    age_years: int
    circumstances: Circumstances
    pathway: str
    representative: Representative | None
    supporters: tuple[Supporter, ...]
    photography: PhotographyPermission | None
    offered: tuple[str, ...]
    use_words: dict[str, UseWords]
    terms: dict[str, str]
    images: tuple[RecordImage, ...]
    decisions: tuple[Decision, ...]
    authorisations_for: tuple[str, ...]
    explained: tuple[ShownPage, ...]
    warnings_read_at: Moment | None
    assent: Assent | None
    signatures: tuple[Signature, ...]
    attestation: Attestation
    binding: str
    second_representative: Representative | None = None
    one_signs: str = field(default="", repr=False)
    override: str = field(default="", repr=False)
    asked: tuple[AskedQuestion, ...] = ()
    route: Route = Route.SCREEN
    paper: PaperForm | None = None
    corrects: Correction | None = None
    still_refused: tuple[Decision, ...] = ()

    def decision(self, image: str, use: str) -> Decision | None:
        return next((d for d in self.decisions if (d.image, d.use) == (image, use)), None)

    @property
    def all_refused(self) -> bool:
        return not any(d.effective for d in self.decisions)


def seal_problems(rules: Rules, draft: Draft, attestation: Attestation, now: Moment) -> tuple[Problem, ...]:
    """Every reason why a draft cannot be sealed now."""
    found = [p for step in Step for p in problems_at(rules, draft, step, now)]
    asked = signers(rules, draft, now)
    stale = [role for role in voided(draft) if role in asked]
    found += [Problem("signature_voided", f"sign:{role}", {"role": role}) for role in stale]
    if attestation.binding != binding(draft, "explainer"):
        found.append(Problem("attestation_voided", "attest"))
    found += _explainer_problems(draft, attestation)
    found += [
        Problem("image_not_finished", "images", {"image": i.number})
        for i in draft.images
        if not i.pixels_sha256
    ]
    return tuple(found)


def _explainer_problems(draft: Draft, attestation: Attestation) -> list[Problem]:
    """Whoever explained neither stands for the patient (R19) nor witnesses what was said (R20)."""
    adults = (draft.representative, draft.second_representative)
    names = {folded(adult.name) for adult in adults if adult is not None}
    explainer, found = folded(attestation.name), []
    if explainer in names:
        found.append(Problem("explainer_is_representative", "attest"))
    if explainer in {folded(s.witness) for s in draft.signatures if s.route is Route.VERBAL}:
        found.append(Problem("explainer_is_witness", "attest"))
    return found


def seal(
    rules: Rules,
    draft: Draft,
    attestation: Attestation,
    record_id: str,
    code: str,
    now: Moment,
    allowed_before: Mapping[str, Collection[str]] | None = None,
    still_refused: tuple[Decision, ...] = (),
) -> ConsentRecord:
    """The sealed record of a draft. Raises one Refusal with every problem where a rule is not met; the
    draft stays as it was. `allowed_before` has the uses that earlier records allow an image for, by source
    hash: one that this session does not ask about keeps the image (R6)."""
    refuse_if_any(seal_problems(rules, draft, attestation, now))
    if not attestation.key_signature:
        raise refuse("attestation_unsigned", "attest")
    asked = signers(rules, draft, now)
    path = rules.pathway(draft, now.day)
    assert draft.patient is not None and path is not None
    used = {p.id: p for p in rules.pages(draft)}
    return ConsentRecord(
        id=record_id,
        code=code,
        started_at=draft.started_at,
        sealed_at=now,
        clinic=rules.clinic,
        pack_id=rules.pack.id,
        pack_version=rules.pack.version,
        modelled_on=rules.pack.modelled_on,
        language=draft.language,
        patient=draft.patient,
        age_years=age_on(draft.patient.born, now.day, rules.pack.ages.leap_birthday),
        circumstances=draft.circumstances,
        pathway=path.id,
        representative=draft.representative,
        supporters=draft.supporters,
        photography=draft.photography,
        offered=draft.offered,
        use_words={use: rules.wording.uses[use] for use in draft.offered},
        terms=_terms(rules, draft, path),
        images=tuple(_image(draft, i, allowed_before or {}) for i in draft.images),
        decisions=tuple(_decision(draft, a) for a in _ordered(draft)),
        authorisations_for=tuple(u for u in draft.offered if rules.pack.use(u).authorisation),
        explained=tuple(p for p in draft.explained if p.id in used),
        warnings_read_at=draft.warnings_read_at,
        assent=draft.assent,
        signatures=tuple(s for s in draft.signatures if s.role in asked),
        attestation=attestation,
        binding=binding(draft, "explainer"),
        second_representative=draft.second_representative if path.representatives > 1 else None,
        one_signs=draft.one_signs if path.representatives > 1 else "",
        override=_override(rules, draft, now),
        asked=draft.asked,
        route=draft.route,
        paper=draft.paper if draft.route is Route.PAPER else None,
        corrects=draft.corrects,
        still_refused=still_refused,
    )


def _override(rules: Rules, draft: Draft, now: Moment) -> str:
    assert draft.patient is not None
    departed = departs(rules.pack, draft.patient.born, draft.circumstances, now.day)
    return draft.circumstances.reason.strip() if departed else ""


def _terms(rules: Rules, draft: Draft, path: Pathway) -> dict[str, str]:
    """The words for a representative's relationship and authority, and for the ground on which a minor
    decides alone, as they stand today."""
    adults = (draft.representative, draft.second_representative)
    codes = [code for adult in adults if adult for code in (adult.relationship, adult.authority)]
    if path.id == ALONE:
        codes.append(draft.circumstances.decides_alone)
    return {code: rules.wording.terms[code] for code in codes}


def _has_yes(draft: Draft, image: DraftImage, allowed_before: Mapping[str, Collection[str]]) -> bool:
    before = allowed_before.get(image.source_sha256, ())
    given = any(effective(draft, a) for a in draft.answers if a.image == image.source_sha256)
    return given or any(draft.answer(image.source_sha256, use) is None for use in before)


def _image(draft: Draft, image: DraftImage, allowed_before: Mapping[str, Collection[str]]) -> RecordImage:
    return RecordImage(
        image.number,
        image.source_sha256,
        image.view_sha256,
        image.pixels_sha256,
        image.label,
        _has_yes(draft, image, allowed_before),
        tuple(s for s in draft.showings if s.source_sha256 == image.source_sha256),
    )


def _ordered(draft: Draft) -> list[Answer]:
    given = (draft.answer(i.source_sha256, use) for i in draft.images for use in draft.offered)
    return [a for a in given if a is not None]


def _decision(draft: Draft, a: Answer) -> Decision:
    return Decision(
        a.image,
        a.use,
        a.yes,
        effective(draft, a),
        a.yes and dissented(draft, a.image, a.use),
        a.by,
        a.at,
        a.spoken,
        a.outlet if a.yes else None,
        a.expiry if a.yes else None,
    )
