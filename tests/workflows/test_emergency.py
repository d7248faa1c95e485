"""Access in an emergency, past the window: who gets it, how long, and who is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from consentdesk.domain.access import Act, Role
from consentdesk.domain.facts import LedgerOpened
from consentdesk.domain.refusals import Refusal
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.access import may
from consentdesk.workflows.come_and_go import change_user
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.emergency import (
    emergencies_of_others,
    emergency_ends,
    emergency_is_offered,
    take_emergency_access,
)
from consentdesk.workflows.look_up import known_patient
from consentdesk.workflows.notices import notices
from tests.helpers.sessions import later
from tests.storage.conftest import CODE, PASSPHRASE
from tests.storage.staff import ADMINISTRATOR, TAYS, admit

REASON = "Unconscious, allergies to be looked up"


@pytest.fixture
def blind(desk: Desk) -> Desk:
    """Tay at the desk: an administrator, who sees no patient."""
    admit(desk.vault, ADMINISTRATOR)
    return change_user(desk, TAYS.passphrase, "TT")


def pass_time(desk: Desk, **delta: float) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(**delta))


def told(desk: Desk) -> bool:
    return "emergency" in {notice.code for notice in notices(desk)}


def test_it_opens_looking_and_nothing_else_for_half_an_hour(blind: Desk) -> None:
    before = may(blind)
    ends = take_emergency_access(blind, TAYS.code, REASON)
    assert may(blind) - before == {Act.LOOK, Act.CHECK_COPY}
    assert emergency_ends(blind) == ends and not emergency_is_offered(blind)
    with pytest.raises(Refusal, match="patient_unknown"):
        known_patient(blind, "nobody")
    pass_time(blind, minutes=31)
    assert may(blind) == before and emergency_ends(blind) is None and emergency_is_offered(blind)
    with pytest.raises(Refusal, match="not_allowed"):
        known_patient(blind, "nobody")


def test_a_clock_that_is_set_back_afterwards_makes_it_no_longer(blind: Desk) -> None:
    take_emergency_access(replace(blind, clock=FixedClock(later(hours=9))), TAYS.code, REASON)
    assert emergency_ends(blind) is None and emergency_is_offered(blind)
    with pytest.raises(Refusal, match="not_allowed"):
        known_patient(blind, "nobody")


def test_it_is_the_person_s_and_not_the_desk_s(blind: Desk) -> None:
    take_emergency_access(blind, TAYS.code, REASON)
    sam = change_user(blind, PASSPHRASE, "SS")
    assert emergency_ends(sam) is None
    again = change_user(sam, TAYS.passphrase, "TT")
    assert emergency_ends(again) is not None


@pytest.mark.parametrize(
    ("reason", "why"),
    [("", "emergency_reason_missing"), ("   ", "emergency_reason_missing"), ("x" * 501, "text_too_long")],
)
def test_without_a_reason_there_is_none(blind: Desk, reason: str, why: str) -> None:
    with pytest.raises(Refusal, match=why):
        take_emergency_access(blind, TAYS.code, reason)
    assert emergency_ends(blind) is None


def test_without_the_right_code_there_is_none(blind: Desk) -> None:
    with pytest.raises(Refusal, match="code_wrong"):
        take_emergency_access(blind, CODE, REASON)
    assert emergency_ends(blind) is None


def test_whoever_may_look_anyway_needs_none(desk: Desk) -> None:
    assert not emergency_is_offered(desk)
    with pytest.raises(Refusal, match="no_emergency_needed"):
        take_emergency_access(desk, CODE, REASON)


def test_others_who_read_the_ledger_are_told_for_a_week(blind: Desk) -> None:
    take_emergency_access(blind, TAYS.code, REASON)
    sam = change_user(blind, PASSPHRASE, "SS")
    assert told(sam) and emergencies_of_others(sam) == 1
    pass_time(sam, days=7, minutes=1)
    assert not told(sam)


def test_they_are_told_until_they_read_the_ledger_and_of_the_next_again(blind: Desk) -> None:
    take_emergency_access(blind, TAYS.code, REASON)
    sam = change_user(blind, PASSPHRASE, "SS")
    pass_time(sam, minutes=1)
    sam.note(LedgerOpened())
    assert not told(sam)
    tay = change_user(sam, TAYS.passphrase, "TT")
    pass_time(tay, hours=1)
    take_emergency_access(tay, TAYS.code, REASON)
    assert told(change_user(tay, PASSPHRASE, "SS"))


def test_whoever_took_it_is_not_told_of_it(desk: Desk) -> None:
    admit(desk.vault, (Role.AUDITOR,))
    tay = change_user(desk, TAYS.passphrase, "TT")
    take_emergency_access(tay, TAYS.code, REASON)
    assert not told(tay)
