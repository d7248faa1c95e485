"""Views are a fold of the facts: dropped and folded anew they come out identical, in any order of arrival."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain import facts
from consentdesk.domain.facts import Body, Fact, Header
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.people import Member
from consentdesk.domain.reidentification.check import Check
from consentdesk.domain.reidentification.identifier import Saying
from consentdesk.storage.connection import Database
from consentdesk.storage.migrations import vault_0001
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import folding, tables
from tests.helpers.sessions import CLINIC, NOW, later, sealed_record
from tests.storage.conftest import Place
from tests.storage.consents import bodies_of, consent, forget, give_copy, person, register

USES = ("medical_record", "teaching")
RECORD = sealed_record(images=2)
few = st.integers(1, 3)
names = st.sampled_from(["Alex", "Zoë", "محمد", "O'Neil", "a b", "王"])


def image(n: int, pixels: int, kept: bool) -> facts.ImageAdded:
    return facts.ImageAdded(f"s{n}", f"p{pixels}", "v", "t", "JPEG", 1, 1, "", kept)


def record(n: int, minutes: int) -> facts.ConsentSigned:
    at = later(minutes=minutes)
    return facts.ConsentSigned(replace(RECORD, id=f"record-{n}", sealed_at=at))


def check(n: int, image: int) -> facts.ReidentificationChecked:
    made = Check(f"check-{n}", f"s{image}", "print", "JAAD", Saying("A plaque"), (), (), (), (), ())
    return facts.ReidentificationChecked(made)


house = st.one_of(
    st.builds(facts.LoggedIn),
    st.builds(lambda n: facts.ClinicDescribed(replace(CLINIC, name=n)), names),
    st.builds(lambda n: facts.PackAdopted("us", f"{n}", f"text {n}"), few),
    st.builds(
        lambda n, to: facts.WordingAdopted(to, f"{n}", f"text {n}"), few, st.sampled_from(["en", "ar"])
    ),
    st.builds(lambda uses: facts.UsesPreset(tuple(uses)), st.lists(st.sampled_from(USES))),
    st.builds(lambda n, name: facts.MemberAdded(Member(f"m{n}", name, "nurse", "0" * 64)), few, names),
    st.builds(lambda n, name: facts.OutletRegistered(OutletEntry(f"o{n}", "outlet", name)), few, names),
)
of_a_patient = st.one_of(
    st.builds(lambda n, g, f: facts.PatientRegistered(person(n, g, f)), few, names, names),
    st.builds(lambda n, g, f: facts.PatientCorrected(person(n, g, f, "7")), few, names, names),
    st.builds(image, few, few, st.booleans()),
    st.builds(lambda n, s: facts.CopySealed(f"record-{n}", f"{s}", "A4"), few, few),
    st.builds(
        lambda n, how: facts.CopyGiven(f"record-{n}", how), few, st.sampled_from(["printed", "declined"])
    ),
    st.builds(check, few, few),
    st.builds(lambda n: facts.PostingAgreed(f"check-{n}"), few),
    st.builds(lambda n: facts.PostingDeclined(f"check-{n}", "It names the town"), few),
)
moments = st.integers(0, 4).map(lambda n: Moment(NOW.utc + timedelta(minutes=n), NOW.offset_minutes))
appended = st.lists(st.tuples(moments, st.one_of(house, of_a_patient)), max_size=25)


def facts_of(asked: Sequence[tuple[Moment, Body]]) -> list[Fact]:
    """Facts as two desks would append them, with three records among them."""
    bodies: list[tuple[Moment, Body]] = [*asked, *((NOW, record(n, n)) for n in (1, 2, 3))]
    made = []
    for n, (at, body) in enumerate(bodies):
        patient = getattr(getattr(body, "patient", None), "id", "patient-1")
        desk = f"desk-{n % 2}", n // 2 + 1
        header = Header(f"{n:04}", *desk, at, f"m{n % 3}", body.KIND, body.SCHEMA, patient)
        made.append(Fact(header, body, f"{n:064x}"))
    return made


def views_of(folded: Sequence[Fact]) -> Database:
    db = Database.in_memory()
    db.run_script(vault_0001.SQL)
    tables.build(db)
    for fact in folded:
        folding.fold(db, fact)
    db.run("INSERT INTO patient_words (patient_words, rank) VALUES ('integrity-check', 1)")
    return db


@given(appended, st.randoms(use_true_random=False))
def test_views_do_not_depend_on_the_order_of_arrival(
    asked: list[tuple[Moment, Body]], shuffled: random.Random
) -> None:
    made = facts_of(asked)
    expected = tables.fingerprint(views_of(made))
    shuffled.shuffle(made)
    assert tables.fingerprint(views_of(made)) == expected


@given(appended)
def test_another_fact_more_can_be_told_from_the_fingerprint(asked: list[tuple[Moment, Body]]) -> None:
    made = facts_of(asked)
    more = facts_of([*asked, (later(days=1), facts.PatientRegistered(person(9)))])
    assert tables.fingerprint(views_of(made)) != tables.fingerprint(views_of(more))


def test_a_rebuild_of_a_busy_vault_comes_out_identical(vault: OpenVault) -> None:
    for n in range(1, 6):
        consent(vault, n, later(days=n), images=2)
    give_copy(vault, 2)
    for n in range(1, 5):
        register(vault, person(n, "Zoë", f"Probe{n}"), later(minutes=n))
    register(vault, person(2, "Zara"), later(days=9))
    forget(vault, "patient-3")
    for body in bodies_of(RECORD):
        vault.append(body, later(days=40), "patient-4")
    before = tables.fingerprint(vault._db)
    found = vault.find_patients("z")
    vault.rebuild()
    assert tables.fingerprint(vault._db) == before
    assert vault.find_patients("z") == found and len(found) == 2
    assert {f.code for f in vault.check().findings} <= {"blob_missing"}


def test_a_chain_goes_on_after_a_rebuild_although_its_last_fact_was_erased(vault: OpenVault) -> None:
    register(vault, person())
    key = vault._keys.key_id("patient:patient-1").hex()
    vault.destroy_key("patient:patient-1")
    assert "view_differs" not in {f.code for f in vault.check().findings}
    vault.rebuild()
    register(vault, person(2))
    vault.append(facts.ContentErased("erasure", (key,)), NOW)
    assert vault.check().findings == ()


def test_a_rebuild_repairs_views_that_were_changed(vault: OpenVault) -> None:
    consent(vault)
    before = tables.fingerprint(vault._db)
    vault._db.run("UPDATE decisions SET effective = 0")
    vault._db.run("DELETE FROM records")
    assert tables.fingerprint(vault._db) != before
    vault.rebuild()
    assert tables.fingerprint(vault._db) == before


def test_views_of_another_program_are_folded_anew_at_the_opening(place: Place) -> None:
    vault = place.open()
    consent(vault)
    expected = tables.fingerprint(vault._db)
    vault._db.run("UPDATE vault SET views = 0")
    vault._db.run("DROP TABLE records")
    vault.close()
    vault = place.open()
    assert tables.fingerprint(vault._db) == expected
    vault.close()
