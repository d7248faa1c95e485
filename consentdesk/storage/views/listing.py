"""What lists of images walk: a narrow row for each image as its last record has it, and one for each word of
what it shows. Both follow from the other views, whatever came first."""

from __future__ import annotations

from consentdesk.domain.outlets import folded
from consentdesk.storage.connection import Database, Row

LISTED = "at_ms, patient, photographer, words, asked"
AS_LISTED = f"SELECT {LISTED} FROM listed WHERE image = ?"
AS_KNOWN = (
    "SELECT at_ms, patient, photographer, label,"
    " coalesce((SELECT group_concat(use, ' ' ORDER BY use) FROM standings WHERE image = source_sha256), '')"
    " FROM images WHERE source_sha256 = ? ORDER BY at_ms DESC, kept, patient LIMIT 1"
)


def renew(db: Database, image: str) -> None:
    """Bring the row of an image (source hash), and its words, up to date."""
    old, now = db.row(AS_LISTED, image), _now(db, image)
    if old == now:
        return
    if (before := _places(image, old)) != (places := _places(image, now)):
        db.run_many("DELETE FROM image_words WHERE word = ? AND at_ms = ? AND image = ?", before)
        db.run_many("INSERT INTO image_words (word, at_ms, image) VALUES (?, ?, ?)", places)
    if now is None:
        db.run("DELETE FROM listed WHERE image = ?", image)
    else:
        db.run(f"INSERT OR REPLACE INTO listed (image, {LISTED}) VALUES (?, ?, ?, ?, ?, ?)", image, *now)


def words_of(label: str) -> tuple[str, ...]:
    """The words by which an image is found, in the order of the alphabet, each once."""
    return tuple(sorted(set(folded(label).split())))


def _now(db: Database, image: str) -> Row | None:
    found = db.row(AS_KNOWN, image)
    if found is None:
        return None
    at_ms, patient, photographer, label, asked = found
    return at_ms, patient, photographer, " ".join(words_of(label)), asked


def _places(image: str, row: Row | None) -> list[Row]:
    """Where the words of a row stand."""
    return [(word, row[0], image) for word in row[3].split()] if row else []
