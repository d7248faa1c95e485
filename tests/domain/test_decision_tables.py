"""The program decides as the tables of the rules do, for every combination that they speak of."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

import pytest

from consentdesk.domain.pack import PATHWAYS
from tests.domain.decision_cases import PACKS, Person, adults, birthdays, people, rules_of
from tests.domain.decision_seals import Case, cases
from tests.domain.decision_tables import AGES, GROUNDS, LEAP_BIRTHDAYS, USES, WHO, Table
from tests.domain.decision_tables import PATHWAYS as ROWS
from tests.domain.decisions import (
    all_of,
    patient_page_differs,
    seal_differs,
    shown_differs,
    signers_differ,
    who_differs,
)

RIGHT = (("-", "-"), ("right", "alone"), ("right", "right"))


def compared(what: str, differences: Iterable[Iterator[str]], at_least: int) -> None:
    """Every comparison made, their number printed; any difference fails by its rule."""
    count, found = all_of(differences)
    sys.stdout.write(f"\n{what}: {count} combinations, {len(found)} differences\n")
    assert not found, "\n".join(found[:9])
    assert count >= at_least


def each_kind(pack: str) -> list[Person]:
    """One person for each way in which the patient page can matter."""
    some: dict[tuple[str, ...], Person] = {}
    for one in people(pack):
        facts = one.facts
        kind = (facts["pathway"], facts["departs"], one.capacity, one.disability, one.reason)
        some.setdefault(kind, one)
    return list(some.values())


def sealable(pack: str) -> list[Case]:
    """One case that can be sealed for each set of people who have agreed to it."""
    some: dict[object, Case] = {}
    for case in cases(pack):
        if case.adults in RIGHT and not case.problems:
            some.setdefault((case.pathway, case.adults, case.own, case.granted), case)
    return list(some.values())


def test_the_tables_speak_of_the_packs_as_they_are() -> None:
    for id in PACKS:
        pack, ages = rules_of(id).pack, AGES.first(pack=id)
        points = (pack.ages.assent_from, pack.ages.adult_with_capacity_from, pack.ages.majority)
        assert points == (int(ages["asked"]), int(ages["alone"]), int(ages["majority"])), id
        assert pack.ages.leap_birthday == tuple(int(n) for n in ages["leap"].split("-")), id
        assert all(GROUNDS.first(pack=id, ground=g)["known"] == "yes" for g in pack.grounds), id
        assert all(ROWS.first(pack=id, pathway=path.id) for path in pack.pathways), id
        assert {path.id for path in pack.pathways} >= set(PATHWAYS), id
        assert all(USES.first(pack=id, use=use.id) for use in pack.uses), id


def test_people_born_on_29_february_are_among_those_compared() -> None:
    leaping = {id: [b for b in birthdays(id) if (b.born.month, b.born.day) == (2, 29)] for id in PACKS}
    assert all(leaping.values())
    bands = {(id, str(b.at.day)[5:], b.band) for id in PACKS for b in leaping[id]}
    assert ("us", "02-28", "minor") in bands and ("eu", "02-28", "adult") in bands
    assert len(LEAP_BIRTHDAYS.rows) == 7


@pytest.mark.parametrize("table", [WHO, ROWS, USES])
def test_every_row_of_a_table_is_reached_by_some_combination(table: Table) -> None:
    reached = set()
    for id in PACKS:
        facts = [one.facts for one in people(id)] if table is WHO else []
        facts += [{"pack": id, "pathway": path.id} for path in rules_of(id).pack.pathways]
        facts += [{"pack": id, "use": use.id} for use in rules_of(id).pack.uses]
        names = set(table.rows[0][0])
        reached |= {id_of(table.first(**f)) for f in facts if names <= set(f)}
    assert reached == {id_of(follows) for _, follows in table.rows}


def id_of(row: dict[str, str]) -> int:
    return id(row)


@pytest.mark.parametrize("pack", PACKS)
def test_the_same_people_have_to_agree_as_in_the_tables(pack: str) -> None:
    compared(f"{pack}, who agrees (R7-R11, R13, R15)", map(who_differs, people(pack)), 6000)


@pytest.mark.parametrize("pack", PACKS)
def test_the_patient_page_finds_what_the_tables_find(pack: str) -> None:
    """Everybody with the right adults, and one of each kind with every pair of adults."""
    everybody = [
        (one, first, second)
        for one in people(pack)
        for first, second in adults(pack, one.facts["pathway"])
        if first in ("-", "right") and second in ("-", "alone")
    ]
    pairs = [(one, *pair) for one in each_kind(pack) for pair in adults(pack, one.facts["pathway"])]
    judged = (patient_page_differs(*entered) for entered in (*everybody, *pairs))
    compared(f"{pack}, the patient page (R10-R12, R15)", judged, 6000)


@pytest.mark.parametrize("pack", PACKS)
def test_a_session_is_sealed_exactly_where_the_tables_allow_it(pack: str) -> None:
    """Every fifth answer with the right adults, and every fiftieth with any adults."""
    every = list(cases(pack))
    some = [case for case in every if case.adults in RIGHT][::5] + every[::53]
    compared(f"{pack}, the seal (R2, R4, R6, R8-R12, R19, R21, R27)", map(seal_differs, some), 800)
    assert sum(not case.problems for case in some) >= 60
    assert {case.pathway for case in some} >= set(PATHWAYS)


@pytest.mark.parametrize("pack", PACKS)
def test_exactly_those_sign_whom_the_tables_name(pack: str) -> None:
    compared(f"{pack}, who signs, by sixteen sets (R7-R11, R17)", map(signers_differ, sealable(pack)), 30)


@pytest.mark.parametrize("pack", PACKS)
def test_whoever_has_to_see_or_read_cannot_be_left_out(pack: str) -> None:
    compared(f"{pack}, who sees and reads (R3, R5, R8)", map(shown_differs, sealable(pack)), 30)


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("pack", PACKS)
def test_every_person_with_every_pair_of_adults_is_judged_as_in_the_tables(pack: str) -> None:
    every = ((one, *pair) for one in people(pack) for pair in adults(pack, one.facts["pathway"]))
    compared(
        f"{pack}, all on the patient page", (patient_page_differs(*entered) for entered in every), 50_000
    )


@pytest.mark.long
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("pack", PACKS)
def test_every_combination_is_sealed_exactly_where_the_tables_allow_it(pack: str) -> None:
    compared(f"{pack}, all at the seal", map(seal_differs, cases(pack)), 15_000)
