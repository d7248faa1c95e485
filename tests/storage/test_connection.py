"""What a connection says of damaged pages, and how it goes on."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import PAGE_BYTES, Database

KEY = bytes(32)
PHOTOS = [random.Random(n).randbytes(100_000) for n in range(6)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A database with some photographs on pages of their own."""
    db = Database.create(tmp_path / "some.db", KEY)
    db.run("CREATE TABLE photos (id INTEGER PRIMARY KEY, name TEXT, data BLOB)")
    for photo in PHOTOS:
        db.run("INSERT INTO photos (name, data) VALUES ('a', ?)", photo)
    db.close()
    return tmp_path / "some.db"


def spoilt(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


def test_writing_to_damaged_pages_is_refused_as_damage_whatever_sqlcipher_calls_it(path: Path) -> None:
    """Some of it comes as a lack of memory."""
    whole, refused = path.read_bytes(), 0
    for at in range(3 * PAGE_BYTES + 1000, len(whole), PAGE_BYTES):
        path.write_bytes(spoilt(whole, at))
        db = Database(path, KEY)
        for id, photo in enumerate(PHOTOS, 1):
            try:
                db.run("UPDATE photos SET data = ? WHERE id = ?", photo, id)
            except Refusal as refusal:
                refused += 1
                assert refusal.code == "vault_damaged"
        db.leave()
        for log in path.parent.glob("some.db-*"):
            log.unlink()
    assert refused > 100


def zeros_at(path: Path) -> int:
    """Where a flipped bit lets a photograph come back with zeros at its end, and no error."""
    whole = path.read_bytes()
    for at in range(3 * PAGE_BYTES + 1000, len(whole), PAGE_BYTES):
        path.write_bytes(spoilt(whole, at))
        db = Database(path, KEY)
        try:
            if db.one("SELECT data FROM photos WHERE id = 2") != PHOTOS[1]:
                return at
        except Refusal:
            pass
        finally:
            db.leave()
    raise AssertionError("no page does")


def test_a_connection_that_was_told_of_damage_inside_a_transaction_starts_afresh_after_it(path: Path) -> None:
    zeros_at(path)
    db = Database(path, KEY)
    with db.transaction():
        assert db.one("SELECT data FROM photos WHERE id = 2") != PHOTOS[1]
        db.distrust()
    assert db.one("SELECT data FROM photos WHERE id = 3") == PHOTOS[2]
    db.close()


def test_without_starting_afresh_the_next_question_fails(path: Path) -> None:
    zeros_at(path)
    db = Database(path, KEY)
    assert db.one("SELECT data FROM photos WHERE id = 2") != PHOTOS[1]
    with pytest.raises(Refusal, match="vault_damaged"):
        db.one("SELECT data FROM photos WHERE id = 3")
    assert db.one("SELECT data FROM photos WHERE id = 3") == PHOTOS[2], "it has started afresh"
    db.close()


def test_another_file_takes_the_place_of_one_that_is_open(path: Path) -> None:
    made = path.with_name("made")
    db = Database(path, KEY)
    db.run("UPDATE photos SET name = 'b'")
    db.copy_to(made)
    db.run("UPDATE photos SET name = 'c'")
    db.give_place_to(made)
    assert db.one("SELECT name FROM photos LIMIT 1") == "b" and not made.exists()
    db.run("UPDATE photos SET name = 'd'")
    db.close()
    again = Database(path, KEY)
    assert again.one("SELECT name FROM photos LIMIT 1") == "d"
    again.close()


def test_a_file_that_others_read_keeps_its_place(path: Path) -> None:
    db, other = Database(path, KEY), Database(path, KEY)
    with pytest.raises(Refusal, match="vault_busy"):
        db.give_place_to(path.with_name("made"))
    assert db.one("SELECT count(*) FROM photos") == other.one("SELECT count(*) FROM photos") == len(PHOTOS)
    other.leave()
    db.close()
