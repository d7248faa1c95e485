"""The ways to images that are wanted: each walks an index by time, so that no list is ever sorted, or counted
to find a place in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from consentdesk.domain.dues import born_by
from consentdesk.domain.listing import Status, WantedImages
from consentdesk.domain.pack import Ages
from consentdesk.storage.connection import Database
from consentdesk.storage.views.listing import words_of
from consentdesk.storage.views.questions import LAST_CHARACTER

MOST_WORDS = 60  # walked side by side; for a shorter beginning everything is looked at
STATES = {Status.REFUSED: "no", Status.WITHDRAWN: "withdrawn", Status.SUSPENDED: "suspended"}
COMMON = {Status.ALLOWED, Status.REFUSED}

BY_TIME = "SELECT at_ms, image, ? AS use FROM listed INDEXED BY listed_by_time WHERE 1"
BY_PHOTOGRAPHER = (
    "SELECT at_ms, image, ? AS use FROM listed INDEXED BY listed_by_photographer"
    " WHERE photographer <> '' AND photographer = ?"
)
BY_ASKED = "SELECT at_ms, image, ? AS use FROM listed INDEXED BY listed_by_asked WHERE asked = ?"
BY_WORD = "SELECT at_ms, image, ? AS use FROM image_words WHERE word = ?"
BY_ERASURE = (
    "SELECT at_ms, image, ? AS use FROM erased INDEXED BY erased_by_name"
    " CROSS JOIN listed ON image = substr(name, 7) WHERE name >= 'image:' AND name < 'image;'"
)
BY_STATE = (
    "SELECT image_ms AS at_ms, image, use FROM standings INDEXED BY standings_by_state"
    " WHERE use = ? AND state = ?"
)
THAT_HOLD = f"{BY_STATE} AND (until = '' OR until >= ?)"
THAT_ENDED = (
    "SELECT image_ms AS at_ms, image, use FROM standings INDEXED BY standings_that_end"
    " WHERE state = 'yes' AND until <> '' AND use = ? AND until < ?"
)
THAT_FROZE = (
    "SELECT image_ms AS at_ms, image, use FROM standings INDEXED BY standings_that_freeze"
    " WHERE state = 'yes' AND decided_by = 'representative' AND born <> '' AND use <> 'medical_record'"
    " AND use = ? AND born <= ?"
)
USES = (
    "WITH RECURSIVE found (use) AS (SELECT min(use) FROM standings INDEXED BY standings_by_state UNION ALL"
    " SELECT (SELECT min(use) FROM standings INDEXED BY standings_by_state WHERE use > found.use) FROM found"
    " WHERE found.use IS NOT NULL) SELECT use FROM found WHERE use IS NOT NULL"
)
ASKED = (
    "WITH RECURSIVE found (asked) AS (SELECT min(asked) FROM listed INDEXED BY listed_by_asked UNION ALL"
    " SELECT (SELECT min(asked) FROM listed INDEXED BY listed_by_asked WHERE asked > found.asked) FROM found"
    " WHERE found.asked IS NOT NULL) SELECT asked FROM found WHERE asked IS NOT NULL"
)
WORDS = (
    "WITH RECURSIVE found (word) AS (SELECT min(word) FROM image_words WHERE word >= ?1 UNION ALL"
    " SELECT (SELECT min(word) FROM image_words WHERE word > found.word) FROM found WHERE found.word < ?2)"
    " SELECT word FROM found WHERE word < ?2 LIMIT ?3"
)


@dataclass(frozen=True)
class Walk:
    """Images with their times, and with the use that they are there for; `values` belong to the condition,
    which goes on with the place to begin at."""

    sql: str
    values: tuple[Any, ...]


def walks(db: Database, wanted: WantedImages, ages: Ages, day: date) -> tuple[Walk, ...]:
    """The shortest ways, side by side, past all that can be wanted; what is met there has still to be looked
    at. None where nothing can be."""
    if wanted.status is not None and not (wanted.use and wanted.status in COMMON):
        return _of_status(db, wanted.status, wanted.use, ages, day)
    words = _words(db, wanted.site)
    if words is not None:
        return tuple(Walk(BY_WORD, (wanted.use, word)) for word in words)
    if wanted.photographer:
        return (Walk(BY_PHOTOGRAPHER, (wanted.use, wanted.photographer)),)
    if wanted.status is not None:
        return _of_status(db, wanted.status, wanted.use, ages, day)
    return (Walk(BY_TIME, (wanted.use,)),)


def _words(db: Database, site: str) -> list[str] | None:
    """The words that begin as the longest of those typed; None where nothing was typed, or too many do."""
    typed = max(words_of(site), key=len, default="")
    if not typed:
        return None
    rows = db.rows(WORDS, typed, typed + LAST_CHARACTER, MOST_WORDS + 1)
    return [word for (word,) in rows] if len(rows) <= MOST_WORDS else None


def _of_status(db: Database, status: Status, use: str, ages: Ages, day: date) -> tuple[Walk, ...]:
    if status is Status.NOT_ASKED:
        return tuple(Walk(BY_ASKED, (use, asked)) for asked in _asked_without(db, use))
    if status is Status.ERASED:
        return (Walk(BY_ERASURE, (use,)),)
    return tuple(_of_use(status, one, ages, day) for one in ([use] if use else _texts(db, USES)))


def _of_use(status: Status, use: str, ages: Ages, day: date) -> Walk:
    if status is Status.EXPIRED:
        return Walk(THAT_ENDED, (use, str(day)))
    if status is Status.FROZEN:
        born = born_by(day, ages.turning_points[0], ages.leap_birthday)
        return Walk(THAT_FROZE, (use, str(born)))
    if status is Status.ALLOWED:
        return Walk(THAT_HOLD, (use, "yes", str(day)))
    return Walk(BY_STATE, (use, STATES[status]))


def _asked_without(db: Database, use: str) -> list[str]:
    """What was asked of images that nobody was asked this use of: one list of uses for each way that sessions
    were held. Without a use, nothing."""
    return [asked for asked in _texts(db, ASKED) if use not in asked.split()] if use else [""]


def _texts(db: Database, sql: str) -> list[str]:
    return [text for (text,) in db.rows(sql)]
