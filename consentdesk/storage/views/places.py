"""Lists of the places where images are, or were: page by page, whatever is looked for."""

from __future__ import annotations

from collections.abc import Collection

from consentdesk.domain.placement import PlacementLine, PlacesBefore, WantedPlaces
from consentdesk.storage.connection import Row
from consentdesk.storage.views.putting import ms
from consentdesk.storage.views.questions import LAST_CHARACTER, LAST_MS
from consentdesk.storage.views.uses import Uses

INDEXES = {  # by whether use, kind and outlet are asked for
    (False, False, False): "placements_by_time",
    (True, False, False): "placements_by_use",
    (False, True, False): "placements_by_kind",
    (True, True, False): "placements_by_use_and_kind",
}


class Places(Uses):
    def places(
        self, wanted: WantedPlaces, outlets: Collection[str], before: PlacesBefore | None, limit: int
    ) -> tuple[PlacementLine, ...]:
        """The places that were noted last of those wanted, newest first, or those noted before. `outlets` are
        all names of the one that is wanted, folded; none where none is."""
        start = (ms(before.noted_at), before.id) if before else (LAST_MS, LAST_CHARACTER)
        found = [row for outlet in outlets or ("",) for row in self._found(wanted, outlet, start, limit)]
        newest = sorted(found, reverse=True)[:limit]
        lines = (self.placement(id) for _, id in newest)
        return tuple(line for line in lines if line is not None)

    def _found(self, wanted: WantedPlaces, outlet: str, start: tuple[int, str], limit: int) -> list[Row]:
        asked = {"use": wanted.use, "kind": wanted.kind or "", "outlet": outlet}
        by = INDEXES.get((bool(wanted.use), bool(wanted.kind), bool(outlet)), "placements_by_outlet")
        where = "".join(f" AND {column} = ?" for column, value in asked.items() if value)
        return self._db.rows(
            f"SELECT at_ms, id FROM placements INDEXED BY {by} WHERE ended = ?{where}"
            " AND (at_ms, id) < (?, ?) ORDER BY at_ms DESC, id DESC LIMIT ?",
            *(int(not wanted.live), *filter(None, asked.values()), *start, limit),
        )
