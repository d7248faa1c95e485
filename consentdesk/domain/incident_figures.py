"""What can be counted of incidents without naming anybody: to learn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from consentdesk.domain.placement import PlaceKind


@dataclass(frozen=True)
class Incidents:
    """What can be counted of the incidents that were discovered in some weeks: how many of each kind of place
    in each period (by its first day), and of how many the record said that the use was permitted, or was not;
    of the others it said nothing. `told_before` are those of which somebody had been told no before.
    `down_days` and `closed_days` are the medians from the discovery until it was taken down, and until it was
    closed; `up` and `open` are those that are not."""

    kinds: Mapping[tuple[date, PlaceKind], int] = field(default_factory=dict)
    permitted: int = 0
    not_permitted: int = 0
    told_before: int = 0
    down_days: float | None = None
    closed_days: float | None = None
    up: int = 0
    open: int = 0

    @property
    def count(self) -> int:
        return sum(self.kinds.values())

    @property
    def unknown(self) -> int:
        """Of how many the record said nothing."""
        return self.count - self.permitted - self.not_permitted

    def of_kind(self, kind: PlaceKind) -> int:
        return sum(count for (_since, each), count in self.kinds.items() if each is kind)
