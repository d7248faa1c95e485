"""Who has to agree, from age at signing and circumstances (R7–R11, R13)."""

from __future__ import annotations

from datetime import date

from consentdesk.domain.pack import Pathway, RulePack
from consentdesk.domain.people import Capacity, Circumstances, Life, age_on
from consentdesk.domain.refusals import Problem


def pathway_for(pack: RulePack, born: date, circumstances: Circumstances, day: date) -> Pathway:
    """The pathway that holds on a day. Exactly the age that a band of the pack begins with counts as
    reached."""
    if circumstances.life is not Life.LIVING:
        return pack.pathway(circumstances.life.value)
    if circumstances.capacity in (Capacity.LACKING, Capacity.GUARDIAN):
        return pack.pathway("represented")
    age = age_on(born, day, pack.ages.leap_birthday)
    _, id = max(band for band in pack.ages.bands if band[0] <= max(age, 0))
    return pack.pathway(id)


def capacity_problems(circumstances: Circumstances) -> list[Problem]:
    """A developmental disability prompts a recorded question about capacity and does not answer it (R10)."""
    unasked = circumstances.capacity is Capacity.NO_DOUBT and circumstances.life is Life.LIVING
    if circumstances.developmental_disability and unasked:
        return [Problem("capacity_not_asked", "capacity")]
    return []
