import os

import pytest

from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import ContentErased, CopySealed, ImageAdded
from consentdesk.storage.keys.slots import SLOTS_FILE
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW
from tests.storage.conftest import Place
from tests.storage.consents import codes, consent, give_copy, person, register


def test_a_check_counts_everything_and_tells_how_far_it_is(vault: OpenVault) -> None:
    signed = consent(vault, images=2)
    vault.put_blob(b"pixels", "image:1")
    vault.save_draft(Draft("d", NOW, "m"), NOW)
    seen: list[tuple[int, int]] = []
    report = vault.check(progress=lambda done, total: seen.append((done, total)))
    assert (report.facts, report.blobs, report.drafts) == (10, 1, 1)
    assert (report.head, report.last_at, report.erased) == (signed.hash, NOW, 0)
    assert seen == [(n, 11) for n in range(1, 12)]


def test_a_check_changes_nothing(place: Place) -> None:
    vault = place.open()
    consent(vault)
    vault.close()
    before = place.database.read_bytes()
    vault = place.open()
    vault.check()
    vault.close()
    assert place.database.read_bytes() == before


def test_an_erased_patient_is_counted_not_reported_as_damage(vault: OpenVault) -> None:
    register(vault, person(9))
    consent(vault)
    with vault.erasing():
        vault.append(ContentErased("e", vault.erase_patient("patient-9", NOW)), NOW)
    report = vault.check()
    assert (codes(report), report.erased) == (set(), 1)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE decisions SET effective = 0", ("view_differs", "decisions")),
        ("UPDATE decisions SET yes = 1 - yes", ("view_differs", "decisions")),
        ("DELETE FROM records", ("view_differs", "records")),
        ("UPDATE patients SET given_name = 'Alexa'", ("view_differs", "patients")),
        (
            "INSERT INTO patient_words (patient_words) VALUES ('delete-all')",
            ("view_differs", "patient_words"),
        ),
        ("UPDATE members SET public_key = public_key || '00' WHERE 0", None),
        ("UPDATE heads SET number = 77", ("view_differs", "heads")),
        ("UPDATE drafts SET data = zeroblob(90)", ("draft_unreadable", "d")),
        ("UPDATE blobs SET data = zeroblob(90)", ("blob_damaged", "")),
        ("UPDATE blobs SET sha256 = 'other'", ("blob_damaged", "other")),
        ("UPDATE slots SET data = x'00'", ("slots_unreadable", "inside")),
    ],
)
def test_what_stands_beside_the_ledger_is_checked_too(
    vault: OpenVault, change: str, found: tuple[str, str] | None
) -> None:
    consent(vault)
    vault.save_draft(Draft("d", NOW, "m"), NOW)
    sha256 = vault.put_blob(b"pixels", "image:1")
    vault._db.run(change)
    findings = {(f.code, f.about) for f in vault.check().findings if f.code != "blob_missing"}
    if found is None:
        assert findings == set()
    else:
        assert (found[0], found[1] or sha256) in findings


def test_a_photograph_that_a_record_needs_and_that_is_gone_is_found(vault: OpenVault) -> None:
    vault.append(PATIENT_IMAGE, NOW, "patient-1")
    missing = {f.about for f in vault.check().findings if f.code == "blob_missing"}
    assert missing == {"s", "v", "t"}


def test_an_erased_photograph_is_not_missing(vault: OpenVault) -> None:
    vault.put_blob(b"pixels", "image:s")
    vault.append(PATIENT_IMAGE, NOW, "patient-1")
    vault.destroy_key("image:s")
    assert vault.check().sound


def test_a_copy_that_is_gone_is_found(vault: OpenVault) -> None:
    sha256 = vault.put_blob(b"%PDF", "patient:patient-1")
    vault.append(CopySealed("record-1", sha256, "A4"), NOW, "patient-1")
    give_copy(vault)
    assert vault.check().sound
    vault._db.run("DELETE FROM blobs")
    assert [(f.code, f.about) for f in vault.check().findings] == [("blob_missing", sha256)]


def test_junk_behind_the_end_of_the_file_is_found(place: Place) -> None:
    with place.database.open("ab") as file:
        file.write(b"junk" * 1024)
    vault = place.open()
    assert ("file_length_wrong", "4096") in {(f.code, f.about) for f in vault.check().findings}
    vault.close()


def test_slots_lost_while_the_vault_is_open_are_found(place: Place, vault: OpenVault) -> None:
    os.truncate(place.folder / SLOTS_FILE, 10)
    assert ("slots_unreadable", "beside") in {(f.code, f.about) for f in vault.check().findings}


PATIENT_IMAGE = ImageAdded("s", "p", "v", "t", "JPEG", 10, 10, "left hand", kept=True)
