"""Was this use permitted at that moment? (R14, R24, R39)"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consentdesk.domain.draft import Expiry, Outlet
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import Past, Verdict, permitted
from tests.helpers.sessions import NOW, later, rules

PACK = rules().pack
JAAD = Outlet("outlet", "JAAD", "jaad")
PAST = Past(
    "record-1", NOW, "print", True, True, False, "patient", JAAD, Expiry(date(2027, 3, 2)), date(1980, 5, 17)
)
TEACHING = replace(PAST, use="teaching", outlet=None, expiry=None)
CHILDS = replace(TEACHING, by="representative", born=date(2008, 9, 30))


def verdict(*history: Past, use: str = "", outlet: str = "", at: Moment | None = None) -> Verdict:
    return permitted(PACK, PACK.outlets, history, use or history[0].use, outlet, at or later(hours=1))


def codes(*history: Past, use: str = "", outlet: str = "", at: Moment | None = None) -> list[str]:
    return [p.code for p in verdict(*history, use=use, outlet=outlet, at=at).reasons]


def test_a_yes_for_the_outlet_named_is_allowed_until_its_day() -> None:
    found = verdict(PAST, outlet="Journal of the American Academy of Dermatology")
    assert found == Verdict((), "record-1", date(2027, 3, 2))
    assert found.allowed


def test_an_unknown_use_is_refused() -> None:
    assert codes(PAST, use="research") == ["use_unknown"]


def test_an_unasked_use_is_refused() -> None:
    assert codes(PAST, use="online", outlet="JAAD") == ["not_asked"]
    assert [p.code for p in permitted(PACK, (), (), "print", "JAAD", NOW).reasons] == ["not_asked"]


def test_before_the_seal_nothing_was_permitted_and_from_its_second_it_was() -> None:
    assert codes(TEACHING, at=later(NOW, seconds=-1)) == ["not_asked"]
    assert codes(TEACHING, at=NOW) == []


@pytest.mark.parametrize(("day", "expected"), [("2027-03-02", []), ("2027-03-03", ["expired"])])
def test_a_yes_holds_through_its_last_day(day: str, expected: list[str]) -> None:
    assert codes(PAST, outlet="JAAD", at=Moment.parse(f"{day}T23:59:59.999-05:00")) == expected


def test_an_event_does_not_end_a_yes_by_itself() -> None:
    assert (
        codes(replace(PAST, expiry=Expiry(event="End of treatment")), outlet="JAAD", at=later(days=9999))
        == []
    )


def test_another_outlet_or_none_is_refused() -> None:
    assert codes(PAST, outlet="JAMA Dermatology") == ["outlet_not_covered"]
    assert codes(PAST) == ["outlet_not_named"]
    assert codes(replace(PAST, outlet=None), outlet="JAAD") == ["outlet_not_covered"]


def test_a_yes_that_named_an_outlet_reaches_no_further_by_rules_that_ask_for_none() -> None:
    named = replace(TEACHING, outlet=JAAD)
    assert codes(named, outlet="JAAD") == []
    assert codes(named, outlet="BMJ") == codes(named) == ["outlet_not_covered"]


def test_every_reason_is_named() -> None:
    assert codes(PAST, outlet="NEJM", at=later(days=4000)) == ["expired", "outlet_not_covered"]


def test_a_no_is_a_no() -> None:
    assert codes(replace(TEACHING, yes=False, effective=False)) == ["refused"]


def test_a_childs_own_no_is_the_reason() -> None:
    assert codes(replace(CHILDS, effective=False, patient_said_no=True)) == ["patient_said_no"]


def test_the_latest_decision_counts() -> None:
    no = replace(TEACHING, record="record-2", yes=False, effective=False, sealed_at=later(days=1))
    assert codes(TEACHING, no, at=later(days=2)) == ["refused"]
    assert codes(no, TEACHING, at=later(hours=1)) == []
    again = replace(TEACHING, record="record-3", sealed_at=later(days=2))
    assert verdict(again, TEACHING, no, at=later(days=3)).record == "record-3"


@pytest.mark.parametrize("turned", [False, True])
def test_a_no_wins_over_a_yes_of_the_same_time(turned: bool) -> None:
    both = [TEACHING, replace(TEACHING, yes=False, effective=False)]
    assert codes(*(reversed(both) if turned else both)) == ["refused"]


@pytest.mark.parametrize(("day", "expected"), [("2026-09-29", []), ("2026-09-30", ["frozen_at_majority"])])
def test_what_a_guardian_gave_is_frozen_on_the_eighteenth_birthday(day: str, expected: list[str]) -> None:
    at = Moment.parse(f"{day}T00:00:00.000-04:00")
    assert codes(CHILDS, at=at) == expected
    assert codes(replace(CHILDS, use="medical_record"), at=at) == []


def test_the_new_adults_own_yes_ends_the_freeze() -> None:
    own = replace(CHILDS, by="patient", sealed_at=later(days=300))
    assert codes(CHILDS, own, at=later(days=301)) == []


def test_what_a_guardian_gave_for_an_adult_is_not_frozen() -> None:
    assert codes(replace(CHILDS, born=date(1990, 1, 1)), at=later(days=4000)) == []


def test_what_was_given_for_a_child_who_died_is_never_frozen() -> None:
    assert codes(replace(CHILDS, born=None), at=later(days=40_000)) == []


def test_a_child_who_died_before_the_birthday_never_comes_of_age() -> None:
    at = Moment.parse("2026-12-01T09:00:00.000-05:00")
    died = replace(CHILDS, died=Moment.parse("2026-09-29T09:00:00.000-04:00"))
    assert codes(died, at=at) == []
    died_later = replace(CHILDS, died=Moment.parse("2026-09-30T09:00:00.000-04:00"))
    assert codes(died_later, at=at) == ["frozen_at_majority"], "it was theirs to decide before they died"


def test_a_leap_day_child_is_frozen_on_the_first_of_march() -> None:
    leap = replace(CHILDS, born=date(2008, 2, 29), sealed_at=Moment.parse("2025-01-01T10:00:00.000-05:00"))
    assert codes(leap, at=Moment.parse("2026-02-28T23:00:00.000-05:00")) == []
    assert codes(leap, at=Moment.parse("2026-03-01T00:00:00.000-05:00")) == ["frozen_at_majority"]
