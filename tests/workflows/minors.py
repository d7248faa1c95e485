"""Invented minors, whom adults agreed for, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count

from consentdesk.domain.draft import Expiry
from consentdesk.domain.facts import (
    ConsentSigned,
    ConsentWithdrawn,
    ImageAdded,
    PatientRegistered,
    SuspensionLifted,
    UseSuspended,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Patient
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.record_code import make_code
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import hash_of, sealed_record
from tests.workflows.sealing import thumbnail

USES = ("medical_record", "teaching")
BY_PATIENT = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")
BY_FAMILY = replace(BY_PATIENT, who=Asker.FAMILY, relationship="aunt")
_numbers = count(1)


@dataclass(frozen=True)
class Minor:
    """Somebody invented, by a number of their own."""

    number: int
    born: date
    who: Patient = field(init=False)

    def __post_init__(self) -> None:
        name = ("Alex", "Kim", "Noor", "Rowan", "Sam", "Tay")[self.number % 6]
        who = Patient(f"minor-{self.number}", name, f"Probe {self.number}", self.born, f"M-{self.number:04}")
        object.__setattr__(self, "who", who)

    @property
    def id(self) -> str:
        return self.who.id

    def image(self, n: int) -> str:
        """The source hash of one of their images, from 1."""
        return hash_of(f"source of {self.id} {n}")


def agree(
    vault: OpenVault,
    minor: Minor,
    at: Moment,
    pathway: str = "minor",
    images: Sequence[int] = (1, 2),
    uses: tuple[str, ...] = USES,
    refused: tuple[str, ...] = (),
    until: date | None = None,
    language: str = "en",
) -> ConsentRecord:
    """A sealed consent about some of a minor's images; `until` is the last day of every yes outside the
    record."""
    pattern = sealed_record(pathway, len(images), uses, refused, now=at, language=language)
    record = _of(minor, pattern, images, until)
    with vault.transaction():
        vault.append(PatientRegistered(minor.who), at, minor.id)
        for image in record.images:
            source, view = image.source_sha256, image.view_sha256
            small = vault.put_blob(thumbnail(minor.number), f"image:{source}")
            added = ImageAdded(source, view, view, small, "JPEG", 4000, 3000, image.label, True)
            vault.append(added, at, minor.id)
        vault.append(ConsentSigned(record), at, minor.id)
    return record


def _of(minor: Minor, pattern: ConsentRecord, images: Sequence[int], until: date | None) -> ConsentRecord:
    named = {i.source_sha256: minor.image(n) for i, n in zip(pattern.images, images, strict=True)}
    number = next(_numbers)
    return replace(
        pattern,
        id=f"record-{number}",
        code=make_code(number),
        patient=minor.who,
        images=tuple(replace(i, source_sha256=named[i.source_sha256]) for i in pattern.images),
        decisions=tuple(
            replace(
                d,
                image=named[d.image],
                expiry=Expiry(until) if until and d.effective and d.use != "medical_record" else d.expiry,
            )
            for d in pattern.decisions
        ),
    )


def withdraw(vault: OpenVault, minor: Minor, at: Moment, scope: Scope = Scope()) -> None:  # noqa: B008
    vault.append(ConsentWithdrawn(f"withdrawal-{next(_numbers)}", scope, BY_PATIENT), at, minor.id)


def suspend(vault: OpenVault, minor: Minor, at: Moment) -> str:
    id = f"suspension-{next(_numbers)}"
    vault.append(UseSuspended(id, Scope(), BY_FAMILY), at, minor.id)
    return id


def lift(vault: OpenVault, minor: Minor, suspension: str, at: Moment) -> None:
    vault.append(SuspensionLifted(suspension, "The patient agrees"), at, minor.id)
