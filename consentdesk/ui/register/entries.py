"""A place as somebody enters it, until it is noted. Without a window."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.domain.refusals import Problem
from consentdesk.ui.kit.dates import DayOrder, parse_day, typed_day

DAYS = {"day": "placed_on", "until": "until", "review": "review_on"}
"""The days of a place: as they are typed, and as the place has them."""


@dataclass(frozen=True)
class PlaceEntries:
    """What is chosen, and what is typed as it was typed, days too."""

    kind: str = ""
    use: str = ""
    title: str = field(default="", repr=False)
    outlet: str = ""
    link: str = field(default="", repr=False)
    owner: str = field(default="", repr=False)
    audience: str = field(default="", repr=False)
    day: str = ""
    until: str = ""
    review: str = ""
    note: str = field(default="", repr=False)

    def text(self, name: str) -> str:
        """What is typed in the field called `place_<name>`."""
        return str(getattr(self, name))

    def with_text(self, name: str, text: str) -> PlaceEntries:
        return replace(self, **{name: text})


NO_ENTRIES = PlaceEntries()


def as_entered(place: Placement, order: DayOrder) -> PlaceEntries:
    """A place as it would be typed."""
    return PlaceEntries(
        kind=place.kind.value,
        use=place.use,
        title=place.title,
        outlet=place.outlet,
        link=place.link,
        owner=place.owner,
        audience=place.audience,
        note=place.note,
        **{typed: _typed(getattr(place, name), order) for typed, name in DAYS.items()},
    )


def entry_problems(entries: PlaceEntries, order: DayOrder, today: date) -> tuple[Problem, ...]:
    """What is wrong before anybody else is asked: nothing chosen, or a day that is none."""
    found = []
    if not entries.kind:
        found.append(Problem("placement_kind_missing", "place_kind"))
    if not entries.use:
        found.append(Problem("placement_use_missing", "place_use"))
    example = {"example": typed_day(today, order)}
    for name in DAYS:
        typed = entries.text(name).strip()
        if typed and parse_day(typed, order) is None:
            found.append(Problem("ledger_day_wrong", f"place_{name}", dict(example)))
    return tuple(found)


def placement(entries: PlaceEntries, order: DayOrder, before: Placement | None = None) -> Placement:
    """The place that was entered, of the image and with the id of `before`, where there is one. Nothing may
    be wrong with what was entered."""
    days = {name: parse_day(entries.text(typed).strip(), order) for typed, name in DAYS.items()}
    made = before or Placement("", "", entries.use, PlaceKind(entries.kind), "")
    return replace(
        made,
        use=entries.use,
        kind=PlaceKind(entries.kind),
        title=entries.title,
        outlet=entries.outlet,
        link=entries.link,
        owner=entries.owner,
        audience=entries.audience,
        note=entries.note,
        **days,  # type: ignore[arg-type]  # days by the names of a place's own
    )


def _typed(day: date | None, order: DayOrder) -> str:
    return typed_day(day, order) if day else ""
