"""What is made from an image that is held back is held back with it, whichever was known first (R28, R29)."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.storage.connection import Database

MADE_FROM = (
    "WITH RECURSIVE made (source) AS (SELECT ? UNION SELECT i.source_sha256 FROM made CROSS JOIN images i"
    " INDEXED BY images_by_origin ON i.derived_from = made.source AND i.derived_from <> '')"
    " SELECT source FROM made"
)
INHERIT = (
    "WITH RECURSIVE origins (source) AS ("
    "SELECT derived_from FROM images WHERE source_sha256 = ?1 AND derived_from <> ''"
    " UNION SELECT i.derived_from FROM origins CROSS JOIN images i ON i.source_sha256 = origins.source"
    " AND i.derived_from <> '')"
    " INSERT OR IGNORE INTO endings (id, patient, image, use, at_ms, at, fact, suspends)"
    " SELECT e.id, e.patient, ?1, e.use, e.at_ms, e.at, e.fact, e.suspends FROM origins"
    " CROSS JOIN images s ON s.source_sha256 = ?1"
    " CROSS JOIN endings e ON e.patient = s.patient AND e.image = origins.source AND e.suspends"
)


def hold_back(db: Database, images: Iterable[str]) -> set[str]:
    """Let everything that was made from these images (source hashes), and they themselves, be suspended as
    what it was made from is. Returns all of them."""
    reached = {made for image in images if image for (made,) in db.rows(MADE_FROM, image)}
    for image in reached:
        db.run(INHERIT, image)
    return reached
