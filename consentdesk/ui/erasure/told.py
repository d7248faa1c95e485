"""Erasing in the words of staff."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from consentdesk.domain.duties import Kept
from consentdesk.domain.erasure import Ground, Keeping, Target
from consentdesk.ui.words import _

Day = Callable[[date], str]


def ground_words(ground: Ground) -> str:
    return {
        Ground.RETENTION_OVER: _("It need not be kept any longer"),
        Ground.PATIENT_ASKS: _("The patient asks, and the law gives the right"),
        Ground.BY_MISTAKE: _("It was entered by mistake"),
        Ground.ORDERED: _("A court or an authority ordered it"),
        Ground.PHOTOGRAPHY_REFUSED: _("Pictures were refused later"),
    }[ground]


def what_goes(target: Target) -> str:
    """What nobody can read any more."""
    return {
        Target.IMAGE: _(
            "The picture as it was added and as it was shown, and the kept copies of records that show it."
        ),
        Target.PATIENT: _(
            "Name, date of birth and number, every record with answers and signatures, pages signed in ink, "
            "copies, pictures, and open sessions."
        ),
    }[target]


def what_stays(target: Target) -> str:
    """What can still be read afterwards."""
    return {
        Target.IMAGE: _(
            "The records with their answers and signatures, the picture's number and hashes. A copy can be "
            "made again, without the picture. Pages signed in ink stay, with what is printed on them."
        ),
        Target.PATIENT: _(
            "That something was recorded, when and by whom, without what it said. Pictures that a later "
            "record says are somebody else's."
        ),
    }[target]


def beyond_reach() -> str:
    """What this program cannot erase."""
    return _(
        "Copies on paper, and files that were saved or given out. Backups in the folder in use give it up "
        "when the next one is taken; those kept elsewhere hold it until somebody deletes them."
    )


def keeping_words(keeping: Sequence[Keeping], today: date, day: Day) -> tuple[str, bool]:
    """What the rules in force ask to keep, and whether that is still to come (R33)."""
    ahead = [k for k in keeping if k.until > today]
    if not keeping:
        return _("The rules in force do not say how long to keep this. Check what your law asks for."), False
    if not ahead:
        return _("What the rules in force ask to keep this for is over, as far as this desk knows."), False
    kept = ", ".join(_kept_words(k.kept).format(day=day(k.until)) for k in ahead)
    words = _("The rules in force ask to keep {kept}. Go on only if another law or an order says so.")
    return words.format(kept=kept), True


def _kept_words(kept: Kept) -> str:
    return {
        Kept.MEDICAL_RECORD: _("the medical record at least until {day}"),
        Kept.CONSENT_RECORD: _("the consent record at least until {day}"),
    }[kept]
