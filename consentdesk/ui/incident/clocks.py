"""The clock of an incident in words: who has to be told by when, and how much time that leaves (R36).

Never that anything is in order: by the rules in force, at the latest.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from consentdesk.domain.deadlines import Deadline, Holds
from consentdesk.domain.moment import Moment
from consentdesk.ui.incident.room import Room
from consentdesk.ui.incident.state import Clock
from consentdesk.ui.incident.told import told_words
from consentdesk.ui.kit.bar import Mood
from consentdesk.ui.words import _, ngettext
from consentdesk.workflows.incident_files import Situation

HOUR = timedelta(hours=1)
SOON_DAYS, SOON_HOURS = 7, 24


def clock_of(room: Room, known: Situation) -> Clock:
    """The next day on which somebody who was not told yet has to be at the latest; before it is concluded
    who, the strictest there can be."""
    first = known.due
    if first is None:
        return Clock(_nobody(known), "")
    left, mood = left_words(room, first)
    return Clock(
        _("Tell {whom}: {when}").format(whom=told_words(first.duty.tell), when=due_words(room, first)),
        left,
        mood,
        _note(room, first, known.file.incident.discovered_at),
        _others(room, [step.deadline for step in known.open_steps if step.deadline], first),
    )


def due_words(room: Room, deadline: Deadline) -> str:
    """By when, as precisely as the rules say it."""
    due = deadline.due
    if due is None:
        return _("without unreasonable delay")
    return _("by {day}").format(day=room.when(due) if deadline.to_the_hour else room.day(due.day))


def left_words(room: Room, deadline: Deadline) -> tuple[str, Mood]:
    """How much time is left, and how pressing that is."""
    due, now = deadline.due, room.now
    if due is None:
        return _("Now"), "warn"
    if due.utc < now.utc:
        return _("Late"), "bad"
    if deadline.to_the_hour:
        hours = (due.utc - now.utc) // HOUR
        words = ngettext("{count} hour left", "{count} hours left", hours).format(count=hours)
        return words, "warn" if hours < SOON_HOURS else "info"
    days = (due.day - now.day).days
    words = ngettext("{count} day left", "{count} days left", days).format(count=days)
    return words if days else _("Today"), "warn" if days <= SOON_DAYS else "info"


def holds_words(room: Room, deadline: Deadline) -> str:
    """Whether a duty holds, and by when it is to be done."""
    if deadline.holds is Holds.NO:
        return _("Not asked for, by what was concluded and counted")
    when = due_words(room, deadline)
    if deadline.due is None:
        return _("Without unreasonable delay; the rules name no day")
    if deadline.holds is Holds.OPEN:
        return _("At the latest {when}, unless the conclusion or the count says otherwise").format(when=when)
    return _("At the latest {when}, and without unreasonable delay").format(when=when)


def _note(room: Room, first: Deadline, discovered_at: Moment) -> str:
    words = _("At the latest, by the rules in force, and without unreasonable delay. Counted from {when}.")
    said = words.format(when=room.when(discovered_at))
    if first.holidays_count_as_work:
        return f"{said} {_('Public holidays are not known here.')}"
    return said


def _others(room: Room, waiting: Sequence[Deadline], first: Deadline) -> str:
    """Who else has to be told, each by their first day."""
    told = [f"{told_words(d.duty.tell)} {due_words(room, d)}" for d in waiting if d != first]
    return _("Then {others}").format(others=" · ".join(told)) if told else ""


def _nobody(known: Situation) -> str:
    if any(deadline.holds is not Holds.NO for deadline in known.deadlines):
        return _("Nobody is left to be told, by what was noted")
    return _("Nobody has to be told, by what was concluded")
