"""What falls due. Every question walks an index, and only as far as it has to."""

from __future__ import annotations

from datetime import date

from consentdesk.domain.dues import AnswersEnd, EndingWaits, PlaceDue, Wait
from consentdesk.domain.moment import Moment
from consentdesk.storage.views.coming_of_age import DIED, ERASED, NAME_OF, ComingOfAge
from consentdesk.storage.views.putting import ms

ENDING = (
    "standings s INDEXED BY standings_by_until WHERE s.state = 'yes' AND s.until <> ''"
    " AND s.until BETWEEN ? AND ? AND (s.until, s.record) > (?, ?)"
    f" AND NOT {ERASED} AND NOT {DIED.format('s.patient')}"
)
OF_ONE_RECORD = (
    "SELECT s.image, s.use FROM standings s INDEXED BY standings_by_until"
    f" WHERE s.state = 'yes' AND s.until <> '' AND s.until = ? AND s.record = ? AND NOT {ERASED}"
)
WAITING = (
    "endings_waiting w INDEXED BY endings_waiting_since WHERE w.waits = ? AND (w.at_ms, w.ending) > (?, ?)"
    " ORDER BY w.at_ms, w.ending"
)
TAKEN_DOWN = (
    "EXISTS (SELECT 1 FROM removals t INDEXED BY removals_by_placement"
    " WHERE t.placement = p.id AND NOT t.closed)"
)
LAST_DAY_CAME = (
    "SELECT p.until, p.id, 1 FROM placements p INDEXED BY placements_by_until"
    " WHERE NOT p.ended AND p.until <> '' AND p.until <= ?1 AND (p.until, p.id) > (?2, ?3)"
    f" AND NOT {TAKEN_DOWN}"
)
REVIEW_CAME = (
    "SELECT p.review_on, p.id, 0 FROM placements p INDEXED BY placements_by_review"
    " WHERE NOT p.ended AND p.review_on <> '' AND p.review_on <= ?1 AND (p.review_on, p.id) > (?2, ?3)"
    f" AND (p.until = '' OR p.until > ?1) AND NOT {TAKEN_DOWN}"
)


class Dues(ComingOfAge):
    def answers_end(
        self, first: date, last: date, after: AnswersEnd | None = None, limit: int = 50
    ) -> tuple[AnswersEnd, ...]:
        """Records with yes's whose last day lies between these, by that day: none of patients who died, nor
        of images that were erased."""
        start = (str(after.last_day), after.record) if after else ("", "")
        rows = self._db.rows(
            f"SELECT s.until, s.record, s.patient, {NAME_OF.format('s.patient')} FROM {ENDING}"
            " GROUP BY s.until, s.record ORDER BY s.until, s.record LIMIT ?",
            *(str(first), str(last), *start, limit),
        )
        return tuple(self._answers_end(*row) for row in rows)

    def endings_waiting(
        self, wait: Wait, after: EndingWaits | None = None, limit: int = 50
    ) -> tuple[EndingWaits, ...]:
        """Withdrawals and suspensions that wait for this, the oldest first."""
        start = (ms(after.at), after.ending) if after else (0, "")
        rows = self._db.rows(
            f"SELECT w.ending, w.patient, {NAME_OF.format('w.patient')}, w.at FROM {WAITING} LIMIT ?",
            *(wait, *start, limit),
        )
        return tuple(
            EndingWaits(ending, patient, name.strip(), Moment.parse(at), wait)
            for ending, patient, name, at in rows
        )

    def places_due(self, day: date, after: PlaceDue | None = None, limit: int = 50) -> tuple[PlaceDue, ...]:
        """Live places whose last day or day of review has come, the longest due first; none that somebody is
        to take down anyway."""
        start = (str(after.day), after.line.placement.id) if after else ("", "")
        rows = self._db.rows(
            f"{LAST_DAY_CAME} UNION ALL {REVIEW_CAME} ORDER BY 1, 2 LIMIT ?4", str(day), *start, limit
        )
        found = ((self.placement(id), since, last_day) for since, id, last_day in rows)
        return tuple(
            PlaceDue(line, date.fromisoformat(since), bool(last_day))
            for line, since, last_day in found
            if line
        )

    def _answers_end(self, until: str, record: str, patient: str, name: str) -> AnswersEnd:
        rows = self._db.rows(OF_ONE_RECORD, until, record)
        images, uses = {image for image, _use in rows}, dict.fromkeys(use for _image, use in rows)
        return AnswersEnd(record, patient, name.strip(), date.fromisoformat(until), len(images), tuple(uses))
