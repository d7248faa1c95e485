"""The vault's shape, one numbered step after another, each in one transaction with the record that it ran."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Database
from consentdesk.storage.migrations import vault_0001, vault_0002, vault_0003, vault_0004, vault_0005

APPLICATION_ID = 0x434F4E53
STEPS = (vault_0001.SQL, vault_0002.SQL, vault_0003.SQL, vault_0004.SQL, vault_0005.SQL)


def shape_new(db: Database, steps: Sequence[str] = STEPS) -> None:
    """Give an empty database its mark and its shape."""
    db.run(f"PRAGMA application_id = {APPLICATION_ID}")
    with db.transaction():
        db.run(
            "CREATE TABLE migrations (number INTEGER PRIMARY KEY, at TEXT DEFAULT CURRENT_TIMESTAMP) STRICT"
        )
    _run(db, steps)


def require_ours(db: Database, steps: Sequence[str] = STEPS) -> None:
    """Raises Refusal `vault_foreign` for a database that is no vault, `vault_newer` for one of a later
    program (details version, known)."""
    if db.one("PRAGMA application_id") != APPLICATION_ID:
        raise refuse("vault_foreign", "vault")
    version = db.one("PRAGMA user_version")
    if version > len(steps):
        raise refuse("vault_newer", "vault", version=version, known=len(steps))


def is_present(db: Database, steps: Sequence[str] = STEPS) -> bool:
    """Whether a vault has the present shape."""
    return bool(db.one("PRAGMA user_version") == len(steps))


def migrate(db: Database, copy_first: Callable[[int], None], steps: Sequence[str] = STEPS) -> None:
    """Bring an older vault to the present shape; `copy_first(version)` is called before anything changes."""
    version = db.one("PRAGMA user_version")
    if version < len(steps):
        copy_first(version)
        _run(db, steps)


def _run(db: Database, steps: Sequence[str]) -> None:
    done = int(db.one("PRAGMA user_version"))
    for number, script in enumerate(steps[done:], start=done + 1):
        with db.transaction():
            db.run_script(script)
            db.run("INSERT INTO migrations (number) VALUES (?)", number)
            db.run(f"PRAGMA user_version = {number}")
