"""What became of an answer, in words for staff. Without a window."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from consentdesk.domain.lines import LaterRecord
from consentdesk.domain.standing import Fate, Standing
from consentdesk.ui.record.cell import Cell, Way
from consentdesk.ui.words import _, standing_words
from consentdesk.workflows.standing import Became, LastWord

Day = Callable[[date], str]


def became_words(became: Became | None, day: Day) -> tuple[str, Way | None]:
    """The words, and the way to the record that superseded the answer."""
    if became is None:
        return "", None
    if became.standing.fate is not Fate.SUPERSEDED or became.later is None:
        return standing_words(became.standing, day), None
    later = became.later
    return _("Replaced on {day}").format(day=day(later.at.day)), _way(later, later.code)


def can_end(effective: bool, standing: Standing) -> bool:
    """Whether there is a yes that somebody could still withdraw: one that holds, is held back, or waits."""
    over = (Fate.WITHDRAWN, Fate.SUPERSEDED, Fate.CORRECTED)
    return effective and standing.fate not in over


def counts_cell(last: LastWord | None, day: Day) -> Cell:
    """What counts today for an image and a use, and the record that it comes from."""
    if last is None:
        return Cell(_("Not asked"))
    answer = _("Yes") if last.effective else _("Not agreed") if last.patient_said_no else _("No")
    over = last.standing.fate is not Fate.STANDS
    words = standing_words(last.standing, day) if over else ""
    return Cell(answer, standing=words, over=over, way=_way(last.record, day(last.record.at.day)))


def _way(record: LaterRecord, words: str) -> Way:
    return Way(record.id, record.code, words)
