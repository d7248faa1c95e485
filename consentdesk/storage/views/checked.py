"""What is asked about checks for what identifies a patient."""

from __future__ import annotations

from collections.abc import Sequence

from consentdesk.domain.moment import Moment
from consentdesk.domain.reidentification.check import Checked, particulars_hash
from consentdesk.storage.connection import Row
from consentdesk.storage.views.questions import PATIENT, Views, patient

AT_ONCE = 500  # names in one question
WORKED_HERE = (
    "EXISTS (SELECT 1 FROM comings WHERE member = a.member AND NOT leaves AND at_ms <= a.at_ms)"
    " AND NOT EXISTS (SELECT 1 FROM comings WHERE member = a.member AND leaves AND at_ms <= a.at_ms)"
)
CHECKED = (
    "c.image, c.id, c.use, c.outlet, c.at, c.member, c.words,"
    " (SELECT group_concat(a.member, char(32)) FROM agreements a"
    f' WHERE a."check" = c.id AND {WORKED_HERE}),'
    f" c.outlet_id, c.particulars, {PATIENT} FROM checks c INDEXED BY checks_by_image"
    " LEFT JOIN patients p ON p.id = (SELECT patient FROM images i WHERE i.source_sha256 = c.image"
    " ORDER BY at_ms DESC, kept, patient LIMIT 1)"
)


class Checks(Views):
    def checks_on(self, sources: Sequence[str]) -> dict[str, tuple[Checked, ...]]:
        """Every check of these images (source hashes), oldest first; images without one are left out."""
        wanted = tuple(dict.fromkeys(sources))
        found: dict[str, tuple[Checked, ...]] = {}
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            rows = self._db.rows(
                f"SELECT {CHECKED} WHERE c.image IN ({', '.join('?' * len(some))}) ORDER BY c.at_ms, c.id",
                *some,
            )
            for image, *row in rows:
                found[image] = (*found.get(image, ()), _checked(row))
        return found


def _checked(row: Row) -> Checked:
    id, use, outlet, at, member, words, agreed_by, outlet_id, particulars, *shown = row
    known = shown[0] is not None
    return Checked(
        *(id, use, outlet, Moment.parse(at), member, words, tuple((agreed_by or "").split())),
        outlet_id=outlet_id,
        same_patient=known and particulars_hash(patient(shown)) == particulars,
    )
