"""Unique names, numbers and image bytes are searched in every file of the folder, in every spelling."""

from dataclasses import replace
from pathlib import Path

from consentdesk.domain.facts import ConsentSigned
from consentdesk.domain.people import Patient
from tests.helpers.canaries import spellings
from tests.helpers.sessions import NOW, complete_draft, sealed_record
from tests.storage.conftest import CODE, FIRST, PASSPHRASE, Place, make_place
from tests.storage.consents import register

NAMES = ("Quirinus", "Zwetschgenbaum", "MRN-90817263", "Xaverine Kwartz", FIRST.name, PASSPHRASE)
PIXELS = b"these-pixels-must-not-be-readable" * 1000


def found_in(folder: Path, canaries: tuple[str, ...]) -> list[tuple[str, str]]:
    files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    return [
        (name, canary)
        for name, content in files.items()
        for canary in canaries
        if any(spelling in content for spelling in spellings(canary))
    ]


def test_nothing_readable_lies_in_the_vaults_folder(tmp_path: Path) -> None:
    place = make_place(tmp_path / "vault")
    canaries = (*NAMES, PIXELS[:33].decode(), place.keys.data_key.hex(), place.recovery_code, CODE + "#")
    vault = place.open()
    patient = Patient("patient-1", NAMES[0], NAMES[1], sealed_record().patient.born, NAMES[2])
    register(vault, patient)
    vault.append(ConsentSigned(replace(sealed_record(), patient=patient)), NOW, patient.id)
    vault.save_draft(replace(complete_draft(), patient=patient, held=NAMES[3]), NOW)
    vault.put_blob(PIXELS, "image:1")
    assert (place.folder / "vault.db-wal").stat().st_size > len(PIXELS)
    assert found_in(tmp_path, canaries) == []
    vault.destroy_key("patient:patient-1")
    vault.close()
    assert found_in(tmp_path, canaries) == []
    assert vault_files(place) == {"vault.db", "vault.slots", "vault.slots.old"}


def vault_files(place: Place) -> set[str]:
    return {path.name for path in place.folder.iterdir()}


def test_the_search_finds_what_is_readable(tmp_path: Path) -> None:
    for n, spelling in enumerate(spellings(NAMES[0])):
        (tmp_path / f"leak-{n}").write_bytes(b"\0" * 99 + spelling + b"=\0")
    assert len(found_in(tmp_path, NAMES)) == len(spellings(NAMES[0]))


def test_an_erased_patient_is_gone_from_what_the_key_opens(place: Place) -> None:
    vault = place.open()
    patient = Patient("patient-1", NAMES[0], NAMES[1], sealed_record().patient.born, NAMES[2])
    register(vault, patient)
    vault.destroy_key("patient:patient-1")
    rows = [
        repr(vault._db.rows(f"SELECT * FROM {table}"))
        for (table,) in vault._db.rows("SELECT name FROM sqlite_schema WHERE type = 'table'")
    ]
    vault.close()
    said = "".join(rows)
    assert not any(name in said or name.lower() in said for name in NAMES[:3])
    assert "logged" not in said and "patient_registered" in said
