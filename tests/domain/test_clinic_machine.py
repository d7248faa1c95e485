"""Over months of sessions, birthdays, corrections and new rules, nothing is permitted against the rules."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from consentdesk.domain import outlets, people, permission
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import Past
from tests.domain.random_clinics import RULES, Clinics, clinics
from tests.domain.random_sessions import QUICK

MONTHS = settings(QUICK, max_examples=60, stateful_step_count=30)
NO_SHRINKING = settings(MONTHS, phases=[Phase.generate], max_examples=300)

honest_last_word, honest_ended = permission.last_word, permission.ended


def test_no_clinic_is_permitted_what_the_rules_forbid_or_the_other_way_round() -> None:
    clinics.clear()
    run_state_machine_as_test(Clinics, settings=MONTHS)
    sys.stdout.write(f"\n{dict(clinics)}\n")
    assert {*RULES, "allowed", "corrections"} <= set(clinics), "not every reason was met"


@pytest.mark.long
def test_no_clinic_is_permitted_what_the_rules_forbid_at_length() -> None:
    run_state_machine_as_test(Clinics, settings=settings(MONTHS, max_examples=2000, stateful_step_count=60))


def never_ends(*_: object) -> list[Any]:
    return []


def only_expires(pack: Any, last: Past, at: Moment) -> list[Any]:
    return [p for p in honest_ended(pack, last, at) if p.code == "expired"]


def only_freezes(pack: Any, last: Past, at: Moment) -> list[Any]:
    return [p for p in honest_ended(pack, last, at) if p.code != "expired"]


def freezes_the_record_too(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, replace(last, use="teaching"), at)


def expires_a_day_early(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, last, Moment(at.utc + _A_DAY, at.offset_minutes))


def freezes_what_the_patient_gave(pack: Any, last: Past, at: Moment) -> list[Any]:
    return honest_ended(pack, replace(last, by="representative"), at)


def the_first_counts(history: Any, use: str, at: Moment) -> Past | None:
    told = [p for p in history if p.use == use and p.sealed_at <= at and not p.corrected(at)]
    return min(told, key=lambda p: p.sealed_at, default=None)


def any_yes_counts(history: Any, use: str, at: Moment) -> Past | None:
    yes = [p for p in history if p.effective]
    return honest_last_word(yes, use, at) or honest_last_word(history, use, at)


def the_future_counts(history: Any, use: str, at: Moment) -> Past | None:
    return honest_last_word(history, use, max([at, *(p.sealed_at for p in history)]))


def corrections_count_for_nothing(history: Any, use: str, at: Moment) -> Past | None:
    return honest_last_word([replace(p, corrected_at=None) for p in history], use, at)


def corrections_count_from_the_start(history: Any, use: str, at: Moment) -> Past | None:
    return honest_last_word([p for p in history if p.corrected_at is None], use, at)


def another_use_will_do(history: Any, use: str, at: Moment) -> Past | None:
    return honest_last_word([replace(p, use=use) for p in history], use, at)


def the_childs_no_is_not_heard(history: Any, use: str, at: Moment) -> Past | None:
    heard = [replace(p, effective=p.yes, patient_said_no=False) for p in history]
    return honest_last_word(heard, use, at)


def a_birthday_late(born: date, age: int, leap: tuple[int, int]) -> date:
    return people.birthday(born, age + 1, leap)


def the_same_name_only(granted: Any, asked: str, register: Any) -> bool:
    return bool(outlets.folded(granted.name) == outlets.folded(asked))


def no_classes(granted: Any, asked: str, register: Any) -> bool:
    return granted.kind != "class" and outlets.covers(granted, asked, register)


_A_DAY = Moment.parse("2026-03-03T00:00:00+00:00").utc - Moment.parse("2026-03-02T00:00:00+00:00").utc

FAULTS: dict[str, tuple[str, Callable[..., Any]]] = {
    "a yes never ends (R24)": ("ended", never_ends),
    "coming of age freezes nothing (R14)": ("ended", only_expires),
    "a yes outlives its last day (R24)": ("ended", only_freezes),
    "the medical record freezes too (R14)": ("ended", freezes_the_record_too),
    "a yes ends a day early (R24)": ("ended", expires_a_day_early),
    "what the patients gave themselves freezes (R14)": ("ended", freezes_what_the_patient_gave),
    "a year passes before it freezes (R14)": ("birthday", a_birthday_late),
    "the first answer counts, not the last (R22)": ("last_word", the_first_counts),
    "one yes is for ever (R22)": ("last_word", any_yes_counts),
    "what is said later counted already (R2)": ("last_word", the_future_counts),
    "a corrected record still counts (R22)": ("last_word", corrections_count_for_nothing),
    "a corrected record never counted (R22)": ("last_word", corrections_count_from_the_start),
    "a yes to one use is one to another (R2)": ("last_word", another_use_will_do),
    "a child's no is not heard (R8)": ("last_word", the_childs_no_is_not_heard),
    "any outlet will do (R4)": ("covers", lambda *_: True),
    "another name of an outlet is another outlet (R4)": ("covers", the_same_name_only),
    "a class has no members (R4)": ("covers", no_classes),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_memory_of_a_clinic_catches_a_fault(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    name, wrong = FAULTS[fault]
    monkeypatch.setattr(permission, name, wrong)
    rule = fault[fault.index("(R") + 1 : -1]
    with pytest.raises(AssertionError, match=rf"\b{rule}\b"):
        run_state_machine_as_test(Clinics, settings=NO_SHRINKING)
