"""What lists of images walk: a narrow row for each image as its last record has it, and one for each word of
what it shows. Both follow from the other views, whatever came first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from typing import Any

from consentdesk.domain.outlets import folded
from consentdesk.storage.connection import Database, Row

LISTED = "at_ms, patient, photographer, words, asked"
AS_LISTED = f"SELECT {LISTED} FROM listed WHERE image = ?"
KNOWN = (
    "at_ms, patient, photographer, label,"
    " coalesce((SELECT group_concat(use, ' ' ORDER BY use) FROM standings WHERE image = source_sha256), '')"
)
LAST_WORD = "at_ms DESC, kept, patient"
AS_KNOWN = f"SELECT {KNOWN} FROM images WHERE source_sha256 = ? ORDER BY {LAST_WORD} LIMIT 1"
ALL_KNOWN = (
    f"SELECT source_sha256, {KNOWN} FROM (SELECT *, row_number() OVER"
    f" (PARTITION BY source_sha256 ORDER BY {LAST_WORD}) AS rank FROM images) WHERE rank = 1"
)
LIST = f"INSERT OR REPLACE INTO listed (image, {LISTED}) VALUES (?, ?, ?, ?, ?, ?)"
PLACE_WORD = "INSERT INTO image_words (word, at_ms, image) VALUES (?, ?, ?)"
AT_ONCE = 1000  # rows in one statement


def renew(db: Database, image: str) -> None:
    """Bring the row of an image (source hash), and its words, up to date."""
    old, now = db.row(AS_LISTED, image), _now(db, image)
    if old == now:
        return
    if (before := _places(image, old)) != (places := _places(image, now)):
        db.run_many("DELETE FROM image_words WHERE word = ? AND at_ms = ? AND image = ?", before)
        db.run_many(PLACE_WORD, places)
    if now is None:
        db.run("DELETE FROM listed WHERE image = ?", image)
    else:
        db.run(LIST, image, *now)


def bring_all(db: Database) -> None:
    """The row of every image, and its words, where there is nothing yet."""
    known = db.each(ALL_KNOWN)
    while some := [(image, _as_listed(row)) for image, *row in islice(known, AT_ONCE)]:
        db.run_many(LIST, [(image, *row) for image, row in some])
        db.run_many(PLACE_WORD, [place for image, row in some for place in _places(image, row)])


def words_of(label: str) -> tuple[str, ...]:
    """The words by which an image is found, in the order of the alphabet, each once."""
    return tuple(sorted(set(folded(label).split())))


def _now(db: Database, image: str) -> Row | None:
    found = db.row(AS_KNOWN, image)
    return None if found is None else _as_listed(found)


def _as_listed(known: Sequence[Any]) -> Row:
    at_ms, patient, photographer, label, asked = known
    return at_ms, patient, photographer, " ".join(words_of(label)), asked


def _places(image: str, row: Row | None) -> list[Row]:
    """Where the words of a row stand."""
    return [(word, row[0], image) for word in row[3].split()] if row else []
