"""What each withdrawal and suspension waits for: the same rows whatever came first."""

from __future__ import annotations

from consentdesk.domain.dues import Wait
from consentdesk.storage.connection import Database

REMOVALS = "SELECT 1 FROM removal_endings x JOIN removals r ON r.id = x.removal WHERE x.ending = e.id"
GIVEN = "SELECT 1 FROM documents_given WHERE about = e.id AND document"
WAITS = (
    "CASE WHEN e.suspends THEN iif(EXISTS (SELECT 1 FROM endings_lifted WHERE ending = e.id), '',"
    f" '{Wait.SETTLING}') WHEN EXISTS ({GIVEN} = '{Wait.FINAL_RECEIPT}') THEN ''"
    f" WHEN EXISTS ({REMOVALS}) AND NOT EXISTS ({REMOVALS} AND NOT r.closed) THEN '{Wait.FINAL_RECEIPT}'"
    f" WHEN EXISTS ({GIVEN} = '{Wait.RECEIPT}') THEN '' ELSE '{Wait.RECEIPT}' END"
)
RENEW = (
    "INSERT INTO endings_waiting SELECT * FROM"
    f" (SELECT e.id, {WAITS} AS waits, e.patient, e.at_ms, e.at FROM endings e INDEXED BY endings_by_id"
    " WHERE e.id = ? LIMIT 1) WHERE waits <> ''"
)


def renew(db: Database, ending: str) -> None:
    """Bring up to date what a withdrawal or a suspension waits for."""
    db.run("DELETE FROM endings_waiting WHERE ending = ?", ending)
    db.run(RENEW, ending)


def renew_asking(db: Database, removal: str) -> None:
    """The same for all that ever asked for a removal."""
    rows = db.rows("SELECT ending FROM removal_endings WHERE removal = ?", removal)
    for (ending,) in rows:
        renew(db, ending)
