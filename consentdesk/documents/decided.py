"""What was decided, of a sealed record or of a session as it stands before anyone has signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from consentdesk.domain.draft import Answer, Assent, Draft, DraftImage
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Clinic, Patient, PhotographyPermission, Representative
from consentdesk.domain.record import Decision, RecordImage
from consentdesk.domain.session import Rules
from consentdesk.domain.wording import UseWords


class Decided(Protocol):
    """`sealed_at` is the day that times without a date belong to."""

    @property
    def clinic(self) -> Clinic: ...
    @property
    def patient(self) -> Patient: ...
    @property
    def photography(self) -> PhotographyPermission | None: ...
    @property
    def offered(self) -> tuple[str, ...]: ...
    @property
    def use_words(self) -> dict[str, UseWords]: ...
    @property
    def images(self) -> tuple[RecordImage, ...]: ...
    @property
    def decisions(self) -> tuple[Decision, ...]: ...
    @property
    def authorisations_for(self) -> tuple[str, ...]: ...
    @property
    def representative(self) -> Representative | None: ...
    @property
    def assent(self) -> Assent | None: ...
    @property
    def sealed_at(self) -> Moment: ...
    @property
    def all_refused(self) -> bool: ...
    def decision(self, image: str, use: str) -> Decision | None: ...


@dataclass(frozen=True)
class AsItStands:
    """The answers of a session, as whoever decides gave them. Nobody else's no is known yet: there is no
    assent, and no representative behind whom a child's no is to be hidden (R23)."""

    clinic: Clinic
    patient: Patient
    photography: PhotographyPermission | None
    offered: tuple[str, ...]
    use_words: dict[str, UseWords]
    images: tuple[RecordImage, ...]
    decisions: tuple[Decision, ...]
    authorisations_for: tuple[str, ...]
    sealed_at: Moment
    representative: Representative | None = None
    assent: Assent | None = None

    @property
    def all_refused(self) -> bool:
        return not any(decision.yes for decision in self.decisions)

    def decision(self, image: str, use: str) -> Decision | None:
        return next((d for d in self.decisions if (d.image, d.use) == (image, use)), None)


def as_it_stands(rules: Rules, draft: Draft, now: Moment) -> AsItStands:
    """What a session has decided so far; its patient has been entered."""
    assert draft.patient is not None
    asked = ((image.source_sha256, use) for image in draft.images for use in draft.offered)
    answers = (draft.answer(image, use) for image, use in asked)
    return AsItStands(
        clinic=rules.clinic,
        patient=draft.patient,
        photography=draft.photography,
        offered=draft.offered,
        use_words={use: rules.wording.uses[use] for use in draft.offered},
        images=tuple(_image(draft, image) for image in draft.images),
        decisions=tuple(_decision(answer) for answer in answers if answer is not None),
        authorisations_for=tuple(use for use in draft.offered if rules.pack.use(use).authorisation),
        sealed_at=now,
    )


def _image(draft: Draft, image: DraftImage) -> RecordImage:
    shown = tuple(s for s in draft.showings if s.source_sha256 == image.source_sha256)
    hashes = (image.source_sha256, image.view_sha256, image.pixels_sha256)
    return RecordImage(image.number, *hashes, image.label, kept=True, showings=shown)


def _decision(answer: Answer) -> Decision:
    return Decision(
        answer.image,
        answer.use,
        answer.yes,
        effective=answer.yes,
        patient_said_no=False,
        by=answer.by,
        at=answer.at,
        spoken=answer.spoken,
        outlet=answer.outlet if answer.yes else None,
        expiry=answer.expiry if answer.yes else None,
    )
