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
        Ground.RETENTION_OVER: _("Kept as long as it has to be"),
        Ground.PATIENT_ASKS: _("The patient asks, by right"),
        Ground.BY_MISTAKE: _("Entered by mistake"),
        Ground.ORDERED: _("Ordered by an authority"),
        Ground.PHOTOGRAPHY_REFUSED: _("Pictures refused later"),
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
        return _("Your rules do not say how long to keep this. Check what your law asks for."), False
    if not ahead:
        return _("As far as this desk knows, your rules ask to keep this no longer."), False
    kept = _(" and ").join(_kept_words(k.kept).format(day=day(k.until)) for k in ahead)
    return _("Your rules ask to keep {kept}, at least").format(kept=kept), True


def _kept_words(kept: Kept) -> str:
    return {
        Kept.MEDICAL_RECORD: _("the medical record until {day}"),
        Kept.CONSENT_RECORD: _("the consent record until {day}"),
    }[kept]
