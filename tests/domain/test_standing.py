"""What became of an answer, held against the verdict on its use (R14, R22, R24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.draft import Expiry
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import Past, permitted
from consentdesk.domain.standing import STANDS, Fate, Standing, allowed_uses, standing
from tests.helpers.sessions import NOW, OUTLETS, later, rules

PACK = rules().pack
OUTLET = OUTLETS[PACK.use("print").outlet]
FIRST = Past("record-1", NOW, "teaching", True, True, False, "patient", None, None, date(1980, 5, 17))
NO = replace(FIRST, record="record-2", sealed_at=later(days=2), yes=False, effective=False)
CHILDS = replace(FIRST, by="representative", born=date(2008, 9, 30))


def test_an_answer_stands_until_a_later_one_takes_its_place() -> None:
    history = (FIRST, NO)
    assert standing(PACK, history, FIRST, later(days=1)) == STANDS
    assert standing(PACK, history, FIRST, later(days=2)) == Standing(Fate.SUPERSEDED, "record-2")
    assert standing(PACK, history, NO, later(days=3)) == STANDS, "a no stands as well as a yes"


def test_the_record_that_counts_now_is_named_not_the_next_one() -> None:
    third = replace(FIRST, record="record-3", sealed_at=later(days=4))
    assert standing(PACK, (FIRST, NO, third), FIRST, later(days=5)).later == "record-3"


def test_what_a_corrected_record_had_superseded_stands_again() -> None:
    corrected = replace(NO, corrected_at=later(days=3))
    assert standing(PACK, (FIRST, corrected), FIRST, later(days=2, hours=1)).fate is Fate.SUPERSEDED
    assert standing(PACK, (FIRST, corrected), FIRST, later(days=3)) == STANDS
    assert standing(PACK, (FIRST, corrected), corrected, later(days=3)) == Standing(Fate.CORRECTED)


def test_a_yes_that_came_to_its_end_says_which_day() -> None:
    ended = replace(FIRST, use="print", outlet=OUTLET, expiry=Expiry(date(2026, 4, 1)))
    assert standing(PACK, (ended,), ended, Moment.parse("2026-04-01T20:00:00-04:00")) == STANDS
    after = standing(PACK, (ended,), ended, Moment.parse("2026-04-02T00:00:00-04:00"))
    assert after == Standing(Fate.EXPIRED, day=date(2026, 4, 1))


@pytest.mark.parametrize(("use", "fate"), [("teaching", Fate.FROZEN), ("medical_record", Fate.STANDS)])
def test_what_a_parent_gave_is_frozen_since_the_birthday(use: str, fate: Fate) -> None:
    own = replace(CHILDS, use=use)
    found = standing(PACK, (own,), own, Moment.parse("2026-10-02T00:00:00-04:00"))
    assert (found.fate, found.day) == (fate, date(2026, 9, 30) if fate is Fate.FROZEN else None)


def test_a_no_neither_expires_nor_freezes() -> None:
    own = replace(CHILDS, yes=False, effective=False)
    assert standing(PACK, (own,), own, later(days=4000)) == STANDS


def test_uses_with_a_yes_that_counts_leave_aside_the_record_that_is_corrected() -> None:
    kept = replace(FIRST, use="medical_record")
    assert allowed_uses((FIRST, kept), later(days=1)) == {"teaching", "medical_record"}
    assert allowed_uses((FIRST, kept, NO), later(days=3)) == {"medical_record"}
    assert allowed_uses((FIRST, kept, NO), later(days=3), without="record-2") == {
        "teaching",
        "medical_record",
    }
    assert allowed_uses((FIRST, kept), later(days=1), without="record-1") == frozenset()


days = st.integers(0, 400)
pasts = st.builds(
    lambda n, day, use, effective, by, ends, corrected: Past(
        f"record-{n}",
        NOW if day == 0 else Moment(NOW.utc + timedelta(days=day), NOW.offset_minutes),
        use,
        effective,
        effective,
        False,
        by,
        OUTLET if use == "print" else None,
        Expiry(NOW.day + timedelta(days=ends)) if use == "print" else None,
        date(2008, 9, 30),
        later(days=day + corrected) if corrected else None,
    ),
    st.integers(1, 5),
    days,
    st.sampled_from(["teaching", "print"]),
    st.booleans(),
    st.sampled_from(["patient", "representative"]),
    st.integers(1, 400),
    st.sampled_from([0, 0, 1, 90]),
)
histories = st.lists(pasts, min_size=1, max_size=6, unique_by=lambda d: (d.record, d.use))


@given(histories, days)
def test_an_answer_stands_exactly_where_the_verdict_comes_from_it(history: list[Past], after: int) -> None:
    at = later(days=after, hours=1)
    for own in history:
        if own.sealed_at.utc > at.utc:
            continue
        verdict = permitted(PACK, PACK.outlets, history, own.use, OUTLET.name, at)
        over = {p.code for p in verdict.reasons} & {"expired", "frozen_at_majority"}
        came_from_it = verdict.record == own.record and not over
        assert (standing(PACK, history, own, at).fate is Fate.STANDS) == came_from_it


@given(histories, days)
def test_a_use_that_is_allowed_is_one_with_a_yes_that_counts(history: list[Past], after: int) -> None:
    at = later(days=after, hours=1)
    for use in ("teaching", "print"):
        if permitted(PACK, PACK.outlets, history, use, OUTLET.name, at).allowed:
            assert use in allowed_uses(history, at)
