from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.connection import Database, statements
from consentdesk.storage.migrations import STEPS, migrate, require_ours, shape_new

KEY = bytes(range(32))
FIRST = "CREATE TABLE people (name TEXT);\nINSERT INTO people VALUES ('Alex');"
SECOND = """
ALTER TABLE people ADD COLUMN role TEXT;
CREATE TRIGGER stay BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'no; never'); END;
"""
BROKEN = "UPDATE people SET name = 'lost';\nINSERT INTO nowhere VALUES (1);"


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Database]:
    """A vault of an older program."""
    db = Database.create(tmp_path / "vault.db", KEY)
    shape_new(db, (FIRST,))
    yield db
    db.close()


def test_an_older_vault_is_copied_and_brought_to_the_present_shape(old: Database, tmp_path: Path) -> None:
    copies: list[int] = []

    def copy(version: int) -> None:
        copies.append(version)
        old.copy_to(tmp_path / "before.db")

    migrate(old, copy, (FIRST, SECOND))
    assert old.rows("SELECT name, role FROM people") == [("Alex", None)]
    assert old.one("PRAGMA user_version") == 2
    assert old.rows("SELECT number FROM migrations") == [(1,), (2,)]
    before = Database(tmp_path / "before.db", KEY)
    assert before.rows("SELECT * FROM people") == [("Alex",)]
    assert before.one("PRAGMA user_version") == 1
    before.close()
    migrate(old, copy, (FIRST, SECOND))
    assert copies == [1]


def test_a_step_that_fails_leaves_the_vault_as_it_was(old: Database) -> None:
    with pytest.raises(sqlcipher.OperationalError, match="nowhere"):
        migrate(old, lambda version: None, (FIRST, BROKEN))
    assert old.rows("SELECT * FROM people") == [("Alex",)]
    assert old.one("PRAGMA user_version") == 1
    assert old.rows("SELECT number FROM migrations") == [(1,)]


def test_without_a_copy_nothing_is_migrated(old: Database) -> None:
    def no_room(version: int) -> None:
        raise OSError

    with pytest.raises(OSError):
        migrate(old, no_room, (FIRST, SECOND))
    assert old.one("PRAGMA user_version") == 1


def test_a_newer_vault_is_refused(old: Database) -> None:
    with pytest.raises(Refusal, match="vault_newer"):
        require_ours(old, ())


def test_statements_are_told_apart_by_their_ends_not_by_their_semicolons() -> None:
    assert len(list(statements(SECOND))) == 2
    assert len(list(statements(STEPS[0]))) == 11
    with pytest.raises(AssertionError):
        list(statements("SELECT 1"))


def test_a_copy_of_a_vault_in_use_holds_everything_committed(old: Database, tmp_path: Path) -> None:
    for n in range(200):
        old.run("INSERT INTO people VALUES (?)", f"name {n}")
    old.copy_to(tmp_path / "copy.db")
    copy = Database(tmp_path / "copy.db", KEY)
    assert copy.one("SELECT count(*) FROM people") == 201
    copy.close()
