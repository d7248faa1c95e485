import hashlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlcipher3 import dbapi2 as sqlcipher

from consentdesk.domain.codec import parse
from consentdesk.domain.facts import Header, LoggedIn, LoggedOut, PatientRegistered, RecordOpened
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.connection import Database
from consentdesk.storage.ledger import SIGNED_AS, StoredFact, stored_facts
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import Place
from tests.storage.consents import consent, person, register


def ledger_of(vault: OpenVault) -> list[StoredFact]:
    return list(stored_facts(vault._db))


def test_each_fact_hashes_what_is_stored_onto_the_one_before(vault: OpenVault) -> None:
    consent(vault)
    before = bytes(32)
    for number, fact in enumerate(ledger_of(vault), start=1):
        assert (fact.number, fact.prev) == (number, before)
        assert fact.hash == hashlib.sha256(before + fact.header + fact.body).digest()
        before = fact.hash


def test_each_fact_is_signed_by_its_author(vault: OpenVault) -> None:
    vault.append(LoggedIn(), NOW)
    key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(vault.me.public_key))
    for fact in ledger_of(vault):
        key.verify(fact.signature, SIGNED_AS + fact.hash)


def test_append_returns_the_fact_as_it_lies_there(vault: OpenVault) -> None:
    fact = vault.append(LoggedOut("asked"), NOW)
    last = ledger_of(vault)[-1]
    assert parse(Header, last.header) == fact.header
    assert last.hash.hex() == fact.hash
    assert last.opened(vault._keys) == fact


def test_a_header_is_readable_and_a_body_is_not(vault: OpenVault) -> None:
    patient = person(given="Quirin", family="Zwetschge")
    register(vault, patient)
    last = ledger_of(vault)[-1]
    assert (last.kind, last.patient) == ("patient_registered", patient.id)
    assert b"Quirin" not in last.body and b"Quirin" not in last.header


def test_a_transaction_that_fails_leaves_nothing(vault: OpenVault) -> None:
    before = ledger_of(vault)
    with pytest.raises(Refusal, match="stop"), vault.transaction():
        register(vault, person())
        vault.put_blob(b"pixels", "image:1")
        raise refuse("stop")
    assert ledger_of(vault) == before
    assert vault.find_patients("Probe") == ()
    register(vault, person())
    assert vault.patient("patient-1").given_name == "Alex"
    assert vault.check().sound


def test_a_transaction_of_which_a_part_failed_cannot_end_well(vault: OpenVault) -> None:
    with pytest.raises(AssertionError, match="part"), vault.transaction():
        register(vault, person(1))
        with pytest.raises(Refusal), vault.transaction():
            register(vault, person(2))
            raise refuse("stop")
        register(vault, person(3))
    assert vault.find_patients("Probe") == ()
    register(vault, person(4))
    assert vault.check().sound


def test_a_patients_fact_cannot_lie_under_the_houses_key(vault: OpenVault) -> None:
    with pytest.raises(AssertionError, match="patient's key"):
        vault.append(PatientRegistered(person()), NOW)


def test_a_fact_names_the_heads_of_the_other_devices_it_had_seen(vault: OpenVault) -> None:
    own = vault.append(LoggedIn(), NOW)
    vault._core = replace(vault._core, device="another-desk")
    other = vault.append(LoggedIn(), NOW)
    assert other.header.seen == {own.header.device: own.hash}
    assert other.header.number == 1
    assert vault.append(LoggedIn(), NOW).header.seen == {own.header.device: own.hash}
    assert vault.check().sound


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE facts SET kind = 'logged_in'",
        "UPDATE facts SET seq = seq + 100",
        "DELETE FROM facts WHERE seq = 2",
        "INSERT OR REPLACE INTO facts SELECT * FROM facts WHERE seq = 2",
        "INSERT INTO facts (device, number, id, at, actor, kind, schema, header, body, prev, hash, signature)"
        " SELECT device, number, 'x', at, actor, kind, schema, header, body, prev, x'00', signature"
        " FROM facts WHERE seq = 2",
    ],
)
def test_the_database_itself_refuses_to_change_the_ledger(place: Place, change: str) -> None:
    db = Database(place.database, place.keys.data_key)
    before = list(stored_facts(db))
    with pytest.raises(sqlcipher.IntegrityError):
        db.run(change)
    assert list(stored_facts(db)) == before
    db.close()


def test_times_keep_their_offset_and_their_milliseconds(vault: OpenVault) -> None:
    at = Moment.parse("2026-07-01T23:59:59.123+05:30")
    vault.append(RecordOpened("record-1"), at)
    assert parse(Header, ledger_of(vault)[-1].header).at == at
    assert later(at, days=1).utc - at.utc == timedelta(days=1)


def test_a_vault_opened_on_one_thread_serves_another(place: Place) -> None:
    vault = place.open()
    with ThreadPoolExecutor(1) as pool:
        fact = pool.submit(vault.append, LoggedIn(), NOW).result()
    assert ledger_of(vault)[-1].hash.hex() == fact.hash
    vault.close()
