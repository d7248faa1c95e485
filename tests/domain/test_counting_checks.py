"""Which check of an image counts: for this use, at this outlet, in these words, now (R26, R27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consentdesk.domain.draft import Outlet
from consentdesk.domain.gate import House, KnownImage, Remedy, is_allowed, now_for, remedies, was_allowed
from consentdesk.domain.lines import ImageLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import OutletEntry
from consentdesk.domain.permission import Past
from consentdesk.domain.reidentification.check import LASTS, Checked, words_hash
from consentdesk.domain.reidentification.identifier import Saying
from consentdesk.domain.withdrawal import Ending
from tests.helpers.sessions import NOW, later, rules

PACK = rules().pack
MADE = later(hours=1)
HOUSE = House(PACK, PACK.outlets, later(hours=2))
LINE = ImageLine("source", "pixels", "view", "thumb", "patient-1", "JPEG", 1, 1, "", True, NOW)
YES = Past("record-1", NOW, "print", True, True, False, "patient", Outlet("outlet", "JAAD", "jaad"), None,
           date(1980, 5, 17), patient="patient-1")  # fmt: skip
WORDS = words_hash(Saying("A plaque on the left arm", "Case report"))
CHECK = Checked("check-1", "print", "JAAD", MADE, "sam", WORDS, outlet_id="jaad")


def codes(*checks: Checked, house: House = HOUSE, outlet: str = "JAAD", words: str = WORDS) -> list[str]:
    verdict = is_allowed(house, KnownImage(LINE, (YES,), checks=checks), "print", outlet, words)
    assert verdict.check == ("" if verdict.reasons else checks[-1].id)
    return [reason.code for reason in verdict.reasons]


def at(moment: Moment) -> House:
    return replace(HOUSE, at=moment)


def asking_two() -> House:
    uses = (replace(use, second_person=use.id == "print") for use in PACK.uses)
    return replace(HOUSE, pack=replace(PACK, uses=tuple(uses)))


def test_a_check_of_the_same_picture_use_place_and_words_counts() -> None:
    assert codes(CHECK) == [] and codes() == ["reidentification_not_checked"]
    assert codes(replace(CHECK, use="online")) == ["reidentification_not_checked"]


def test_any_name_of_the_outlet_is_the_outlet_and_another_outlet_is_not() -> None:
    assert codes(CHECK, outlet="j. am. acad. dermatol.") == []
    assert codes(replace(CHECK, outlet="NEJM", outlet_id="nejm")) == ["reidentification_not_checked"]
    assert "reidentification_not_checked" in codes(CHECK, outlet="")


def test_an_alias_that_came_later_is_the_outlet_still() -> None:
    renamed = OutletEntry("letters", "outlet", "Letters in Skin", ("Skin Lett",), ("print",))
    house, yes = replace(HOUSE, register=(renamed,)), Outlet("outlet", "Derma Letters", "letters")
    image = KnownImage(LINE, (replace(YES, outlet=yes),))
    check = replace(CHECK, outlet="Derma Letters", outlet_id="letters")
    assert is_allowed(house, replace(image, checks=(check,)), "print", "skin lett", WORDS).allowed
    only_named = replace(check, outlet_id="")
    assert not is_allowed(house, replace(image, checks=(only_named,)), "print", "skin lett", WORDS).allowed


def test_it_lasts_thirty_days_to_the_moment() -> None:
    last = replace(MADE, utc=MADE.utc + LASTS)
    assert codes(CHECK, house=at(last)) == []
    assert codes(CHECK, house=at(later(last, milliseconds=1))) == ["reidentification_check_old"]


def test_other_words_want_another_check_and_no_words_yet_want_none() -> None:
    other = words_hash(Saying("A plaque on the left arm of the mayor", "Case report"))
    assert codes(CHECK, words=other) == ["words_not_checked"]
    assert codes(CHECK, words="") == []
    assert codes(CHECK, replace(CHECK, id="check-2", words=other), words=other) == []


def test_who_is_shown_must_be_who_was_looked_for() -> None:
    assert codes(replace(CHECK, same_patient=False)) == ["reidentification_not_checked"]


def test_a_check_that_a_clock_made_in_the_future_waits_for_its_time() -> None:
    assert codes(CHECK, house=at(later(MADE, milliseconds=-1))) == ["reidentification_not_checked"]
    assert codes(CHECK, house=at(MADE)) == []


def test_what_was_said_ahead_of_the_clock_lets_no_check_of_the_future_count() -> None:
    ahead = replace(CHECK, at=later(days=20))
    over = Ending("e", "patient-2", "", later(days=40))
    image = KnownImage(LINE, (YES,), (over,), (ahead,))
    house = now_for(HOUSE, image)
    assert house.at == over.at and house.clock == HOUSE.at
    verdict = is_allowed(house, image, "print", "JAAD", WORDS)
    assert [reason.code for reason in verdict.reasons] == ["reidentification_not_checked"]


@pytest.mark.parametrize(
    ("agreed", "declined", "reasons"),
    [
        ((), (), ["second_person_missing"]),
        (("sam",), (), ["second_person_missing"]),
        (("kim",), (), []),
        (("sam", "kim"), (), []),
        ((), ("kim",), ["second_person_declined"]),
        (("lee",), ("kim",), ["second_person_declined"]),
    ],
)
def test_a_second_person_agrees_where_the_pack_asks_for_one(
    agreed: tuple[str, ...], declined: tuple[str, ...], reasons: list[str]
) -> None:
    check = replace(CHECK, agreed_by=agreed, declined_by=declined)
    assert codes(check, house=asking_two()) == reasons
    assert codes(check) == [code for code in reasons if code.endswith("declined")]


def test_what_is_missing_says_of_which_check() -> None:
    verdict = is_allowed(asking_two(), KnownImage(LINE, (YES,), checks=(CHECK,)), "print", "JAAD", WORDS)
    ((remedy, reason),) = remedies(verdict.reasons)
    assert remedy is Remedy.SECOND_PERSON
    assert reason.details == {"day": MADE.day.isoformat(), "check": "check-1"}


def test_a_past_day_needs_no_check_and_neither_does_a_use_that_appears_nowhere() -> None:
    teaching = replace(YES, use="teaching", outlet=None)
    image = KnownImage(LINE, (YES, teaching))
    assert was_allowed(HOUSE, image, "print", "JAAD").allowed
    assert is_allowed(HOUSE, image, "teaching", "", WORDS).allowed
