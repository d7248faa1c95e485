"""What a copy turned out to be, in the words of staff: they name nobody. Without a window."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from consentdesk.domain.standing import Fate
from consentdesk.ui.words import _, ngettext, standing_words
from consentdesk.workflows.check_copy import CheckedCopy, Outcome, Outlived

OURS = (Outcome.GENUINE, Outcome.CORRECTED, Outcome.WITHDRAWN, Outcome.OUTLIVED)
Mood = Literal["good", "warn", "bad"]
Day = Callable[[date], str]


@dataclass(frozen=True)
class Verdict:
    """What came of a check: a few words and their mood, what they mean, the answers that count no more;
    `code` is that of a record here which the copy is of."""

    badge: str
    mood: Mood
    lines: tuple[str, ...]
    outlived: tuple[str, ...] = ()
    code: str = ""


def verdict_of(checked: CheckedCopy, uses: Mapping[str, str], day: Day) -> Verdict:
    """`uses` has a short name for each use, `day` says a date in words."""
    badge, mood = _badge(checked)
    outlived = () if checked.outcome is Outcome.CORRECTED else checked.outlived
    told = (_outlived_words(each, uses, day) for each in outlived)
    code = checked.code if checked.outcome in OURS else ""
    return Verdict(badge, mood, tuple(_lines(checked, day)), tuple(told), code)


def _badge(checked: CheckedCopy) -> tuple[str, Mood]:
    badges: dict[Outcome, tuple[str, Mood]] = {
        Outcome.GENUINE: (_("Genuine"), "good"),
        Outcome.CORRECTED: (_("Genuine, but corrected"), "warn"),
        Outcome.WITHDRAWN: (_("Genuine, withdrawn since"), "warn"),
        Outcome.OUTLIVED: (_("Genuine, but not all of it counts"), "warn"),
        Outcome.HASH_DIFFERS: (_("Not as it was sealed"), "bad"),
        Outcome.ERASED: (_("Genuine, but erased here"), "warn"),
        Outcome.NOT_OURS: (_("Not of this vault"), "bad"),
    }
    badge, mood = badges[checked.outcome]
    if checked.outcome is Outcome.GENUINE and not checked.with_hash:
        return _("The code is ours"), "good"
    return badge, mood


def _lines(checked: CheckedCopy, day: Day) -> Iterator[str]:
    sealed = day(checked.sealed_at.day) if checked.sealed_at else ""
    if checked.outcome is Outcome.NOT_OURS:
        yield _("There is no record {code} here. The copy belongs to another clinic or was made up.").format(
            code=checked.code
        )
        yield from _gap(checked)
    elif checked.outcome is Outcome.HASH_DIFFERS:
        yield _("Record {code} was sealed here on {day}, with another chain hash.").format(
            code=checked.code, day=sealed
        )
        yield _(
            "The paper was altered, or the hash was misread. If it was not: run the check of the vault with "
            "this hash, for then the vault itself may have been rewritten."
        )
    elif checked.outcome is Outcome.ERASED:
        yield _("A record with this chain hash was sealed here on {day}. Its content was erased.").format(
            day=sealed
        )
    else:
        yield from _genuine(checked, sealed, day)


def _genuine(checked: CheckedCopy, sealed: str, day: Day) -> Iterator[str]:
    said = _("Record {code} was sealed here on {day}.")
    if checked.with_hash:
        said = _("Record {code} was sealed here on {day}, and the chain hash is the one on the copy.")
    yield said.format(code=checked.code, day=sealed)
    if not checked.with_hash:
        yield _("Only the code was compared. The chain hash shows whether the copy was altered.")
    if (later := checked.corrected) is not None:
        words = _("It was corrected on {day} by record {code}, which counts in its place.")
        yield words.format(day=day(later.at.day), code=later.code)
    elif checked.outlived:
        count, all_answers = len(checked.outlived), checked.answers
        words = ngettext(
            "{count} of its {all} answers counts no more:",
            "{count} of its {all} answers count no more:",
            count,
        )
        yield words.format(count=count, all=all_answers)
    else:
        yield _("All its answers count today.")


def _gap(checked: CheckedCopy) -> Iterator[str]:
    if checked.gap:
        yield _("This vault was brought back from a backup: a record sealed after that may be missing here.")


def _outlived_words(outlived: Outlived, uses: Mapping[str, str], day: Day) -> str:
    """One answer, and what became of it."""
    became, use = outlived.became, uses.get(outlived.use, outlived.use)
    words = standing_words(became.standing, day)
    if became.standing.fate is Fate.SUPERSEDED and (later := became.later) is not None:
        words = _("Replaced on {day} by record {code}").format(day=day(later.at.day), code=later.code)
    picture = _("Picture {number}, {use}").format(number=outlived.picture, use=use)
    return f"{picture}: {words}"
