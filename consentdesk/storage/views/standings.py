"""What counts for each image and use, from every decision, correction and withdrawal known: the same rows
whatever came first. What only a later day brings (an expiry, a birthday) is asked when it is read."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.storage.connection import Database
from consentdesk.storage.views import listing

COUNTS = (
    "SELECT d.image, d.use, d.patient, d.record, d.sealed_ms, d.effective, d.decided_by, d.until, d.born,"
    " substr(d.sealed_at, 1, 10) AS sealed_on,"
    " row_number() OVER (PARTITION BY d.image, d.use"
    " ORDER BY d.sealed_ms DESC, d.effective, d.record) AS rank"
    " FROM decisions d WHERE {}"
    " AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.record = d.record)"
    " AND NOT EXISTS (SELECT 1 FROM images o WHERE o.source_sha256 = d.image AND o.patient <> d.patient"
    " AND o.at_ms > d.sealed_ms)"
)
REACHING = (
    "SELECT 1 FROM endings e"
    " WHERE e.patient = l.patient AND e.image IN ('', l.image) AND e.use IN ('', l.use)"
)
STATE = (
    "CASE WHEN NOT l.effective THEN 'no'"
    f" WHEN EXISTS ({REACHING} AND NOT e.suspends AND e.at_ms >= l.sealed_ms) THEN 'withdrawn'"
    f" WHEN l.use <> 'medical_record' AND EXISTS ({REACHING} AND e.suspends"
    " AND NOT EXISTS (SELECT 1 FROM endings_lifted WHERE ending = e.id)) THEN 'suspended'"
    " ELSE 'yes' END"
)
IMAGE_MS = "coalesce((SELECT max(at_ms) FROM images WHERE source_sha256 = l.image), l.sealed_ms)"
AGED = "substr(l.sealed_on, 1, 4) - substr(l.born, 1, 4) - (substr(l.sealed_on, 6) < substr(l.born, 6))"
BRING = (
    "INSERT INTO standings (image, use, patient, record, sealed_ms, state, decided_by, until, born,"
    f" sealed_on, image_ms, aged) SELECT l.image, l.use, l.patient, l.record, l.sealed_ms, {STATE},"
    f" l.decided_by, l.until, l.born, l.sealed_on, {IMAGE_MS}, {AGED} FROM ({COUNTS}) l WHERE l.rank = 1"
)
OF_IMAGE, OF_ALL = BRING.format("d.image = ?"), BRING.format("1")


def renew(db: Database, images: Iterable[str]) -> None:
    """Bring what counts for these images (source hashes), and how lists show them, up to date."""
    for image in images:
        db.run("DELETE FROM standings WHERE image = ?", image)
        db.run(OF_IMAGE, image)
        listing.renew(db, image)


def bring_all(db: Database) -> None:
    """The same for every image there is, where there is nothing yet."""
    db.run(OF_ALL)
    listing.bring_all(db)


def of_record(db: Database, record: str) -> set[str]:
    """All images that a record may have decided about: its patient's."""
    rows = db.rows(
        "SELECT i.source_sha256 FROM records r JOIN images i ON i.patient = r.patient WHERE r.id = ?", record
    )
    return {image for (image,) in rows}


def reached(db: Database, patient: str, images: Iterable[str]) -> set[str]:
    """These images, or all of a patient's where an empty name stands for every one."""
    named = set(images)
    if "" not in named:
        return named
    return {image for (image,) in db.rows("SELECT source_sha256 FROM images WHERE patient = ?", patient)}
