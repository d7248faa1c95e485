"""What happens after the signature is folded and asked by indexes alone, however much a vault holds."""

from __future__ import annotations

import pytest

from consentdesk.domain.facts import (
    Body,
    ConsentWithdrawn,
    DocumentGiven,
    DocumentSealed,
    ImageReleased,
    PlacementEnded,
    PlacementNoted,
    RemovalOpened,
    RemovalReported,
    SuspensionLifted,
    UseSuspended,
)
from consentdesk.domain.placement import Outcome, PlaceKind, Placement, Removal
from consentdesk.domain.withdrawal import Scope
from consentdesk.storage.vault import OpenVault
from tests.benchmarks.big_vault import ASKED_BY, image, record, seal, source, today
from tests.helpers.sessions import later
from tests.storage.plans import heard, plans_of, walks

FIRST = source(1)
AT = later(today(9), days=9)
PLACE = Placement("place", FIRST, "teaching", PlaceKind.TEACHING_FILE, "Course in March")
TASK = Removal("task", PLACE.id, "withdrawal", "member-1", AT.day)
AFTERWARDS: tuple[Body, ...] = (
    image(1, 1),
    ImageReleased("release", FIRST, "teaching", "", "record-1", PLACE.id, "f" * 64, "e" * 64, "JPEG", 9, 9),
    PlacementNoted(PLACE),
    UseSuspended("suspension", Scope((FIRST,)), ASKED_BY),
    SuspensionLifted("suspension", "The patient agrees"),
    ConsentWithdrawn("withdrawal", Scope(), ASKED_BY),
    RemovalOpened(TASK),
    RemovalReported(TASK.id, Outcome.REMOVED),
    PlacementEnded(PLACE.id, Outcome.REMOVED),
    DocumentSealed("receipt", "withdrawal", "d" * 64, "A4", (FIRST,)),
    DocumentGiven("receipt", "withdrawal", "printed"),
)


@pytest.fixture
def filled(vault: OpenVault) -> OpenVault:
    for n in (1, 3):
        seal(vault, n, AT)
    return vault


def walked(vault: OpenVault, asked: list[str]) -> list[str]:
    return [sql for sql, plan in plans_of(vault, asked).items() if walks(plan)]


@pytest.mark.parametrize("number", range(len(AFTERWARDS)), ids=[body.KIND for body in AFTERWARDS])
def test_no_fact_is_folded_by_walking_a_table(filled: OpenVault, number: int) -> None:
    for body in AFTERWARDS[:number]:
        filled.append(body, AT, record(1).patient.id)
    with heard(filled) as asked:
        filled.append(AFTERWARDS[number], AT, record(1).patient.id)
    assert len(asked) > 3 and walked(filled, asked) == []


def test_no_question_about_what_came_after_walks_a_table(filled: OpenVault) -> None:
    patient = record(1).patient.id
    for body in AFTERWARDS:
        filled.append(body, AT, patient)
    with heard(filled) as asked:
        assert filled.withdrawals_of(patient) and filled.withdrawal("withdrawal")
        filled.papers_of("receipt", "withdrawal")
        assert filled.paper_given("receipt", "withdrawal") == "printed"
        assert filled.endings_on(FIRST) and filled.images_made_from(FIRST) == ()
        assert filled.image_with_file("f" * 64) and filled.image_with_shown_pixels("e" * 64)
        assert filled.placement(PLACE.id) and filled.placements_of(patient, live=False)
    assert len(asked) > 9 and walked(filled, asked) == []
