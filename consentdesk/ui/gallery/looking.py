"""What is looked for in the gallery, as somebody puts it together. Without a window."""

from __future__ import annotations

from consentdesk.domain.listing import Status, WantedImages
from consentdesk.domain.refusals import Problem
from consentdesk.ui.gallery.state import Asked
from consentdesk.ui.kit.dates import DayOrder, parse_day, typed_day
from consentdesk.ui.words import sentence

FIRST_DAY, LAST_DAY = "gallery_first_day", "gallery_last_day"


def wanted(asked: Asked, order: DayOrder) -> WantedImages:
    """What was asked for; its days have to be days."""
    return WantedImages(
        asked.use,
        Status(asked.status) if asked.status else None,
        parse_day(asked.first_day, order),
        parse_day(asked.last_day, order),
        asked.site,
        asked.photographer,
    )


def as_asked(wanted: WantedImages, order: DayOrder) -> Asked:
    """The same as it would be chosen and typed."""
    first, last = (typed_day(day, order) if day else "" for day in (wanted.first_day, wanted.last_day))
    status = wanted.status.value if wanted.status else ""
    return Asked(wanted.use, status, wanted.site, wanted.photographer, first, last)


def day_problems(asked: Asked, order: DayOrder, example: str) -> tuple[tuple[str, str], ...]:
    """What is wrong with the days typed, by the name of the field."""
    typed = {FIRST_DAY: asked.first_day, LAST_DAY: asked.last_day}
    days = {name: parse_day(text, order) for name, text in typed.items() if text}
    wrong = [
        (name, sentence(Problem("ledger_day_wrong", name, {"example": example})))
        for name, day in days.items()
        if day is None
    ]
    first, last = days.get(FIRST_DAY), days.get(LAST_DAY)
    if first and last and last < first:
        wrong.append((LAST_DAY, sentence(Problem("ledger_days_reversed", LAST_DAY))))
    return tuple(wrong)
