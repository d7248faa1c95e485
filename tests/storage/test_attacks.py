"""What someone with the key and a SQL prompt can do to the ledger, and whether a check finds it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.lines import CheckReport
from consentdesk.storage.connection import Database
from consentdesk.storage.views.rebuilding import rebuild
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import Place
from tests.storage.consents import codes, consent, person, register
from tests.storage.staff import TAYS, admit

LAST = "(SELECT max(seq) FROM facts)"
COPIED = "device, number, at, actor, kind, schema, patient, header, body, prev"


@pytest.fixture
def anchor(place: Place) -> str:
    """A consent and what came after it; the hash that its copy prints."""
    vault = place.open()
    register(vault, person(9))
    signed = consent(vault)
    for _ in range(4):
        vault.append(LoggedIn(), NOW)
    vault.close()
    return signed.hash


def checked(place: Place, *anchors: str) -> CheckReport:
    vault = place.open()
    try:
        return vault.check(anchors)
    finally:
        vault.close()


def tampered(place: Place, change: Callable[[Database], None]) -> None:
    """Change the ledger by hand and make the views agree with it."""
    with place.by_hand() as db:
        change(db)
        rebuild(db)


def test_an_untouched_ledger_is_sound(place: Place, anchor: str) -> None:
    report = checked(place, anchor)
    assert codes(report) == set() and report.anchored
    assert report.anchored_until == NOW


def test_without_an_anchor_a_check_does_not_claim_one(place: Place, anchor: str) -> None:
    report = checked(place)
    assert not report.anchored and report.anchored_until is None


ATTACKS: dict[str, tuple[str, set[str]]] = {
    "edit a column": (
        "UPDATE facts SET at = '2020-01-01T00:00:00.000+00:00' WHERE seq = 6", {"fact_header_differs"},
    ),
    "write a time that is none": (
        f"UPDATE facts SET at = 'never' WHERE seq = {LAST}", {"fact_header_differs"},
    ),
    "write a text that is none": (
        f"UPDATE facts SET kind = CAST(x'ff' AS TEXT) WHERE seq = {LAST}", {"fact_body_unreadable"},
    ),
    "write a header that is none": (
        f"UPDATE facts SET header = x'ff' WHERE seq = {LAST}",
        {"fact_header_differs", "fact_body_unreadable"},
    ),
    "edit a header": (
        "UPDATE facts SET header = CAST(replace(CAST(header AS TEXT), 'logged_in', 'logged_up') AS BLOB)"
        f" WHERE seq = {LAST}",
        {"fact_hash_wrong", "fact_header_differs", "fact_body_unreadable"},
    ),
    "edit a body": (
        "UPDATE facts SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB) WHERE seq = 6",
        {"fact_hash_wrong", "fact_body_unreadable"},
    ),
    "edit a signature": (
        "UPDATE facts SET signature = zeroblob(64) WHERE seq = 6", {"fact_signature_wrong"},
    ),
    "change the author": ("UPDATE facts SET actor = 'x' WHERE seq = 6", {"fact_author_unknown"}),
    "delete one in the middle": (
        "DELETE FROM facts WHERE seq = 6", {"fact_number_gap", "fact_link_broken"},
    ),
    "delete the first": ("DELETE FROM facts WHERE seq = 1", {"fact_number_gap", "fact_link_broken"}),
    "reorder two": (
        f"UPDATE facts SET seq = CASE seq WHEN {LAST} THEN 998 ELSE 999 END WHERE seq >= {LAST} - 1",
        {"fact_number_gap", "fact_link_broken"},
    ),
    "swap two numbers": (
        f"UPDATE facts SET number = CASE seq WHEN {LAST} THEN -1 ELSE -2 END WHERE seq >= {LAST} - 1",
        {"fact_number_gap", "fact_header_differs"},
    ),
    "duplicate one": (
        f"INSERT INTO facts SELECT NULL, 'copy', {COPIED.replace('number', 'number + 100')}, zeroblob(32),"
        f" signature FROM facts WHERE seq = {LAST}",
        {"fact_number_gap", "fact_link_broken", "fact_hash_wrong", "fact_header_differs"},
    ),
    "replace one": (
        f"INSERT OR REPLACE INTO facts SELECT 6, id, {COPIED}, hash, signature FROM facts WHERE seq = {LAST}",
        {"fact_number_gap", "fact_link_broken"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_change_by_hand_is_found(place: Place, anchor: str, attack: str) -> None:
    sql, found = ATTACKS[attack]
    with place.by_hand() as db:
        db.run(sql)
    report = checked(place)
    assert codes(report) >= found


def test_a_fact_put_in_by_a_stranger_is_found(place: Place, anchor: str) -> None:
    stranger = place.copy(place.folder.with_name("stranger"))
    vault = stranger.open()
    vault._core.__dict__["member"] = "stranger"
    vault.append(LoggedIn(), NOW)
    report = vault.check()
    vault.close()
    assert codes(report) == {"fact_author_unknown"}


def ghost(place: Place, seq: int) -> str:
    """What somebody who left signs in the name of a device that nobody saw, put in at a place before they
    left; returns its id."""
    vault = place.open()
    tay = admit(vault)
    theirs = vault.hand_over(TAYS.passphrase)
    vault.dismiss(tay.id, "moved away", NOW)
    vault._db.run("DELETE FROM heads")
    late = type(theirs)(replace(theirs._core, device="another")).append(LoggedIn(), NOW)
    vault.close()
    with place.by_hand() as db:
        left = db.one("SELECT seq FROM facts WHERE kind = 'member_removed'")
        db.run("UPDATE facts SET seq = seq + 1000 WHERE seq >= ?", left)
        db.run("UPDATE facts SET seq = ? WHERE id = ?", seq, late.header.id)
        rebuild(db)
    return late.header.id


def test_what_somebody_who_left_puts_in_before_they_left_is_found(place: Place, anchor: str) -> None:
    ghost(place, 900)
    assert codes(checked(place, anchor)) == {"fact_link_broken"}


def test_a_fact_that_hides_before_the_first_place_is_found(place: Place, anchor: str) -> None:
    hidden = ghost(place, -5)
    with place.by_hand() as db:
        db.run("DELETE FROM heads WHERE device = 'another'")
    found = {(f.code, f.about) for f in checked(place, anchor).findings}
    assert ("fact_author_unknown", hidden) in found


def cut_to(place: Place, seq: int) -> None:
    tampered(place, lambda db: db.run("DELETE FROM facts WHERE seq > ?", seq))


def test_a_cut_tail_is_found_by_an_anchor_and_by_nothing_else(place: Place, anchor: str) -> None:
    cut_to(place, 6)
    assert codes(checked(place)) == set()
    assert codes(checked(place, anchor)) == {"anchor_not_found"}


def test_a_tail_cut_after_the_anchor_cannot_be_excluded_and_the_report_says_since_when(
    place: Place, anchor: str
) -> None:
    vault = place.open()
    vault.append(LoggedIn(), later(days=3))
    vault.close()
    with place.by_hand() as db:
        last = db.one("SELECT max(seq) FROM facts")
    cut_to(place, last - 1)
    report = checked(place, anchor)
    assert codes(report) == set() and report.anchored_until == NOW


def test_a_ledger_rewritten_with_the_keys_is_found_by_an_anchor(place: Place, anchor: str) -> None:
    cut_to(place, 5)
    vault = place.open()
    consent(vault)
    vault.close()
    assert codes(checked(place)) == set()
    assert codes(checked(place, anchor)) == {"anchor_not_found"}


def test_an_older_copy_put_in_place_is_found_by_an_anchor(place: Place, tmp_path: Path) -> None:
    older = place.copy(tmp_path / "older")
    vault = place.open()
    signed = consent(vault)
    vault.close()
    shutil.copyfile(older.database, place.database)
    assert codes(checked(place)) == set()
    assert codes(checked(place, signed.hash)) == {"anchor_not_found"}


def test_a_ledger_without_its_triggers_is_found(place: Place, anchor: str) -> None:
    db = Database(place.database, place.keys.data_key)
    db.run("DROP TRIGGER facts_stay")
    db.close()
    report = checked(place)
    assert [(f.code, f.about) for f in report.findings if f.code != "blob_missing"] == [
        ("schema_differs", "facts_stay")
    ]


def test_a_key_that_vanished_is_not_taken_for_an_erasure(place: Place, anchor: str) -> None:
    with place.by_hand() as db:
        db.run("DELETE FROM keys WHERE name = 'patient:patient-9'")
    report = checked(place)
    assert "fact_body_unreadable" in codes(report) and report.erased == 0


def test_a_key_that_was_destroyed_by_hand_is_not_taken_for_an_erasure(place: Place, anchor: str) -> None:
    with place.by_hand() as db:
        db.run(f"INSERT INTO erased SELECT id, name, '{NOW}' FROM keys WHERE name = 'patient:patient-9'")
        db.run("DELETE FROM keys WHERE name = 'patient:patient-9'")
        rebuild(db)
    assert codes(checked(place, anchor)) == {"fact_body_unreadable"}
