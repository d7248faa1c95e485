"""Vaults of many consents, an hour apart until today, appended as the program appends them: of a few uses or
of all, adults and minors, yes and no, with an end or without, asked again, withdrawn, suspended, placed,
taken down, erased. The n-th consent is the same in a vault of any size."""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from consentdesk.domain.draft import Expiry
from consentdesk.domain.facts import (
    Body,
    ConsentSigned,
    ConsentWithdrawn,
    CopyGiven,
    ImageAdded,
    MemberAdded,
    PatientRegistered,
    PlacementNoted,
    RemovalOpened,
    RemovalReported,
    SuspensionLifted,
    UseSuspended,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member, Patient
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, Removal
from consentdesk.domain.record import ConsentRecord, Decision
from consentdesk.domain.record_code import make_code
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.storage.keys.slots import open_slots
from consentdesk.storage.opening import newest_slots
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from tests.helpers.sessions import ALL_USES, hash_of, later, sealed_record
from tests.storage.conftest import PASSPHRASE, HandClock, Place, make_place

FIRST_SEALED = Moment.parse("2014-08-04T08:00:00.000-04:00")
TOGETHER = 500  # consents in one transaction
IMAGES = 2
AGAIN_EVERY = 10  # the last of each ten is an earlier patient's, asked anew
GIVEN = [
    a + b for a in ("An", "Be", "Ca", "Do", "El", "Fi", "Go", "Hu") for b in ("na", "ra", "lo", "mi", "ter")
]
FAMILY = [a + b for a in GIVEN for b in ("son", "berg", "ez", "ini", "ov")]
SITES = (
    "left forearm",
    "right forearm",
    "scalp",
    "upper back",
    "nail of the left thumb",
    "face",
    "lower leg",
)
PHOTOGRAPHERS = tuple(
    Member(f"photographer-{n}", f"Photographer {n}", "nurse", f"{n:02}" * 32) for n in range(6)
)
ASKED_BY = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")
KEPT_BETWEEN_RUNS = "CONSENTDESK_BIG_VAULTS"  # a folder, for who measures again and again


def sealed_at(n: int) -> Moment:
    return later(FIRST_SEALED, hours=n)


def today(consents: int) -> Moment:
    """When the last consent of so many had just been sealed."""
    return sealed_at(consents)


def whose(n: int) -> int:
    """The number of the patient who gave the n-th consent."""
    return n - 1 if n % AGAIN_EVERY == AGAIN_EVERY - 1 else n


def patient(n: int) -> Patient:
    """Who gave the n-th consent; each fourth is a minor."""
    n = whose(n)
    chance = Random(f"patient {n}")
    years = chance.randrange(0, 18) if n % 4 == 3 else chance.randrange(18, 90)
    born = sealed_at(n).day - timedelta(days=years * 365 + chance.randrange(365))
    return Patient(f"patient-{n}", chance.choice(GIVEN), chance.choice(FAMILY), born, number(n))


def number(n: int) -> str:
    """The record number of whoever gave the n-th consent."""
    return f"MRN-{whose(n):07}"


def source(n: int, image: int = 1) -> str:
    """The source hash of an image, from 1, that the n-th consent is about."""
    return hash_of(f"source {whose(n)} {image}")


def code(n: int) -> str:
    """The code of the n-th record."""
    return make_code(n)


@cache
def _pattern(pathway: str) -> ConsentRecord:
    return sealed_record(pathway, images=IMAGES, uses=ALL_USES)


def record(n: int) -> ConsentRecord:
    """The n-th record: two images, for two uses or for all five, one in six answers a no."""
    chance, who = Random(f"record {n}"), patient(n)
    pattern = _pattern("minor" if whose(n) % 4 == 3 else "adult")
    offered = ALL_USES if chance.random() < 0.7 and whose(n) == n else ALL_USES[:2]
    named = {i.source_sha256: source(n, i.number) for i in pattern.images}
    images = tuple(
        replace(i, source_sha256=named[i.source_sha256], label=_site(n, i.number)) for i in pattern.images
    )
    decisions = tuple(
        _decided(replace(d, image=named[d.image], at=sealed_at(n)), chance)
        for d in pattern.decisions
        if d.use in offered
    )
    return replace(
        pattern, id=f"record-{n}", code=code(n), started_at=sealed_at(n), sealed_at=sealed_at(n),
        patient=who, offered=offered, images=images, decisions=decisions,
    )  # fmt: skip


def _site(n: int, image: int) -> str:
    return Random(source(n, image)).choice(SITES)


def _decided(decision: Decision, chance: Random) -> Decision:
    if chance.random() < 1 / 6:
        return replace(decision, yes=False, effective=False, outlet=None, expiry=None)
    if decision.expiry is None:
        return decision
    return replace(decision, expiry=Expiry(decision.at.day + timedelta(days=chance.randrange(20, 1826))))


def image(n: int, number: int, thumbnail: bytes = b"") -> ImageAdded:
    """An image of the n-th consent; whoever wants to see it says with which small picture."""
    sha256 = source(n, number)
    chance = Random(sha256)
    return ImageAdded(
        source_sha256=sha256,
        pixels_sha256=hash_of(f"pixels {sha256}"),
        view_sha256=hash_of(f"view {sha256}"),
        thumbnail_sha256=hashlib.sha256(thumbnail or sha256.encode()).hexdigest(),
        format="JPEG",
        width=4000,
        height=3000,
        label=_site(n, number),
        kept=True,
        by=chance.choice(PHOTOGRAPHERS).id,
        look=f"{chance.getrandbits(64):016x}",
    )


def _afterwards(n: int) -> Iterator[tuple[Body, Moment]]:
    """What became of it, an hour later and after that."""
    chance = Random(f"afterwards {n}")
    placed = Placement(f"placement-{n}", source(n), "teaching", PlaceKind.TEACHING_FILE, "Course in March",
                       review_on=sealed_at(n).day + timedelta(days=365))  # fmt: skip
    if chance.random() < 0.1:
        yield PlacementNoted(placed), later(sealed_at(n), hours=1)
    if chance.random() < 0.03:
        yield from _withdrawn(n, placed, chance)
    if chance.random() < 0.01:
        scope = Scope((source(n),), ())
        yield UseSuspended(f"suspension-{n}", scope, replace(ASKED_BY, who=Asker.FAMILY)), _days(n, 3)
        if chance.random() < 0.7:
            yield SuspensionLifted(f"suspension-{n}", "The patient agrees"), _days(n, 9)


def _withdrawn(n: int, placed: Placement, chance: Random) -> Iterator[tuple[Body, Moment]]:
    scope = chance.choice((Scope((source(n),), ("teaching",)), Scope((), ("online",)), Scope()))
    yield ConsentWithdrawn(f"withdrawal-{n}", scope, ASKED_BY), _days(n, 2)
    if chance.random() < 0.5:
        removal = Removal(f"removal-{n}", placed.id, f"withdrawal-{n}", PHOTOGRAPHERS[0].id, _days(n, 4).day)
        yield PlacementNoted(placed), later(sealed_at(n), hours=1)
        yield RemovalOpened(removal), _days(n, 2)
        if chance.random() < 0.95:
            yield RemovalReported(removal.id, Outcome.REMOVED), _days(n, 4)


def _days(n: int, days: int) -> Moment:
    return later(sealed_at(n), days=days)


def seal(vault: OpenVault, n: int, until: Moment, small: Callable[[str], bytes] | None = None) -> None:
    """Append the n-th consent, and what became of it until then. `small` makes the small picture of an image
    (its source hash), where they are to be stored."""
    signed, at, id = record(n), sealed_at(n), f"patient-{whose(n)}"
    thumbnails = {i.source_sha256: small(i.source_sha256) for i in signed.images} if small else {}
    for source_sha256, data in thumbnails.items():
        vault.put_blob(data, f"image:{source_sha256}")
    bodies: list[Body] = [image(n, i.number, thumbnails.get(i.source_sha256, b"")) for i in signed.images]
    if whose(n) == n:
        bodies.insert(0, PatientRegistered(signed.patient))
    bodies.append(ConsentSigned(signed))
    if n % 100:
        bodies.append(CopyGiven(signed.id, "printed"))
    for body in bodies:
        vault.append(body, at, id)
    for body, day in _afterwards(n):
        if day.utc <= until.utc:
            vault.append(body, day, id)
    if n % 300 == 7:
        vault._keys.key_id(f"image:{source(n, 2)}")
        vault.erase_image(source(n, 2), min(_days(n, 1), until, key=lambda moment: moment.utc))


def fill(vault: OpenVault, consents: int) -> None:
    """Not durable while it runs: what is broken off is made anew."""
    vault._db.run("PRAGMA synchronous = OFF")
    vault._db.run("PRAGMA cache_size = -262144")
    with vault.transaction():
        for member in PHOTOGRAPHERS:
            vault.append(MemberAdded(member), FIRST_SEALED)
    for start in range(0, consents, TOGETHER):
        with vault.transaction():
            for n in range(start, min(start + TOGETHER, consents)):
                seal(vault, n, today(consents))
    vault._db.checkpoint()


@cache
def big_vault(consents: int) -> Place:
    """A vault with so many consents, its clock at `today(consents)`; made once a run. Whoever writes to it
    works on a copy (`Place.copy`)."""
    folder = _folder() / f"{consents}"
    if not folder.exists():
        made = _folder() / f"{consents}.{secrets.token_hex(4)}"
        place = make_place(made / "vault")
        vault = place.open()
        fill(vault, consents)
        vault.close()
        made.rename(folder)
    slots = newest_slots(folder / "vault")
    keys = open_slots(slots, PASSPHRASE)
    assert keys is not None
    return Place(folder / "vault", slots, keys, "", HandClock(today(consents)))


@cache
def _of_this_run() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="big-vaults-")


def _folder() -> Path:
    kept = os.environ.get(KEPT_BETWEEN_RUNS)
    if not kept:
        return Path(_of_this_run().name)
    made_of = hashlib.sha256((tables.SCHEMA + Path(__file__).read_text("utf-8")).encode()).hexdigest()
    folder = Path(kept) / made_of[:12]
    folder.mkdir(parents=True, exist_ok=True)
    return folder
