"""Who ends permissions by asking, and whose word only suspends them: a table from the rules (R7-R12, R29).

R29: at any time, by the patient, or by whoever is entitled then; a child's later dissent counts; a family
member's request suspends, and who is entitled is settled afterwards. Nobody is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from consentdesk.domain import withdrawal
from consentdesk.domain.people import Capacity, Circumstances, Life
from consentdesk.domain.withdrawal import Asker, Asking, Way, entitled
from tests.helpers.packs import pack

DAY = date(2026, 3, 2)
A_DAY = timedelta(days=1)
BORN = {
    "six": date(2019, 3, 3),
    "seven today": date(2019, 3, 2),
    "eighteen tomorrow": date(2008, 3, 3),
    "eighteen today": date(2008, 3, 2),
    "born on a leap day, eighteen yesterday": date(2008, 2, 29),
    "eighty": date(1946, 3, 2),
}
MINORS = ("six", "seven today", "eighteen tomorrow")
ADULTS = tuple(age for age in BORN if age not in MINORS)

# By relationship and authority: whom the default pack lets decide for whom (R12, read by hand)
FITS = {
    "a parent": ("mother", "parental_responsibility"),
    "a guardian": ("legal_guardian", "guardianship_order"),
    "an heir": ("personal_representative", "estate_appointment"),
    "a spouse": ("spouse_or_partner", "state_law_surrogate"),
    "a foster parent": ("foster_parent", "placement_agreement"),
    "a neighbour": ("neighbour", "guardianship_order"),
    "a parent without a basis": ("mother", ""),
    "a guardian by estate": ("legal_guardian", "estate_appointment"),
}
FOR_MINORS = {"a parent", "a guardian", "a foster parent"}
FOR_REPRESENTED = {"a parent", "a guardian", "a spouse"}
FOR_THE_DEAD = {"an heir"}
FOR_STILLBORN = {"a parent"}

LACKING = (Capacity.LACKING, Capacity.GUARDIAN)  # these outlast the session; a temporary lack does not (R15)
GROUNDS = ("emancipated", "lawful_care")


def whom(life: Life, age: str, capacity: Capacity, ground: str) -> set[str]:
    """Who, of the representatives, is entitled."""
    if life is Life.STILLBORN:
        return FOR_STILLBORN
    if life is Life.DECEASED:
        return FOR_THE_DEAD
    if capacity in LACKING:
        return FOR_REPRESENTED
    asked_as_adults = ground in GROUNDS and age != "six"
    return FOR_MINORS if age in MINORS and not asked_as_adults else set()


CASES = list(product(Life, BORN, Capacity, ("", *GROUNDS), FITS))


def test_representatives_withdraw_where_they_decide_and_suspend_elsewhere() -> None:
    wrong = []
    for life, age, capacity, ground, who in CASES:
        asking = Asking(Asker.REPRESENTATIVE, Way.LETTER, "Robin Probe", *FITS[who])
        circumstances = Circumstances(capacity, life=life, decides_alone=ground)
        found = entitled(pack("us"), BORN[age], circumstances, asking, DAY)
        if found is not (who in whom(life, age, capacity, ground)):
            wrong.append(f"R29: {found} for {who} of {age}, {life}, {capacity}, {ground}")
    assert wrong == [] and len(CASES) == 2160


def test_patients_withdraw_at_any_age_and_capacity() -> None:
    asking = Asking(Asker.PATIENT, Way.IN_PERSON, "Alex Probe")
    for age, capacity, ground in product(BORN, Capacity, ("", *GROUNDS)):
        assert entitled(pack("us"), BORN[age], Circumstances(capacity, decides_alone=ground), asking, DAY)


def test_a_word_in_the_name_of_the_dead_suspends() -> None:
    asking = Asking(Asker.PATIENT, Way.LETTER, "Alex Probe")
    for life in (Life.DECEASED, Life.STILLBORN):
        assert not entitled(pack("us"), BORN["eighty"], Circumstances(life=life), asking, DAY)


def test_the_family_suspends_whatever_it_says_of_itself() -> None:
    for life, age, capacity, ground, who in CASES:
        asking = Asking(Asker.FAMILY, Way.TELEPHONE, "Robin Probe", *FITS[who])
        assert not entitled(
            pack("us"), BORN[age], Circumstances(capacity, life=life, decides_alone=ground), asking, DAY
        )


@pytest.mark.parametrize("way", Way)
def test_how_it_is_asked_does_not_matter(way: Way) -> None:
    mother = Asking(Asker.REPRESENTATIVE, way, "Robin Probe", *FITS["a parent"])
    assert entitled(pack("us"), BORN["six"], Circumstances(), mother, DAY)


def test_on_the_birthday_it_is_the_patients_alone() -> None:
    mother = Asking(Asker.REPRESENTATIVE, Way.LETTER, "Robin Probe", *FITS["a parent"])
    born = BORN["eighteen tomorrow"]
    assert entitled(pack("us"), born, Circumstances(), mother, DAY)
    assert not entitled(pack("us"), born, Circumstances(), mother, DAY + A_DAY)


def test_each_pack_has_its_own_age() -> None:
    mother = Asking(Asker.REPRESENTATIVE, Way.LETTER, "Robin Probe", *FITS["a parent"])
    uk = pack("uk").pathway("minor")
    fits = replace(mother, relationship=uk.relationships[0], authority=uk.authorities[0])
    sixteen = date(2010, 3, 2)
    assert entitled(pack("uk"), sixteen + A_DAY, Circumstances(), fits, DAY)
    assert not entitled(pack("uk"), sixteen, Circumstances(), fits, DAY), "they decide as adults do"


FAULTS: dict[str, Callable[[Asking], Asking]] = {
    "the family ends it (R29)": lambda asking: replace(asking, who=Asker.PATIENT),
    "any representative is known (R12, R29)": lambda asking: replace(
        asking, relationship="mother", authority="parental_responsibility"
    ),
    "only the patient is entitled (R29)": lambda asking: replace(asking, who=Asker.FAMILY),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_who_is_entitled_is_caught(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    honest, wrong = withdrawal.entitled, FAULTS[fault]
    monkeypatch.setitem(
        globals(),
        "entitled",
        lambda pack, born, said, asking, day: honest(pack, born, said, wrong(asking), day),
    )
    with pytest.raises(AssertionError):
        test_representatives_withdraw_where_they_decide_and_suspend_elsewhere()
        test_the_family_suspends_whatever_it_says_of_itself()
