"""What counts for each image and use, kept up to date fact by fact: what the rules say of the whole history,
in whatever order it arrived, and after a rebuild."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, count, product

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain import facts
from consentdesk.domain.draft import Correction, Expiry
from consentdesk.domain.facts import Body, Fact, Header
from consentdesk.domain.listing import Status, WantedImages
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RECORD_USE
from consentdesk.domain.people import Circumstances, Life
from consentdesk.domain.permission import Past, last_word
from consentdesk.domain.record import ConsentRecord, Decision
from consentdesk.domain.standing import Fate, standing
from consentdesk.domain.withdrawal import Asker, Asking, Ending, Scope, Way
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Core
from consentdesk.storage.migrations import vault_0005
from consentdesk.storage.sealing import Keyring
from consentdesk.storage.views import folding, standings, tables
from consentdesk.storage.views.lists import Lists
from tests.helpers.sessions import NOW, later, rules, sealed_record
from tests.storage.test_rebuild import views_of

RECORD = sealed_record("minor", images=1)
PACK = rules().pack
IMAGES, PATIENTS = ("s1", "s2"), ("patient-1", "patient-2")
USES = (RECORD_USE, "teaching", "online")
ASKED_BY = Asking(Asker.PATIENT, Way.TELEPHONE, "Alex Probe")
BORN = date(2008, 3, 4)  # comes of age two days after
DAYS = tuple(NOW.day + timedelta(days=days) for days in (1, 2, 3, 10))
FATES = {
    Fate.STANDS: Status.ALLOWED,
    Fate.WITHDRAWN: Status.WITHDRAWN,
    Fate.SUSPENDED: Status.SUSPENDED,
    Fate.EXPIRED: Status.EXPIRED,
    Fate.FROZEN: Status.FROZEN,
}


@dataclass(frozen=True)
class Consent:
    """A session at a minute, of somebody who had `died` or not; `corrects` is the place in the history of the
    one whose place it takes."""

    minute: int
    patient: str
    answers: tuple[tuple[str, str, bool, str, int], ...]  # image, use, yes, by, days it holds (none: 0)
    corrects: int | None
    died: bool


@dataclass(frozen=True)
class Said:
    """A withdrawal or a suspension, and when that was lifted (never: 0)."""

    minute: int
    patient: str
    scope: Scope
    suspends: bool
    lifted: int


History = Sequence[Consent | Said]

minutes, patients = st.integers(0, 30), st.sampled_from(PATIENTS)
answers = st.dictionaries(
    st.tuples(st.sampled_from(IMAGES), st.sampled_from(USES)),
    st.tuples(st.booleans(), st.sampled_from(["patient", "representative"]), st.sampled_from([0, 1, 5])),
    min_size=1,
).map(lambda asked: tuple((*key, *answer) for key, answer in sorted(asked.items())))
scopes = st.builds(
    lambda images, uses: Scope(tuple(sorted(images)), tuple(sorted(uses))),
    st.sets(st.sampled_from(IMAGES)),
    st.sets(st.sampled_from(USES)),
)
consents = st.builds(
    Consent,
    minutes,
    patients,
    answers,
    st.none() | st.integers(0, 5),
    st.integers(0, 4).map(bool).map(lambda lives: not lives),
)
said = st.builds(Said, minutes, patients, scopes, st.booleans(), st.integers(0, 30))
histories = st.lists(st.one_of(consents, said), min_size=1, max_size=8)


def at(minute: int) -> Moment:
    return later(minutes=minute)


def record(n: int, consent: Consent, history: History) -> ConsentRecord:
    decisions = tuple(
        Decision(image, use, yes, yes, False, by, at(consent.minute),
                 expiry=Expiry(NOW.day + timedelta(days=days)) if days and yes else None)
        for image, use, yes, by, days in consent.answers
    )  # fmt: skip
    old = corrected(n, consent, history)
    return replace(
        RECORD, id=f"record-{n}", sealed_at=at(consent.minute), decisions=decisions,
        patient=replace(RECORD.patient, id=consent.patient, born=BORN),
        corrects=None if old is None else Correction(f"record-{old}", f"C{old}", "a slip"),
        circumstances=Circumstances(life=Life.DECEASED if consent.died else Life.LIVING),
        pathway="deceased" if consent.died else RECORD.pathway,
    )  # fmt: skip


def corrected(n: int, consent: Consent, history: History) -> int | None:
    """Which earlier session a session corrects: it has to be one."""
    old = consent.corrects
    if old is None or old >= n or not isinstance(was := history[old], Consent):
        return None
    return old if was.minute < consent.minute else None


def bodies(n: int, history: History) -> Iterable[tuple[Body, int, str]]:
    """What an event of a history appends: what was said, when, and among whose facts."""
    event = history[n]
    if isinstance(event, Consent):
        yield from of_consent(n, event, history)
    elif event.suspends:
        yield facts.UseSuspended(f"said-{n}", event.scope, ASKED_BY), event.minute, event.patient
        if event.lifted > event.minute:
            yield facts.SuspensionLifted(f"said-{n}", "settled"), event.lifted, event.patient
    else:
        yield facts.ConsentWithdrawn(f"said-{n}", event.scope, ASKED_BY), event.minute, event.patient


def of_consent(n: int, consent: Consent, history: History) -> Iterable[tuple[Body, int, str]]:
    for image in dict.fromkeys(answer[0] for answer in consent.answers):
        added = facts.ImageAdded(image, "p", "v", "t", "JPEG", 1, 1, f"site {n}", True, by=f"m{n}")
        yield added, consent.minute, consent.patient
    signed = record(n, consent, history)
    yield facts.ConsentSigned(signed), consent.minute, consent.patient
    if (old := signed.corrects) is not None:
        whose = next(h.patient for m, h in enumerate(history) if f"record-{m}" == old.record)
        if whose != consent.patient:
            moved = facts.RecordMoved(old.record, old.code, signed.id, signed.code, signed.sealed_at)
            yield moved, consent.minute, whose


def appended(history: History) -> list[list[Fact]]:
    """The facts of each event, which arrive together."""
    numbers = count()
    return [[made(next(numbers), *said) for said in bodies(n, history)] for n in range(len(history))]


def made(n: int, body: Body, minute: int, patient: str) -> Fact:
    header = Header(f"{n:04}", "desk", n + 1, at(minute), "m", body.KIND, body.SCHEMA, patient)
    return Fact(header, body, f"{n:064x}")


def whole(arrived: Iterable[list[Fact]]) -> list[Fact]:
    return list(chain.from_iterable(arrived))


def readable(facts: Iterable[Fact], erased: str) -> list[Fact]:
    return [fact for fact in facts if fact.header.patient != erased]


def pasts(told: Sequence[Fact], image: str) -> list[Past]:
    """Every decision about an image, oldest first, from the facts alone."""
    signed = [f.body.record for f in told if isinstance(f.body, facts.ConsentSigned)]
    found = [
        Past(
            *(r.id, r.sealed_at, d.use, d.yes, d.effective, d.patient_said_no, d.by, d.outlet, d.expiry),
            born=r.patient.born if r.circumstances.life is Life.LIVING else None,
            corrected_at=_first(_taken_away(told, r, image)),
            patient=r.patient.id,
            died=_first(_said_dead(told, signed, r.patient.id)),
        )
        for r in signed
        for d in r.decisions
        if d.image == image
    ]
    return sorted(found, key=lambda past: (past.sealed_at.utc, past.record))


def _first(moments: Iterable[Moment]) -> Moment | None:
    return min(moments, key=lambda moment: moment.utc, default=None)


def _said_dead(told: Sequence[Fact], signed: Sequence[ConsentRecord], patient: str) -> Iterable[Moment]:
    """When records that nothing corrected said that a patient had died."""
    moved = {f.body.record for f in told if isinstance(f.body, facts.RecordMoved)}
    moved |= {r.corrects.record for r in signed if r.corrects}
    of_patient = (r for r in signed if r.patient.id == patient and r.id not in moved)
    return (r.sealed_at for r in of_patient if r.pathway == "deceased")


def _taken_away(told: Sequence[Fact], r: ConsentRecord, image: str) -> Iterable[Moment]:
    """When another record took this one's place, or said that the image is somebody else's."""
    for fact in told:
        match fact.body:
            case facts.RecordMoved(record=old, sealed_at=sealed_at) if old == r.id:
                yield sealed_at
            case facts.ConsentSigned(record=later_one) if later_one.corrects:
                if later_one.corrects.record == r.id:
                    yield later_one.sealed_at
            case facts.ImageAdded(source_sha256=source) if source == image:
                if fact.header.patient != r.patient.id and fact.header.at.utc > r.sealed_at.utc:
                    yield fact.header.at


def endings(told: Sequence[Fact], image: str) -> list[Ending]:
    lifted = {f.body.suspension: f.header.at for f in told if isinstance(f.body, facts.SuspensionLifted)}
    found = []
    for fact in told:
        body, h = fact.body, fact.header
        if isinstance(body, facts.ConsentWithdrawn | facts.UseSuspended):
            suspends = isinstance(body, facts.UseSuspended)
            id = body.suspension if isinstance(body, facts.UseSuspended) else body.withdrawal
            uses = [use for use in USES if body.scope.reaches(image, use)]
            found += [Ending(id, h.patient or "", use, h.at, suspends, lifted.get(id)) for use in uses]
    return found


def by_the_rules(told: Sequence[Fact], day: date) -> dict[tuple[str, str], Status]:
    """How each image stands for each use on a day, as the domain says of the whole history."""
    evening = Moment(later(days=(day - NOW.day).days, hours=5).utc, NOW.offset_minutes)
    found = {}
    for image in IMAGES:
        history, ended = pasts(told, image), endings(told, image)
        for use in USES:
            last = last_word(history, use, evening)
            if last is None:
                found[image, use] = Status.NOT_ASKED
            elif not last.effective:
                found[image, use] = Status.REFUSED
            else:
                found[image, use] = FATES[standing(PACK, history, last, evening, ended).fate]
    return found


def by_the_views(db: Database, day: date) -> dict[tuple[str, str], Status]:
    found = {(image, use): Status.NOT_ASKED for image in IMAGES for use in USES}
    for use in USES:
        page = lists(db).list_images(WantedImages(use), PACK.ages, day)
        found |= {(line.source_sha256, use): line.status for line in page.images if line.status}
    return found


def lists(db: Database) -> Lists:
    core = Core(db, Keyring(db), "v", "d", "m", Ed25519PrivateKey.generate(), lambda: NOW, lambda: "id")
    return Lists(core)


@given(histories, st.randoms(use_true_random=False))
def test_what_counts_is_what_the_rules_say_in_whatever_order_facts_arrive(
    history: History, shuffled: random.Random
) -> None:
    told = whole(appended(history))
    arrived = list(told)
    shuffled.shuffle(arrived)
    db = views_of(arrived)
    for day in DAYS:
        assert by_the_views(db, day) == by_the_rules(told, day)
    assert tables.fingerprint(db) == tables.fingerprint(views_of(told)) == tables.fingerprint(at_once(told))


def at_once(told: Iterable[Fact]) -> Database:
    """The views as a rebuild folds them: what counts is found after everything else."""
    db = views_of([])
    for fact in told:
        folding.fold_head(db, fact.header.device, fact.header.number, bytes.fromhex(fact.hash))
        folding.fold_body(db, fact)
    standings.bring_all(db)
    return db


@given(histories, patients, st.randoms(use_true_random=False), st.integers(0, 8))
def test_what_counts_after_an_erasure_is_what_the_remaining_facts_say(
    history: History, erased: str, shuffled: random.Random, after: int
) -> None:
    arrived = appended(history)
    shuffled.shuffle(arrived)
    db = views_of(whole(arrived[:after]))
    tables.forget_patient(db, erased)
    for fact in readable(whole(arrived[after:]), erased):
        folding.fold(db, fact)
    left = readable(whole(arrived), erased)
    for day in DAYS:
        assert by_the_views(db, day) == by_the_rules(left, day)
    assert without_heads(db) == without_heads(views_of(left))


def without_heads(db: Database) -> dict[str, str]:
    """What the views hold; of a fact that cannot be read its place in the chain is known all the same."""
    return {view: hash for view, hash in tables.fingerprint(db).items() if view != "heads"}


@given(histories, st.sampled_from(DAYS))
def test_a_list_by_status_has_the_images_that_stand_so_and_no_others(history: History, day: date) -> None:
    db = views_of(whole(appended(history)))
    db.run_script(vault_0005.SQL)
    listed = lists(db)
    everything = [line.source_sha256 for line in listed.list_images(WantedImages(), PACK.ages, day).images]
    stands = by_the_views(db, day)
    for use, status in product(USES, Status):
        found = listed.list_images(WantedImages(use, status), PACK.ages, day)
        expected = [image for image in everything if stands[image, use] is status]
        assert [line.source_sha256 for line in found.images] == expected
    for status in set(Status) - {Status.NOT_ASKED}:
        found = listed.list_images(WantedImages(status=status), PACK.ages, day)
        expected = [image for image in everything if status in {stands[image, use] for use in USES}]
        assert [line.source_sha256 for line in found.images] == expected
