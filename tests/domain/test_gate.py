"""The gate: what was permitted, and what speaks against it now (R24, R26)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from consentdesk.domain.draft import Expiry, Outlet
from consentdesk.domain.gate import House, KnownImage, Remedy, hits, is_allowed, remedies, was_allowed
from consentdesk.domain.lines import Finding, ImageLine
from consentdesk.domain.permission import Past, Verdict
from consentdesk.domain.refusals import Problem
from consentdesk.domain.withdrawal import Ending
from tests.helpers.sessions import NOW, later, rules

PACK = rules().pack
HOUSE = House(PACK, PACK.outlets, later(hours=1))
LINE = ImageLine("source", "pixels", "view", "thumb", "patient-1", "JPEG", 1, 1, "", True, NOW)
YES = Past("record-1", NOW, "teaching", True, True, False, "patient", None, None, date(1980, 5, 17),
           patient="patient-1")  # fmt: skip
PRINT = replace(YES, use="print", outlet=Outlet("outlet", "JAAD", "jaad"), expiry=Expiry(date(2027, 3, 2)))
IMAGE = KnownImage(LINE, (YES, PRINT))


def codes(verdict: Verdict) -> list[str]:
    return [reason.code for reason in verdict.reasons]


def asked(house: House = HOUSE, image: KnownImage | None = IMAGE, use: str = "teaching") -> list[str]:
    return codes(is_allowed(house, image, use, "JAAD"))


def test_a_yes_is_a_yes_with_its_record() -> None:
    assert is_allowed(HOUSE, IMAGE, "teaching", "") == Verdict((), "record-1")


def test_an_unknown_image_is_refused_and_so_is_an_unknown_use() -> None:
    assert asked(image=None) == ["image_unknown"]
    assert asked(use="research") == ["use_unknown"]


def test_every_use_that_names_an_outlet_waits_for_its_check_today_and_did_not_on_a_past_day() -> None:
    assert asked(use="print") == ["reidentification_not_checked"]
    assert codes(was_allowed(HOUSE, IMAGE, "print", "JAAD")) == []
    assert codes(is_allowed(HOUSE, IMAGE, "print", "Elsewhere")) == [
        "outlet_not_covered",
        "reidentification_not_checked",
    ]


def test_a_restored_vault_refuses_all_but_the_record_until_the_gap_is_reviewed() -> None:
    record = replace(YES, use="medical_record")
    restored = replace(HOUSE, gap=True)
    assert asked(restored) == ["restored_gap_not_reviewed"]
    assert asked(restored, KnownImage(LINE, (record,)), "medical_record") == []


def test_every_reason_is_given_at_once() -> None:
    over = Ending("e", "patient-1", "", later(minutes=5))
    held = Ending("s", "patient-1", "", later(minutes=6), suspends=True)
    worst = KnownImage(replace(LINE, erased_at=later(minutes=9)), IMAGE.history, (over, held))
    ruined = replace(HOUSE, at=later(days=900), gap=True, findings=(Finding("fact_hash_wrong", "x"),))
    assert codes(is_allowed(ruined, worst, "print", "")) == [
        "withdrawn",
        "suspended",
        "expired",
        "outlet_not_named",
        "image_erased",
        "restored_gap_not_reviewed",
        "image_may_be_damaged",
        "reidentification_not_checked",
    ]


@pytest.mark.parametrize(
    ("finding", "hit"),
    [
        (Finding("blob_damaged", "view"), True),
        (Finding("blob_missing", "source"), True),
        (Finding("blob_damaged", "another"), False),
        (Finding("fact_number_gap", "fact"), True),
        (Finding("view_differs", "endings"), True),
        (Finding("page_damaged", "12"), True),
        (Finding("draft_unreadable", "draft"), False),
        (Finding("slots_unreadable", ""), False),
    ],
)
def test_damage_refuses_what_it_may_have_hit(finding: Finding, hit: bool) -> None:
    assert hits(finding, LINE) is hit
    expected = ["image_may_be_damaged"] if hit else []
    assert asked(replace(HOUSE, findings=(finding,))) == expected


def test_each_reason_has_what_would_turn_it_into_a_yes_once_each_in_order() -> None:
    reasons = [Problem(code) for code in ("withdrawn", "refused", "suspended")]
    assert [remedy for remedy, _ in remedies(reasons)] == [Remedy.ASK_ANEW, Remedy.SETTLE]
    assert remedies(reasons)[0][1].code == "withdrawn"


def test_what_is_gone_for_good_has_no_other_remedy() -> None:
    reasons = [Problem("withdrawn"), Problem("image_erased")]
    assert [remedy for remedy, _ in remedies(reasons)] == [Remedy.NOTHING]
