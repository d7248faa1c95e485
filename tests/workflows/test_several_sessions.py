"""A later session about the same images: nothing stored twice, everything asked anew, the latest counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from consentdesk.domain.draft import Known
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import identify
from consentdesk.domain.standing import Fate
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.add_images import earlier_images, finish_image, join_image, store_image, unfinished
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.may_use import was_permitted
from consentdesk.workflows.standing import counts_today, what_became
from consentdesk.workflows.take_session import change, discard_session, take_image_out
from tests.helpers.sessions import patient
from tests.workflows.sealing import begun, consent, picture, seal, source_of, with_picture

FIRST, SECOND = source_of(1), source_of(2)


def next_day(desk: Desk) -> Moment:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(days=1))
    return desk.now()


def allowed(desk: Desk, use: str, at: Moment) -> bool:
    return was_permitted(desk, FIRST, use, "", at).allowed


def test_a_kept_image_joins_with_its_hashes_and_nothing_is_stored_again(desk: Desk) -> None:
    first = consent(desk, 1, 2)
    next_day(desk)
    draft = begun(desk)
    assert {line.source_sha256 for line in earlier_images(desk, draft.id)} == {FIRST, SECOND}
    blobs = desk.vault.check().blobs
    (image,) = join_image(desk, draft.id, FIRST).images
    was = first.images[0]
    assert (image.source_sha256, image.view_sha256, image.pixels_sha256) == (
        was.source_sha256,
        was.view_sha256,
        was.pixels_sha256,
    )
    assert (image.format, image.width, image.height, image.number) == ("JPEG", 4000, 3000, 1)
    assert image.earlier is not None and (image.earlier.record, image.earlier.known) == (
        first.id,
        Known.CHOSEN,
    )
    assert image.earlier.at == first.sealed_at
    assert desk.vault.check().blobs == blobs
    assert [line.source_sha256 for line in earlier_images(desk, draft.id)] == [SECOND]


def test_a_kept_image_is_shown_and_answered_anew(desk: Desk) -> None:
    consent(desk, 1)
    draft = join_image(desk, begun(desk).id, FIRST)
    assert draft.shown(FIRST) is None and draft.answers == ()
    record = seal(desk, draft)
    (showing,) = record.images[0].showings
    assert record.started_at.utc < showing.at.utc


def test_the_same_file_given_again_joins_as_the_image_it_is(desk: Desk) -> None:
    consent(desk, 1)
    draft = begun(desk)
    blobs = desk.vault.check().blobs
    (image,) = store_image(desk, draft.id, *picture(1)).images
    assert image.earlier is not None and image.earlier.known is Known.SAME_FILE
    assert image.pixels_sha256 == "pixels 1"
    assert desk.vault.check().blobs == blobs


def test_the_same_pixels_in_another_file_join_as_the_image_they_are_and_the_file_goes(desk: Desk) -> None:
    consent(desk, 1)
    draft = with_picture(desk, begun(desk), 3)
    before = desk.vault.check().blobs
    (other, image) = with_picture(desk, draft, 2, "pixels 1").images
    assert other.source_sha256 == source_of(3)
    assert (image.source_sha256, image.number) == (FIRST, 2)
    assert image.earlier is not None and image.earlier.known is Known.SAME_PIXELS
    assert desk.vault.check().blobs == before
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(SECOND)


def test_the_same_pixels_twice_in_a_session_stay_once(desk: Desk) -> None:
    draft = with_picture(desk, begun(desk), 1)
    (image,) = with_picture(desk, draft, 2, "pixels 1").images
    assert image.source_sha256 == FIRST


def test_the_pixels_of_another_patients_image_are_refused_and_cannot_be_sealed(desk: Desk) -> None:
    consent(desk, 1)
    draft = begun(desk, patient(id="patient-2", given_name="Zoë"))
    store_image(desk, draft.id, *picture(2))
    with pytest.raises(Refusal, match="image_of_another_patient"):
        finish_image(desk, draft.id, SECOND, "pixels 1")
    assert unfinished(desk.vault.draft(draft.id)) == (SECOND,)


def test_an_image_of_another_patient_cannot_join(desk: Desk) -> None:
    consent(desk, 1)
    draft = begun(desk, patient(id="patient-2"))
    assert earlier_images(desk, draft.id) == ()
    for joining in (
        lambda: join_image(desk, draft.id, FIRST),
        lambda: store_image(desk, draft.id, *picture(1)),
    ):
        with pytest.raises(Refusal, match="image_of_another_patient"):
            joining()


def test_an_image_in_another_open_session_cannot_join(desk: Desk) -> None:
    consent(desk, 1)
    join_image(desk, begun(desk).id, FIRST)
    with pytest.raises(Refusal, match="image_in_another_session"):
        join_image(desk, begun(desk).id, FIRST)


def test_an_image_that_nobody_keeps_cannot_join(desk: Desk) -> None:
    consent(desk, 1, refused=("medical_record", "teaching"))
    draft = begun(desk)
    assert earlier_images(desk, draft.id) == ()
    with pytest.raises(Refusal, match="image_unknown"):
        join_image(desk, draft.id, FIRST)


def test_a_kept_image_leaves_the_session_with_its_patient(desk: Desk) -> None:
    consent(desk, 1)
    draft = with_picture(desk, join_image(desk, begun(desk).id, FIRST), 2)
    other = patient(id="patient-2")
    after = change(desk, draft.id, lambda rules, d, now: identify(rules, d, other, Circumstances(), now))
    assert [i.source_sha256 for i in after.images] == [SECOND]


@pytest.mark.parametrize("gone", ["taken out", "discarded"])
def test_what_an_earlier_record_keeps_stays_when_the_session_lets_go_of_it(desk: Desk, gone: str) -> None:
    consent(desk, 1)
    draft = join_image(desk, begun(desk).id, FIRST)
    if gone == "discarded":
        discard_session(desk, draft.id)
    else:
        take_image_out(desk, draft.id, FIRST)
    assert desk.vault.blob(FIRST) == b"source 1"
    assert allowed(desk, "teaching", desk.now())


def test_a_later_no_takes_the_place_of_one_answer_and_leaves_the_others(desk: Desk) -> None:
    first = consent(desk, 1)
    then = desk.now()
    next_day(desk)
    later = seal(desk, join_image(desk, begun(desk, uses=("teaching",)).id, FIRST), refused=("teaching",))
    now = later.sealed_at
    assert (allowed(desk, "teaching", then), allowed(desk, "teaching", now)) == (True, False)
    assert allowed(desk, "medical_record", now)
    became = what_became(desk, first)
    assert became[FIRST, "medical_record"].standing.fate is Fate.STANDS
    superseded = became[FIRST, "teaching"]
    assert superseded.standing.fate is Fate.SUPERSEDED
    assert superseded.later is not None and (superseded.later.code, superseded.later.at) == (later.code, now)
    today = counts_today(desk, first.patient.id)
    assert (today[FIRST, "teaching"].effective, today[FIRST, "teaching"].record.code) == (False, later.code)
    assert (today[FIRST, "medical_record"].effective, today[FIRST, "medical_record"].record.id) == (
        True,
        first.id,
    )


def test_an_image_that_an_earlier_record_still_allows_keeps_its_bytes_when_the_rest_is_refused(
    desk: Desk,
) -> None:
    consent(desk, 1)
    next_day(desk)
    record = seal(desk, join_image(desk, begun(desk, uses=("teaching",)).id, FIRST), refused=("teaching",))
    assert record.images[0].kept
    assert desk.vault.blob(FIRST) == b"source 1"
    next_day(desk)
    last = seal(
        desk, join_image(desk, begun(desk, uses=("medical_record",)).id, FIRST), refused=("medical_record",)
    )
    assert not last.images[0].kept
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(FIRST)
    assert desk.vault.check().sound


def test_what_was_never_asked_has_no_answer_today(desk: Desk) -> None:
    record = consent(desk, 1, uses=("medical_record",))
    assert list(counts_today(desk, record.patient.id)) == [(FIRST, "medical_record")]
