"""Who comes of age, and what others agreed to before that is theirs to decide then (R14).

The pack says at which ages. What is indexed is how old a patient was when somebody else agreed, and the day
of their birth: from each age on, the ones whose birthday comes next are the next in the index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from heapq import merge
from itertools import groupby, islice, pairwise
from typing import NamedTuple

from consentdesk.domain.dues import NEW_ADULT_LETTER, ComesOfAge, Frozen, born_by, turning
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import Ages
from consentdesk.domain.people import birthday
from consentdesk.storage.connection import Row
from consentdesk.storage.views.uses import Uses

NAME_OF = "coalesce((SELECT given_name || ' ' || family_name FROM patients WHERE id = {0}), '')"
BY_OTHERS = (
    "s.state IN ('yes', 'suspended') AND s.decided_by = 'representative' AND s.born <> ''"
    " AND s.use <> 'medical_record'"
)
DIED = (
    "EXISTS (SELECT 1 FROM records d INDEXED BY records_of_the_dead WHERE d.patient = {0}"
    " AND d.pathway IN ('deceased', 'stillborn')"
    " AND NOT EXISTS (SELECT 1 FROM corrections WHERE record = d.id))"
)
ERASED = (
    "(EXISTS (SELECT 1 FROM erased WHERE name = 'image:' || s.image)"
    " AND NOT EXISTS (SELECT 1 FROM keys WHERE name = 'image:' || s.image))"
)
BORN_BETWEEN = (
    f"SELECT DISTINCT s.born, s.patient FROM standings s INDEXED BY standings_of_minors WHERE {BY_OTHERS}"
    " AND s.aged = ? AND s.born > ? AND s.born <= ? ORDER BY s.born {0}, s.patient {0}"
)
AGREED_FOR = (
    "SELECT s.image, s.use, s.record, s.sealed_on, s.born, s.until"
    " FROM images i INDEXED BY images_by_patient CROSS JOIN standings s ON s.image = i.source_sha256"
    f" WHERE i.patient = ? AND s.patient = i.patient AND {BY_OTHERS}"
    f" AND NOT {ERASED} AND NOT {DIED.format('i.patient')} ORDER BY i.at_ms, s.image, s.use"
)
NAME_AND_LETTER = (
    f"SELECT {NAME_OF.format('?1')}, (SELECT at FROM documents_given"
    f" WHERE document = '{NEW_ADULT_LETTER}' AND about = ?1 AND how <> 'declined')"
)
EARLIEST = date(1000, 1, 1)  # before which nobody came of age


class _Birthday(NamedTuple):
    """A patient's, in the order of lists."""

    day: date
    born: date
    patient: str
    age: int


class ComingOfAge(Uses):
    def came_of_age(
        self, ages: Ages, day: date, after: ComesOfAge | None = None, limit: int = 50
    ) -> tuple[ComesOfAge, ...]:
        """Patients who have come of age by a day, and have not decided yet what others agreed to before: the
        latest birthday first. Nobody who died."""
        walk = merge(*self._walks(ages, EARLIEST, after.day if after else day, "DESC"), reverse=True)
        rest = (b for b in walk if after is None or b < _birthday(after))
        return tuple(islice(self._lines(ages, rest), limit))

    def coming_of_age(
        self, ages: Ages, first: date, last: date, after: ComesOfAge | None = None, limit: int = 50
    ) -> tuple[ComesOfAge, ...]:
        """Those who come of age between two days, by their birthdays."""
        walk = merge(*self._walks(ages, after.day if after else first, last, "ASC"))
        rest = (b for b in walk if after is None or b > _birthday(after))
        return tuple(islice(self._lines(ages, rest), limit))

    def agreed_by_others(self, ages: Ages, patient: str) -> tuple[Frozen, ...]:
        """The yes's outside the record that others gave for a patient and that a birthday freezes, or has
        frozen: those that nobody withdrew or answered anew, of images that are still there. None of a patient
        who died."""
        rows = self._db.rows(AGREED_FOR, patient)
        return tuple(frozen for row in rows if (frozen := _frozen(ages, *row)))

    def _walks(self, ages: Ages, first: date, last: date, way: str) -> Iterator[Iterator[_Birthday]]:
        """For each age at which somebody agreed: whoever comes of age between two days, in order."""
        leap = ages.leap_birthday
        for before, age in pairwise((0, *ages.turning_points)):
            between = born_by(first - timedelta(days=1), age, leap), born_by(last, age, leap)
            for aged in range(max(before - 1, 0), age):  # one less: born on 29 February
                rows = self._db.each(BORN_BETWEEN.format(way), aged, *map(str, between))
                yield _birthdays(rows, age, ages)

    def _lines(self, ages: Ages, birthdays: Iterable[_Birthday]) -> Iterator[ComesOfAge]:
        """A line for each on whom somebody else's yes still waits."""
        apart = (found for found, _same in groupby(birthdays))
        return (line for found in apart if (line := self._line(ages, found)))

    def _line(self, ages: Ages, found: _Birthday) -> ComesOfAge | None:
        agreed = [f for f in self.agreed_by_others(ages, found.patient) if f.day == found.day]
        if not agreed:
            return None
        name, letter_at = self._db.rows(NAME_AND_LETTER, found.patient)[0]
        images, uses = {f.image for f in agreed}, dict.fromkeys(f.use for f in agreed)
        return ComesOfAge(
            *(found.patient, name.strip(), found.born, found.day, found.age, len(images), tuple(uses)),
            letter_at=Moment.parse(letter_at) if letter_at else None,
        )


def _birthdays(rows: Iterator[Row], age: int, ages: Ages) -> Iterator[_Birthday]:
    for text, patient in rows:
        born = date.fromisoformat(text)
        yield _Birthday(birthday(born, age, ages.leap_birthday), born, patient, age)


def _birthday(line: ComesOfAge) -> _Birthday:
    return _Birthday(line.day, line.born, line.patient, line.age)


def _frozen(ages: Ages, image: str, use: str, record: str, *days: str) -> Frozen | None:
    agreed_on, born, until = (date.fromisoformat(day) if day else None for day in days)
    assert agreed_on is not None and born is not None
    found = turning(ages, born, agreed_on, until)
    return Frozen(image, use, record, agreed_on, *found) if found else None
