"""What is asked about images after the signature: which one a file is, what ended, where it is."""

from __future__ import annotations

from consentdesk.domain.codec import parse
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import Outcome, Placement, PlacementLine
from consentdesk.domain.withdrawal import Ending
from consentdesk.storage.connection import Row
from consentdesk.storage.views.questions import Views

ENDING = (
    "e.id, e.patient, e.use, e.at, e.suspends, (SELECT at FROM endings_lifted WHERE ending = e.id),"
    " i.source_sha256 FROM images i CROSS JOIN endings e"
    " ON e.patient = i.patient AND e.image IN ('', i.source_sha256)"
)
PLACEMENT = (
    "p.entry, p.patient, coalesce(n.given_name || ' ' || n.family_name, ''),"
    " coalesce((SELECT label FROM images i WHERE i.source_sha256 = p.image AND i.patient = p.patient), ''),"
    " p.at, g.at, g.outcome FROM placements p LEFT JOIN patients n ON n.id = p.patient"
    " LEFT JOIN placements_ended g ON g.placement = p.id"
)


class Uses(Views):
    def endings_on(self, source_sha256: str) -> tuple[Ending, ...]:
        """Every withdrawal and suspension that reaches an image, oldest first, use by use."""
        rows = self._db.rows(
            f"SELECT {ENDING} WHERE i.source_sha256 = ? ORDER BY e.at_ms, e.id, e.use", source_sha256
        )
        return tuple(ending(row[:-1]) for row in rows)

    def image_with_file(self, sha256: str) -> ImageLine | None:
        """The image that a file is by the hash of its bytes: the source, or one that was released (R24)."""
        return self.image(sha256) or self._released("file_sha256", sha256)

    def image_with_shown_pixels(self, pixels_sha256: str) -> ImageLine | None:
        """The image with exactly these pixels, upright in sRGB: the source's, or those of a released file."""
        return self.image_with_pixels(pixels_sha256) or self._released("pixels_sha256", pixels_sha256)

    def images_made_from(self, source_sha256: str) -> tuple[ImageLine, ...]:
        """The crops and masked copies of an image, theirs as well, oldest first (R28)."""
        rows = self._db.rows(
            "WITH RECURSIVE made (source) AS (SELECT source_sha256 FROM images INDEXED BY images_by_origin"
            " WHERE derived_from = ? AND derived_from <> ''"
            " UNION SELECT i.source_sha256 FROM made CROSS JOIN images i INDEXED BY images_by_origin"
            " ON i.derived_from = made.source AND i.derived_from <> '')"
            " SELECT source FROM made JOIN images ON source_sha256 = source"
            " GROUP BY source ORDER BY min(at_ms), source",
            source_sha256,
        )
        return tuple(line for (source,) in rows if (line := self.image(source)) is not None)

    def placement(self, id: str) -> PlacementLine | None:
        found = self._db.row(f"SELECT {PLACEMENT} WHERE p.id = ?", id)
        return _placement_line(found) if found else None

    def placements_of(self, patient: str, live: bool = True) -> tuple[PlacementLine, ...]:
        """Where a patient's images are, or ever were, newest first."""
        rows = self._db.rows(
            f"SELECT {PLACEMENT} WHERE p.patient = ? AND NOT (? AND p.ended) ORDER BY p.at_ms DESC, p.id",
            *(patient, int(live)),
        )
        return tuple(_placement_line(row) for row in rows)

    def _released(self, column: str, sha256: str) -> ImageLine | None:
        found = self._db.row(f"SELECT image FROM releases WHERE {column} = ? LIMIT 1", sha256)
        return self.image(found[0]) if found else None


def ending(row: Row) -> Ending:
    id, patient, use, at, suspends, lifted = row
    return Ending(
        id, patient, use, Moment.parse(at), bool(suspends), Moment.parse(lifted) if lifted else None
    )


def _placement_line(row: Row) -> PlacementLine:
    entry, patient, name, label, at, ended_at, outcome = row
    return PlacementLine(
        *(parse(Placement, entry), patient, name.strip(), label, Moment.parse(at)),
        ended_at=Moment.parse(ended_at) if ended_at else None,
        outcome=Outcome(outcome) if outcome else None,
    )
