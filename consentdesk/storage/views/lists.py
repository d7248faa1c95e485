"""Lists of images: the newest consent first, from any place on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from consentdesk.domain.codec import parse
from consentdesk.domain.lines import PatientLine
from consentdesk.domain.listing import (
    Counting,
    ImagePage,
    ListedImage,
    ListPlace,
    SavedList,
    Status,
    WantedImages,
    status_on,
)
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import Ages
from consentdesk.storage.connection import Row
from consentdesk.storage.core import Part
from consentdesk.storage.views.listing import words_of
from consentdesk.storage.views.questions import LAST_CHARACTER, LAST_MS, PATIENT
from consentdesk.storage.views.walks import walks

LOOKED_AT = 300  # a page that lacks some goes on from there: nobody waits for a long one
ZONES = timedelta(days=1)  # by which the day somewhere can differ from that in UTC
DIED = (
    "(SELECT substr(sealed_at, 1, 10) FROM records r INDEXED BY records_of_the_dead"
    " WHERE r.patient = s.patient AND r.pathway IN ('deceased', 'stillborn')"
    " AND NOT EXISTS (SELECT 1 FROM corrections WHERE record = r.id) ORDER BY sealed_ms LIMIT 1)"
)
LINE = (
    "SELECT w.at_ms, w.image, w.use, l.words, l.asked, i.thumbnail_sha256, l.patient,"
    " coalesce(n.given_name || ' ' || n.family_name, ''), i.label, i.recorded_at, l.photographer, i.kept,"
    " (SELECT max(at) FROM erased WHERE i.kept AND name = 'image:' || w.image"
    " AND round(unixepoch(at, 'subsec') * 1000) >= i.at_ms),"
    f" s.state, s.decided_by, s.sealed_on, s.until, s.born, {DIED} FROM ({{walk}}) w"
    " CROSS JOIN listed l ON l.image = w.image"
    " CROSS JOIN images i ON i.source_sha256 = l.image AND i.patient = l.patient"
    " LEFT JOIN patients n ON n.id = l.patient"
    " LEFT JOIN standings s ON s.image = w.image AND s.use = w.use"
)
PHOTOGRAPHERS = (
    "WITH RECURSIVE found (id) AS (SELECT min(photographer) FROM listed INDEXED BY listed_by_photographer"
    " WHERE photographer <> '' UNION ALL SELECT (SELECT min(photographer) FROM listed"
    " INDEXED BY listed_by_photographer WHERE photographer <> '' AND photographer > found.id) FROM found"
    " WHERE found.id IS NOT NULL) SELECT id FROM found WHERE id IS NOT NULL"
)
BORN_ON = f"SELECT {PATIENT} FROM patients p INDEXED BY patients_by_born WHERE p.born = ?"


@dataclass(frozen=True)
class _Met:
    """An image on the way, before it is known whether it is wanted."""

    line: ListedImage
    words: tuple[str, ...]

    def fits(self, wanted: WantedImages, beginnings: tuple[str, ...]) -> bool:
        line, day = self.line, self.line.consented_at.day
        return (
            (wanted.status is None or line.status is wanted.status)
            and (wanted.first_day is None or day >= wanted.first_day)
            and (wanted.last_day is None or day <= wanted.last_day)
            and wanted.photographer in ("", line.photographer)
            and all(any(word.startswith(b) for word in self.words) for b in beginnings)
        )


class Lists(Part):
    def list_images(
        self,
        wanted: WantedImages,
        ages: Ages,
        day: date,
        before: ListPlace | None = None,
        limit: int = 50,
    ) -> ImagePage:
        """The images that are wanted, as they stand on a day by the pack's ages, behind a place. Of what lies
        on the way no more than `LOOKED_AT` lines are looked at."""
        beginnings, images, place = words_of(wanted.site), list[ListedImage](), None
        for number, met in enumerate(self._met(wanted, ages, day, before), start=1):
            taken = bool(images) and images[-1].place == met.line.place
            if not taken and met.fits(wanted, beginnings):
                images.append(met.line)
                taken = True
            if len(images) == limit or number == LOOKED_AT:
                place = met.line.place if taken else _before(met.line.place)
                break
        return ImagePage(tuple(images), place)

    def photographers(self) -> frozenset[str]:
        """Who took images in, by their ids."""
        return frozenset(id for (id,) in self._db.rows(PHOTOGRAPHERS))

    def saved_lists(self) -> tuple[SavedList, ...]:
        """Those that nobody has forgotten, by name."""
        rows = self._db.rows(
            "SELECT entry FROM saved_lists WHERE id NOT IN (SELECT list FROM lists_forgotten)"
        )
        return tuple(sorted((parse(SavedList, entry) for (entry,) in rows), key=lambda saved: saved.name))

    def patients_born(self, day: date, limit: int = 50) -> tuple[PatientLine, ...]:
        """Patients who were born on a day, newest first."""
        rows = self._db.rows(f"{BORN_ON} ORDER BY p.place DESC LIMIT ?", str(day), limit)
        return tuple(PatientLine(id, given, family, day, number) for id, given, family, _born, number in rows)

    def _met(self, wanted: WantedImages, ages: Ages, day: date, before: ListPlace | None) -> Iterator[_Met]:
        """What lies on the way; an image once for each use that it is there for."""
        ways = walks(self._db, wanted, ages, day)
        if not ways:
            return
        first, last = _bounds(wanted, before)
        legs = (f"{way.sql} AND (at_ms, image) < (?, ?) AND at_ms >= ?" for way in ways)
        walk = f"{' UNION ALL '.join(legs)} ORDER BY at_ms DESC, image DESC LIMIT {LOOKED_AT}"
        values = [value for way in ways for value in (*way.values, *last, first)]
        for row in self._db.each(LINE.format(walk=walk), *values):
            yield _read(row, ages, day)


def _before(place: ListPlace) -> ListPlace:
    """Where the same image is met again: it may be there for another use, too."""
    return place._replace(image=place.image + LAST_CHARACTER)


def _bounds(wanted: WantedImages, before: ListPlace | None) -> tuple[int, ListPlace]:
    """Between which times one has to look, days of any zone included: from, and before which place."""
    first = _midnight_ms(wanted.first_day - ZONES) if wanted.first_day else 0
    last = _midnight_ms(wanted.last_day + 2 * ZONES) if wanted.last_day else LAST_MS
    return first, min(before or ListPlace(LAST_MS, ""), ListPlace(last, ""))


def _midnight_ms(day: date) -> int:
    return round(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def _read(row: Row, ages: Ages, day: date) -> _Met:
    at_ms, image, use, words, asked, thumbnail, patient, name, label, at, photographer, kept, erased, *c = row
    status = status_on(_counting(use, *c) if c[0] else None, ages, day) if use else None
    if not asked:
        status = Status.NOT_ASKED
    if erased:
        status = Status.ERASED
    line = ListedImage(
        ListPlace(at_ms, image), image, thumbnail, patient, name.strip(), label, Moment.parse(at),
        photographer, status, kept=bool(kept) and not erased,
    )  # fmt: skip
    return _Met(line, tuple(words.split()))


def _counting(
    use: str, state: str, by: str, sealed_on: str, until: str, born: str, died: str | None
) -> Counting:
    return Counting(use, state, by, date.fromisoformat(sealed_on), _day(until), _day(born), _day(died))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
