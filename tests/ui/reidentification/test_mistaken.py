"""A detector takes for a face what is none: one press says so, and is kept as the reason."""

from __future__ import annotations

import pytest

from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.reidentification.check import Seen
from consentdesk.domain.reidentification.identifier import Kind
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.ui.reidentification.told import detector_mistaken
from consentdesk.ui.reidentification.work import PictureWork
from tests.helpers.faces import somebody
from tests.helpers.pictures import jpeg
from tests.ui.records.conftest import Office
from tests.ui.reidentification.conftest import Looker
from tests.ui.reidentification.test_check_page import CLEAN, last_check, open_check
from tests.workflows.releasing import photographed
from tests.workflows.sealing import USES

FACE_KEY = "picture:face:"


@pytest.fixture
def record(office: Office, decoder: ConfinedDecoder) -> ConsentRecord:
    """A picture in which the detector finds a face, of a patient who agreed to print."""
    picture = jpeg(somebody(640, 480, (200, 100)))
    made = office.on_lane(lambda: photographed(office.desk, decoder, picture, uses=(*USES, "print")))
    assert isinstance(made, ConsentRecord)
    return made


def test_one_press_says_that_the_detector_is_mistaken_and_is_kept_as_the_reason(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    page = open_check(office, record, caption=CLEAN)
    office.qtbot.waitUntil(lambda: office.there("finding_1"))
    assert not office.there("finding_1_not_there"), "nobody has said yet that there is none"
    looker.all_no()
    found = len(page.state.findings)
    for number in range(1, found + 1):
        office.click(f"finding_{number}_not_there")
    with office.qtbot.waitSignal(page.ended):
        office.click("finish")
    assert [left.reason for left in last_check(office, record).left_in] == [detector_mistaken()] * found


def test_whoever_sees_a_face_after_all_has_not_said_that_there_is_none(
    office: Office, record: ConsentRecord, looker: Looker
) -> None:
    open_check(office, record, caption=CLEAN)
    looker.all_no()
    office.click("finding_1_not_there")
    office.click("look_face_yes")
    assert office.there("finding_1_keep") and not office.there("finding_1_not_there")


@pytest.mark.parametrize("reason", [detector_mistaken(), "The patient wants it seen"])
def test_answers_taken_over_keep_the_reasons_that_somebody_typed(reason: str) -> None:
    work = PictureWork().answered(Kind.FACE, Seen.NO).left(FACE_KEY, reason)
    assert dict(work.answered(Kind.EYES, Seen.YES).left_in) == {FACE_KEY: reason}
    kept = work.with_answers(((Kind.FACE, Seen.HIDDEN),)).left_in
    assert dict(kept) == ({} if reason == detector_mistaken() else {FACE_KEY: reason})
