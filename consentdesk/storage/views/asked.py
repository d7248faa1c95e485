"""What the gate asks: all that is known of some images at once, and what they look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consentdesk.domain.gate import KnownImage
from consentdesk.storage.connection import Row
from consentdesk.storage.core import Part
from consentdesk.storage.views.questions import DECISION, IMAGE, image_line, past
from consentdesk.storage.views.uses import ENDING, ending

AT_ONCE = 500  # names in one question


class Asked(Part):
    def known_images(self, sources: Sequence[str]) -> dict[str, KnownImage]:
        """All that the uses of these images (source hashes) depend on; what is not known here is left out."""
        wanted = tuple(dict.fromkeys(sources))
        known: dict[str, KnownImage] = {}
        for start in range(0, len(wanted), AT_ONCE):
            known |= self._known(wanted[start : start + AT_ONCE])
        return known

    def looks(self) -> tuple[tuple[str, str], ...]:
        """Every image that has a look, by its source hash, with it."""
        rows = self._db.rows(
            "SELECT DISTINCT source_sha256, look FROM images INDEXED BY images_by_look WHERE look <> ''"
        )
        return tuple((source, look) for source, look in rows)

    def _known(self, sources: tuple[str, ...]) -> dict[str, KnownImage]:
        among = f"IN ({', '.join('?' * len(sources))})"
        lines = self._db.rows(
            f"SELECT {IMAGE} FROM images WHERE source_sha256 {among} ORDER BY at_ms, kept DESC, patient DESC",
            *sources,
        )
        decisions = self._db.rows(
            f"SELECT {DECISION}, d.image FROM decisions d WHERE image {among}"
            " ORDER BY sealed_ms, record, use",
            *sources,
        )
        endings = self._db.rows(
            f"SELECT {ENDING} WHERE i.source_sha256 {among} ORDER BY e.at_ms, e.id, e.use",
            *sources,
        )
        history, ended = dict(_by_last(decisions)), dict(_by_last(endings))
        return {
            row[0]: KnownImage(
                image_line(row),
                tuple(map(past, history.get(row[0], ()))),
                tuple(map(ending, ended.get(row[0], ()))),
            )
            for row in lines  # where several speak of an image, the last word comes last
        }


def _by_last(rows: Sequence[Row]) -> Iterator[tuple[str, list[Row]]]:
    """The rows of each image, which their last column names, without it."""
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row[-1], []).append(row[:-1])
    return iter(grouped.items())
