"""An image of which a session was the wrong patient's: whose words count for it, and from when (R22, R24)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.session import offer
from consentdesk.workflows.add_images import join_image
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import was_permitted
from consentdesk.workflows.take_session import change, enter_patient
from tests.helpers.sessions import patient
from tests.workflows.sealing import begun, consent, seal, source_of, with_picture
from tests.workflows.test_correct_record import REASON, days_later

FIRST, SECOND = source_of(1), source_of(2)
ZOE = replace(patient(id="patient-2", given_name="Zoë"), record_number="7")
RECORD_ALONE = ("medical_record",)


@pytest.fixture
def mistaken(desk: Desk) -> ConsentRecord:
    """A session about an image of Alex which was Zoë's session."""
    seal(desk, with_picture(desk, begun(desk, ZOE), 9))
    days_later(desk)
    return seal(desk, join_image(desk, begun(desk).id, FIRST))


@pytest.fixture
def earlier(desk: Desk) -> ConsentRecord:
    """What Alex said of the image before, and of another."""
    record = consent(desk, 1, 2, refused=("teaching",))
    days_later(desk)
    return record


def moves(desk: Desk, record: ConsentRecord, uses: Sequence[str] = RECORD_ALONE) -> ConsentRecord:
    draft = correct_record(desk, record.id, REASON)
    enter_patient(desk, draft.id, desk.vault.patient(ZOE.id), Circumstances())
    return seal(desk, change(desk, draft.id, lambda rules, d, now: offer(rules, d, tuple(uses))))


def teaching(desk: Desk, at: Moment) -> bool:
    return was_permitted(desk, FIRST, "teaching", "", at).allowed


def test_what_was_said_of_it_before_counts_on_no_day_since_it_moved(desk: Desk) -> None:
    consent(desk, 1)
    seal(desk, with_picture(desk, begun(desk, ZOE), 9))
    days_later(desk)
    wrong = seal(desk, join_image(desk, begun(desk).id, FIRST))
    before = days_later(desk)
    days_later(desk)
    moves(desk, wrong)
    between = days_later(desk)
    assert teaching(desk, before) and not teaching(desk, between)
    seal(desk, join_image(desk, begun(desk, ZOE, RECORD_ALONE).id, FIRST))
    assert teaching(desk, before) and not teaching(desk, between), "Zoë was not asked about teaching"


def test_a_no_is_not_carried_on_to_it(desk: Desk, earlier: ConsentRecord, mistaken: ConsentRecord) -> None:
    days_later(desk)
    moves(desk, mistaken, ("medical_record", "teaching"))
    assert teaching(desk, days_later(desk))
    draft = correct_record(desk, earlier.id, REASON)
    new = seal(desk, change(desk, draft.id, lambda rules, d, now: offer(rules, d, RECORD_ALONE)))
    assert [i.source_sha256 for i in new.images] == [SECOND]
    assert [(d.image, d.use) for d in new.still_refused] == [(SECOND, "teaching")]
    assert teaching(desk, days_later(desk)), "it is Zoë who decides, and she said yes"
