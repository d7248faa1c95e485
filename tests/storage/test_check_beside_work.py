"""A check on one thread while another works in the vault: it finds nothing, and holds nobody up."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from threading import Event, Thread
from typing import Any

import pytest

from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.checking import Checking, chain, whole
from consentdesk.storage.checking.file import check_file, damaged_pages
from consentdesk.storage.checking.walk import Found, Pace, Walk
from consentdesk.storage.connection import PAGE_BYTES, Database
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, complete_draft
from tests.storage.conftest import Place
from tests.storage.consents import codes, consent

AUTOCHECKPOINT_BYTES = 1000 * PAGE_BYTES
STALL_S = 0.5  # of a writer, on a machine that others share; what was measured is told


def work(vault: OpenVault, consents: int, sealed: list[float]) -> None:
    """Seal, store, save and erase; how long each consent took."""
    for n in range(2, consents + 2):
        started = time.perf_counter()
        consent(vault, n)
        vault.put_blob(os.urandom(20_000), f"image:{n}")
        vault.save_draft(complete_draft(), NOW)
        vault.destroy_key(f"image:{n - 5}")
        sealed.append(time.perf_counter() - started)


def checked_while(vault: OpenVault, doing: Callable[[], None]) -> list[CheckReport]:
    """Check again and again on another thread until the work is done."""
    enough, reports = Event(), []

    def check() -> None:
        while not enough.is_set():
            reports.append(Checking(vault._db).run())

    checker = Thread(target=check)
    checker.start()
    try:
        doing()
    finally:
        enough.set()
        checker.join()
    return reports


def test_a_check_while_a_hundred_consents_are_sealed_finds_nothing(
    vault: OpenVault, capsys: pytest.CaptureFixture[str]
) -> None:
    consent(vault)
    for n in range(60):
        vault.put_blob(os.urandom(100_000), f"image:before {n}")
    sealed: list[float] = []
    before = vault.check().facts
    reports = checked_while(vault, lambda: work(vault, 100, sealed))
    assert reports and [codes(report) for report in reports] == [set()] * len(reports)
    assert reports[-1].facts > before, "they were sealed meanwhile"
    log = vault._db.path.with_name("vault.db-wal").stat().st_size
    with capsys.disabled():
        worst, usual = 1000 * max(sealed), 1000 * sorted(sealed)[50]
        sys.stdout.write(
            f"\n{len(reports)} checks meanwhile; a consent took {usual:.0f} ms, at most {worst:.0f} ms;"
            f" log {log / 1e6:.1f} MB"
        )
    assert max(sealed) < STALL_S
    assert log < 4 * AUTOCHECKPOINT_BYTES, "the check holds the log back"


def test_a_reader_that_stands_still_does_hold_the_log_back(vault: OpenVault) -> None:
    other = Database(vault._db.path, vault._db.key)
    other.run("BEGIN")
    other.rows("SELECT count(*) FROM facts")
    for n in range(150):
        vault.put_blob(os.urandom(150_000), f"image:{n}")
    log = vault._db.path.with_name("vault.db-wal").stat().st_size
    other.leave()
    assert log > 4 * AUTOCHECKPOINT_BYTES


def seal_before_the_views_are_checked(vault: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    """A consent comes between the last fact that is read and the views."""
    check_views = chain._check_views

    def late(*given: Any) -> Found:
        consent(vault, 2)
        yield from check_views(*given)

    monkeypatch.setattr(chain, "_check_views", late)


def test_a_consent_sealed_between_the_facts_and_the_views_is_no_finding(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent(vault)
    seal_before_the_views_are_checked(vault, monkeypatch)
    assert codes(Checking(vault._db).run()) == set()


def test_without_a_check_of_one_state_it_would_raise_false_alarms(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a check that forgets which facts came while it read."""
    consent(vault)
    seal_before_the_views_are_checked(vault, monkeypatch)
    monkeypatch.setattr(Database, "snapshot", lambda self: nullcontext())
    assert "view_differs" in codes(Checking(vault._db).run())


def test_a_check_can_be_stopped_in_the_middle(vault: OpenVault) -> None:
    for n in range(5):
        vault.put_blob(os.urandom(1000), f"image:{n}")
    checking, seen = Checking(vault._db), []

    def far(done: int, total: int) -> None:
        seen.append((done, total))
        if done == 3:
            checking.stop()

    with pytest.raises(Refusal, match="check_stopped"):
        checking.run(far)
    assert 3 <= seen[-1][0] < seen[-1][1]
    assert codes(Checking(vault._db).run()) == set()


def test_a_check_stays_out_while_the_vault_wants_to_be_alone(vault: OpenVault) -> None:
    with vault._db.guests.alone(), pytest.raises(Refusal, match="vault_busy"):
        Checking(vault._db).run()


