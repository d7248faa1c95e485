"""Checking and mending as workflows: what is hit is named by its record, never by a person."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from consentdesk.domain.damage import Hit, Hurt
from consentdesk.domain.facts import VaultChecked
from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from consentdesk.workflows.back_up import back_up
from consentdesk.workflows.check_vault import (
    DAILY,
    MOST_NOTED,
    anchors_in,
    begin_check,
    begin_mending,
    check_is_due,
    damage_found,
    found_in_backups,
    health,
    mend,
    note_check,
)
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_copy import sealed_copy
from consentdesk.workflows.notices import notices
from tests.helpers.sessions import NOW
from tests.workflows.sealing import begun, consent, source_of, with_picture

HASH = "ab" * 32


def unwatched(done: int, total: int) -> None:
    """Nobody looks how far it is."""


def vault_of(desk: Desk) -> OpenVault:
    assert isinstance(desk.vault, OpenVault)
    return desk.vault


def spoil(desk: Desk, sql: str, *values: object) -> None:
    vault_of(desk)._db.run(sql, *values)


def hits_after(desk: Desk) -> dict[str, Hit]:
    """What a check finds and hits, by what it is about."""
    note_check(desk, begin_check(desk).run(), DAILY)
    found = health(desk)
    assert found is not None
    return {hit.finding.about: hit for hit in found.hits}


def test_a_photograph_is_named_by_its_record(desk: Desk) -> None:
    record = consent(desk, 1)
    spoil(desk, "UPDATE blobs SET data = zeroblob(90) WHERE sha256 = ?", source_of(1))
    hit = hits_after(desk)[source_of(1)]
    assert (hit.hurt, hit.records) == (Hurt.PICTURE, (record.code,))
    line = desk.vault.image(source_of(1))
    assert line is not None
    spoil(desk, "DELETE FROM blobs WHERE sha256 = ?", line.thumbnail_sha256)
    hit = hits_after(desk)[line.thumbnail_sha256]
    assert (hit.finding.code, hit.hurt, hit.records) == ("blob_missing", Hurt.PICTURE, (record.code,))


def test_a_copy_is_named_by_its_record(desk: Desk) -> None:
    record = consent(desk, 1)
    sealed_copy(desk, record.id, "A4")
    (line,) = desk.vault.copies_of(record.id)
    spoil(desk, "UPDATE blobs SET data = zeroblob(90) WHERE sha256 = ?", line.sha256)
    hit = hits_after(desk)[line.sha256]
    assert (hit.hurt, hit.records) == (Hurt.COPY, (record.code,))


def test_an_open_session_and_its_picture_are_told_without_a_name(desk: Desk) -> None:
    draft = with_picture(desk, begun(desk), 1)
    spoil(desk, "UPDATE blobs SET data = zeroblob(90) WHERE sha256 = ?", source_of(1))
    spoil(desk, "UPDATE drafts SET data = zeroblob(90)")
    hits = hits_after(desk)
    assert (hits[source_of(1)].hurt, hits[source_of(1)].records) == (Hurt.PICTURE, ())
    assert (hits[draft.id].hurt, hits[draft.id].at) == (Hurt.SESSION, draft.started_at)


def test_a_page_of_the_ledger_is_named_by_its_record_and_needs_a_restore(desk: Desk) -> None:
    record, vault = consent(desk, 1), vault_of(desk)
    (trigger,) = vault._db.rows("SELECT sql FROM sqlite_schema WHERE name = 'facts_stay_as_written'")
    spoil(desk, "DROP TRIGGER facts_stay_as_written")
    spoil(desk, "UPDATE facts SET signature = zeroblob(64) WHERE kind = 'consent_signed'")
    spoil(desk, *trigger)
    (hit,) = hits_after(desk).values()
    assert (hit.hurt, hit.kind, hit.records) == (Hurt.FACT, "consent_signed", (record.code,))
    found = health(desk)
    assert found is not None and found.needs_restore and found.files == ()


def test_damage_is_noticed_at_home(desk: Desk) -> None:
    consent(desk, 1)
    assert damage_found(desk) == 0 and not notices(desk)
    spoil(desk, "UPDATE blobs SET data = zeroblob(90) WHERE sha256 = ?", source_of(1))
    hits_after(desk)
    assert [(n.code, n.room, n.details) for n in notices(desk)] == [("damage", "integrity", {"count": 1})]


def test_what_a_backup_has_is_found_and_brought_back(desk: Desk, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    consent(desk, 1, 2)
    back_up(desk, stick, unwatched)
    spoil(desk, "UPDATE blobs SET data = zeroblob(90) WHERE sha256 = ?", source_of(2))
    hits_after(desk)
    assert found_in_backups(desk, stick) == (source_of(2),)
    brought, report = mend(desk, stick, unwatched)
    assert brought == (source_of(2),) and report.sound and not notices(desk)
    assert desk.vault.blob(source_of(2)) == b"source 2"
    assert mend(desk, stick, unwatched)[0] == ()
    with pytest.raises(Refusal, match="nothing_to_mend"):
        begin_mending(desk, stick)


def test_a_check_a_day_is_due(desk: Desk) -> None:
    assert check_is_due(desk)
    note_check(desk, CheckReport(1, 2, 0, "ab", NOW), DAILY)
    assert not check_is_due(desk)
    for hours, due in ((19, False), (20, True), (-1, True)):
        spoil(desk, "DELETE FROM latest WHERE name = 'check'")  # else the newest would count
        at = Moment(desk.now().utc - timedelta(hours=hours), 0)
        desk.vault.append(VaultChecked(1, 2, (), DAILY), at)
        assert check_is_due(desk) is due


def test_a_check_that_finds_too_much_notes_the_first(desk: Desk) -> None:
    many = tuple(Finding("page_damaged", str(n)) for n in range(MOST_NOTED + 9))
    note_check(desk, CheckReport(1, 2, 0, "ab", NOW, findings=many), DAILY)
    assert damage_found(desk) == MOST_NOTED


@pytest.mark.parametrize(
    "typed",
    [
        HASH,
        HASH.upper(),
        " ".join(re.findall("....", HASH)),
        f"consentdesk:7K3M-Q2XA:{HASH}",
        f"\n{HASH}\n\n",
    ],
)
def test_a_copy_s_hash_is_taken_as_printed_or_scanned(typed: str) -> None:
    assert anchors_in(typed) == (HASH,)
    assert anchors_in(f"{typed}\n{'cd' * 32}") == (HASH, "cd" * 32)


@pytest.mark.parametrize(
    ("typed", "code"),
    [(HASH[:20], "anchor_wrong"), ("7K3M", "copy_hash_wrong"), ("zz" * 32, "copy_hash_wrong")],
)
def test_what_is_no_whole_hash_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        anchors_in(f"{HASH}\n{typed}")
    assert anchors_in("") == ()
