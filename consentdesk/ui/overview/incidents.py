"""Incidents in the overview, in the words of staff: to learn from, naming nobody. Outside no small count is
told, and none of a week: what went wrong in a week singles people out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from consentdesk.domain.incident_figures import Incidents
from consentdesk.domain.overview import FEW, few
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.report import Plot, Section, Shape
from consentdesk.ui.register.told import place_kind_words
from consentdesk.ui.words import _, ngettext


@dataclass(frozen=True)
class IncidentTelling:
    """How incidents are told: `when` heads the column of times, `period` says one by its first day."""

    found: Incidents
    when: str
    period: Callable[[date], str]
    outside: bool = False

    def sections(self) -> tuple[Section, ...]:
        return self._where(), self._outcomes()

    def _where(self) -> Section:
        found = self.found
        kinds = [kind for kind in PlaceKind if self.outside or found.of_kind(kind)]
        counts = [found.of_kind(kind) for kind in kinds]
        labels, told = tuple(map(place_kind_words, kinds)), tuple(map(self._count, counts))
        columns = (_("Where"), _("Incidents")) if self.outside else (self.when, _("Where"), _("Incidents"))
        rows = tuple(zip(labels, told, strict=True)) if self.outside else self._by_period()
        note = _("By the day on which they were discovered, and the kind of place.")
        plot = self._plot(tuple(zip(labels, counts, strict=True)))
        return Section("incidents", _("Incidents"), note, columns, rows if found.count else (), plot, _none())

    def _by_period(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            (self.period(since), place_kind_words(kind), str(count))
            for (since, kind), count in sorted(self.found.kinds.items())
        )

    def _outcomes(self) -> Section:
        found = self.found
        counts = (
            (_("Permitted"), found.permitted),
            (_("Not permitted"), found.not_permitted),
            (_("Not known"), found.unknown),
            (_("Told no before"), found.told_before),
            (_("Still up"), found.up),
            (_("Still open"), found.open),
        )
        rows = (
            *((label, self._count(count)) for label, count in counts),
            (_("From the discovery until it was taken down, typically"), self._days(found.down_days)),
            (_("From the discovery until it was closed, typically"), self._days(found.closed_days)),
        )
        note = _(
            "By what the record said of the day of use. Told no before: somebody had asked, to no avail."
        )
        shown = rows if found.count else ()
        heading, columns = _("What came of incidents"), (_("What"), _("Incidents"))
        return Section("incident_outcomes", heading, note, columns, shown, self._plot(counts), _none())

    def _plot(self, counts: Sequence[tuple[str, int]]) -> Plot:
        """What would tell a small count is drawn as nothing."""
        drawn = tuple(0.0 if self._is_small(count) else float(count) for _label, count in counts)
        told = tuple(self._count(count) for _label, count in counts)
        return Plot(Shape.BARS, tuple(label for label, _count in counts), drawn, told)

    def _is_small(self, count: int) -> bool:
        return self.outside and count < FEW

    def _count(self, count: int) -> str:
        return few(count) if self.outside else str(count)

    def _days(self, days: float | None) -> str:
        if days is None or self._is_small(self.found.count):
            return "–"
        whole = round(days)
        return ngettext("{count} day", "{count} days", whole).format(count=whole)


def _none() -> str:
    return _("No incident was discovered in these weeks.")
