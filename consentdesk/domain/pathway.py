"""Who has to agree, from age at signing and circumstances (R7–R11, R13, R15)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consentdesk.domain.pack import ALONE, Pathway, RulePack
from consentdesk.domain.people import OVERRIDE, Capacity, Circumstances, Life, age_on, reason_problems
from consentdesk.domain.refusals import Problem

OTHERS_DECIDE = (Capacity.LACKING, Capacity.TEMPORARILY_LACKING, Capacity.GUARDIAN)


def pathway_for(pack: RulePack, born: date, circumstances: Circumstances, day: date) -> Pathway:
    """The pathway that holds on a day. Exactly the age that a band of the pack begins with counts as
    reached. A ground for deciding alone counts from the age of assent on, if the pack knows it."""
    if circumstances.life is not Life.LIVING:
        return pack.pathway(circumstances.life.value)
    if circumstances.capacity in OTHERS_DECIDE:
        return pack.pathway("represented")
    age = age_on(born, day, pack.ages.leap_birthday)
    _, id = max(band for band in pack.ages.bands if band[0] <= max(age, 0))
    if id == "minor" and circumstances.decides_alone:
        id = _alone(pack, circumstances.decides_alone)
    return pack.pathway(id)


def _alone(pack: RulePack, ground: str) -> str:
    if ground in pack.grounds:
        return ALONE
    return "adult" if ground == OVERRIDE else "minor"


def may_decide_alone(pack: RulePack, born: date, circumstances: Circumstances, day: date) -> bool:
    """Whether this is a minor who could decide alone on a ground: old enough to be asked, too young to decide
    as adults do, and nobody decides in their place (R15)."""
    return pathway_for(pack, born, replace(circumstances, decides_alone=""), day).id == "minor"


def departs(pack: RulePack, born: date, circumstances: Circumstances, day: date) -> bool:
    """Whether the pathway departs from what the rules say of age and capacity: a temporary lack of capacity,
    or a minor who decides alone without a ground that the pack knows (R15)."""
    if circumstances.life is not Life.LIVING:
        return False
    if circumstances.decides_alone == OVERRIDE and may_decide_alone(pack, born, circumstances, day):
        return True
    return circumstances.capacity is Capacity.TEMPORARILY_LACKING


def settled(pack: RulePack, born: date, circumstances: Circumstances, day: date) -> Circumstances:
    """The circumstances without what settles nothing on this day: a ground for somebody who is no minor, a
    reason where nothing departs from the rules."""
    if not may_decide_alone(pack, born, circumstances, day):
        circumstances = replace(circumstances, decides_alone="")
    if not departs(pack, born, circumstances, day):
        circumstances = replace(circumstances, reason="")
    return circumstances


def circumstances_problems(
    pack: RulePack, born: date, circumstances: Circumstances, day: date
) -> list[Problem]:
    """A developmental disability prompts a recorded question about capacity and does not answer it (R10); a
    departure from the rules has its reason (R15)."""
    found = []
    unasked = circumstances.capacity is Capacity.NO_DOUBT and circumstances.life is Life.LIVING
    if circumstances.developmental_disability and unasked:
        found.append(Problem("capacity_not_asked", "capacity"))
    if departs(pack, born, circumstances, day):
        found += reason_problems(circumstances.reason, "override_reason", "override_reason_missing")
    return found