def test_a_check_beside_finds_the_damage_that_the_vault_s_own_check_finds(place: Place) -> None:
    vault = place.open()
    consent(vault)
    vault.put_blob(os.urandom(50_000), "image:1")
    vault._db.run("UPDATE decisions SET yes = 1 - yes")
    vault._db.run("UPDATE blobs SET data = zeroblob(90)")
    assert Checking(vault._db).run().findings == vault.check().findings != ()
    vault.close()


def test_pages_are_judged_as_sqlcipher_judges_them(place: Place) -> None:
    vault = place.open()
    vault.put_blob(os.urandom(60_000), "image:1")
    vault.close()
    content = place.database.read_bytes()
    key = place.keys.data_key
    assert list(damaged_pages(place.database, key, Pace())) == []
    pages = len(content) // PAGE_BYTES
    for number in (1, 2, pages // 2, pages):
        for at in (20, 2000, PAGE_BYTES - 70, PAGE_BYTES - 1):
            flipped = bytearray(content)
            flipped[(number - 1) * PAGE_BYTES + at] ^= 1
            place.database.write_bytes(flipped)
            assert list(damaged_pages(place.database, key, Pace())) == [number]
            if number > 1:
                db = Database(place.database, key)
                told = db.rows("PRAGMA cipher_integrity_check")
                db.leave()
                assert told == [(f"HMAC verification failed for page {number}",)]


def test_a_page_that_is_being_written_is_looked_at_again(place: Place) -> None:
    whole_file = place.database.read_bytes()
    torn = bytearray(whole_file)
    torn[PAGE_BYTES * 3 + 5] ^= 1
    place.database.write_bytes(torn)

    def finish() -> None:
        time.sleep(0.1)
        with place.database.open("r+b") as file:
            file.write(whole_file)

    writer = Thread(target=finish)
    writer.start()
    found = list(damaged_pages(place.database, place.keys.data_key, Pace()))
    writer.join()
    assert found == []


def test_what_a_part_of_a_check_cannot_read_does_not_end_it(vault: OpenVault) -> None:
    def broken() -> Iterator[Finding]:
        yield Finding("page_damaged", "7")
        raise refuse("vault_damaged", "vault")

    found = whole._all_of(broken(), iter([Finding("blob_damaged", "ab")]))
    assert [finding.code for finding in found] == ["page_damaged", "vault_damaged", "blob_damaged"]
    assert list(check_file(vault._db, Walk().pace)) == []


def test_every_page_of_a_photograph_and_a_record_is_read_whole_or_not_at_all(place: Place) -> None:
    run_pages(place, step=3)


@pytest.mark.long
def test_every_single_page_is_read_whole_or_not_at_all(place: Place) -> None:
    run_pages(place, step=1)


def run_pages(place: Place, step: int) -> None:
    """Spoil each page of the file in turn: what comes back is what was stored, or a refusal."""
    vault = place.open()
    consent(vault)
    data = os.urandom(200_000)
    sha256, record = vault.put_blob(data, "image:1"), vault.record("record-1")
    vault.close()
    content, refused = place.database.read_bytes(), 0
    for page in range(0, len(content) // PAGE_BYTES, step):
        at = page * PAGE_BYTES + 1500
        place.database.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        refused += _refused(place, lambda vault: vault.blob(sha256) == data)
        refused += _refused(place, lambda vault: vault.record("record-1") == record)
    assert refused > 40 / step


def _refused(place: Place, reads_right: Callable[[OpenVault], bool]) -> bool:
    try:
        vault = place.open()
    except Refusal:
        return True
    try:
        for _ in range(2):  # the second one by the connection that has seen damage
            assert reads_right(vault), "altered bytes came back"
    except Refusal:
        return True
    finally:
        vault.close()
    return False


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE facts SET body = CAST(substr(body, 1, length(body) - 1) || x'00' AS BLOB)",
        "UPDATE facts SET prev = zeroblob(32)",
        "UPDATE facts SET hash = randomblob(32)",
        "UPDATE facts SET signature = zeroblob(64)",
        "UPDATE facts SET at = '2020-01-01T00:00:00.000+00:00'",
        "UPDATE facts SET actor = 'somebody else'",
    ],
)
def test_a_record_that_was_altered_by_hand_is_refused_when_it_is_read(place: Place, change: str) -> None:
    vault = place.open()
    consent(vault)
    assert vault.record("record-1")
    vault.close()
    with place.by_hand() as db:
        db.run(f"{change} WHERE kind = 'consent_signed'")
    vault = place.open()
    with pytest.raises(Refusal, match="vault_damaged"):
        vault.record("record-1")
    assert vault.clinic(), "the others stay readable"
    vault.close()
