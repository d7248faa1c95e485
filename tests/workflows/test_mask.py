"""A crop or a masked copy is an image of its own: shown and asked about before it counts (R28)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from consentdesk.domain.draft import Draft
from consentdesk.domain.masking import NOTHING_MASKED, Masking, Rectangle
from consentdesk.domain.people import Circumstances
from consentdesk.domain.photographs import label_image, permit_photography
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.reidentification.identifier import Box
from consentdesk.domain.session import hold, offer
from consentdesk.domain.withdrawal import Scope
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.workflows.add_images import finish_image, store_image
from consentdesk.workflows.correct_record import correct_record
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.mask import add_masked, image_to_mask, masked_image
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import change, discard_session, enter_patient, take_image_out
from consentdesk.workflows.withdraw import reach, withdraw
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import patient
from tests.storage.conftest import CODE
from tests.workflows.releasing import FONTS, photographed
from tests.workflows.sealing import USES, agreed, begun
from tests.workflows.withdrawing import PATIENT, SISTER, at, reasons

WHO = "patient-1"
COVERED = Masking(covers=(Rectangle(Box(0.2, 0.2, 0.3, 0.3)),))
ANOTHER = replace(patient(id="patient-2", given_name="Bo"), record_number="MRN-2")
CROPPED = Masking(crop=Box(0.25, 0.25, 0.5, 0.5))


@pytest.fixture(scope="module")
def decoder() -> Iterator[ConfinedDecoder]:
    one = ConfinedDecoder(1)
    yield one
    one.close()


@pytest.fixture
def record(desk: Desk, decoder: ConfinedDecoder) -> ConsentRecord:
    """One photograph, agreed to for the record and for teaching."""
    return photographed(desk, decoder, jpeg(photograph(seed=1)))


def source_of(record: ConsentRecord) -> str:
    return record.images[0].source_sha256


def mask(
    desk: Desk, decoder: ConfinedDecoder, source: str, masking: Masking = COVERED, session: str = ""
) -> Draft:
    """As the program does it: read, made on another thread, added, hashed at its full size."""
    image = image_to_mask(desk, source, session)
    made = masked_image(desk, decoder, Renditions(decoder, FONTS), image, masking)()
    draft = add_masked(desk, image, made)
    return finish_image(desk, draft.id, made.seen.source_sha256, decoder.pixel_sha256(made.file))


def sealed_crop(desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord) -> str:
    """A crop of the record's image that got every yes of its own."""
    draft = offered(desk, mask(desk, decoder, source_of(record), CROPPED))
    return attest_and_seal(desk, agreed(desk, draft).id, CODE).record.images[0].source_sha256


def offered(desk: Desk, draft: Draft) -> Draft:
    return change(desk, draft.id, lambda rules, d, now: offer(rules, d, USES))


def photographed_draft(desk: Desk, decoder: ConfinedDecoder) -> Draft:
    draft, source = begun(desk), jpeg(photograph(seed=2))
    store_image(desk, draft.id, source, decoder.look(source))
    (image,) = desk.vault.draft(draft.id).images
    return change(desk, draft.id, lambda r, d, now: label_image(d, image.source_sha256, "left ear"))


def test_an_image_of_a_session_gets_another_beside_it(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = photographed_draft(desk, decoder)
    source = draft.images[0].source_sha256
    before, made = mask(desk, decoder, source, session=draft.id).images
    assert (made.derived_from, made.number, made.label) == (source, 2, "left ear")
    hashes = {before.source_sha256, before.view_sha256, made.source_sha256, made.view_sha256}
    assert len(hashes) == 4 and made.pixels_sha256 and made.earlier is None


def test_a_crop_is_as_large_as_what_is_left(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = photographed_draft(desk, decoder)
    made = mask(desk, decoder, draft.images[0].source_sha256, CROPPED, draft.id).images[1]
    assert (made.width, made.height) == (320 - 2 * 17, 240 - 2 * 17)


def test_a_kept_image_s_copy_begins_a_session_of_its_patient(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    draft = mask(desk, decoder, source_of(record))
    assert draft.patient == desk.vault.patient(WHO) and draft.patient_is_known
    (made,) = draft.images
    assert (made.derived_from, made.label) == (source_of(record), record.images[0].label)
    assert draft.showings == draft.answers == ()


def test_it_joins_the_session_that_is_open_for_the_patient(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    begun(desk, patient(id="patient-2", given_name="Zoë"))
    waiting = begun(desk)
    assert mask(desk, decoder, source_of(record)).id == waiting.id
    assert len(desk.vault.drafts()) == 2


def test_it_joins_no_session_that_cannot_take_it(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    others = {
        change(desk, begun(desk).id, lambda r, d, now: hold(d, "a neighbour came along")).id,
        change(desk, begun(desk).id, lambda r, d, now: permit_photography(d, False, now)).id,
        correct_record(desk, record.id, "the wrong date of birth").id,
    }
    assert mask(desk, decoder, source_of(record)).id not in others


def test_no_yes_of_the_source_is_one_of_the_copy(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    assert reasons(desk, source_of(record), "teaching") == []
    draft = offered(desk, mask(desk, decoder, source_of(record), CROPPED))
    crop = draft.images[0].source_sha256
    with pytest.raises(Refusal, match="image_unknown"):
        reasons(desk, crop, "teaching")
    attest_and_seal(desk, agreed(desk, draft, refused=("teaching",)).id, CODE)
    assert reasons(desk, crop, "medical_record") == [] != reasons(desk, crop, "teaching")


def test_it_is_not_sealed_before_it_was_shown(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    draft = agreed(desk, begun(desk))
    mask(desk, decoder, source_of(record))
    with pytest.raises(Refusal) as no:
        attest_and_seal(desk, draft.id, CODE)
    assert "image_not_shown" in {problem.code for problem in no.value.problems}


def test_the_ledger_has_where_a_copy_came_from(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    crop = sealed_crop(desk, decoder, record)
    line = desk.vault.image(crop)
    assert line is not None and line.derived_from == source_of(record)
    assert [made.source_sha256 for made in desk.vault.images_made_from(source_of(record))] == [crop]


def test_withdrawing_the_source_asks_about_the_copy_and_takes_it_along_unless_it_stays(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    crop, today = sealed_crop(desk, decoder, record), at(desk, hours=1)
    scope = Scope((source_of(record),), ("teaching",))
    assert [line.source_sha256 for line in reach(today, WHO, scope).derived] == [crop]
    withdraw(today, WHO, scope, PATIENT)
    assert reasons(today, crop, "teaching") == ["withdrawn"]


def test_a_copy_that_stays_keeps_its_own_yes(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    crop, today = sealed_crop(desk, decoder, record), at(desk, hours=1)
    withdraw(today, WHO, Scope((source_of(record),), ("teaching",)), PATIENT, kept=(crop,))
    assert reasons(today, crop, "teaching") == []


@pytest.mark.parametrize("made_first", [True, False])
def test_what_holds_the_source_back_holds_the_copy_back(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, made_first: bool
) -> None:
    scope, today = Scope((source_of(record),)), at(desk, hours=1)
    crops = [sealed_crop(today, decoder, record)] if made_first else []
    withdraw(today, WHO, scope, SISTER)
    crops = crops or [sealed_crop(today, decoder, record)]
    assert reasons(at(desk, hours=2), crops[0], "teaching") == ["suspended"]


def test_a_copy_of_a_copy_can_be_made(desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord) -> None:
    crop = sealed_crop(desk, decoder, record)
    (again,) = mask(desk, decoder, crop, COVERED).images
    assert again.derived_from == crop


@pytest.mark.parametrize("then", ["taken out", "found to be the same picture"])
def test_withdrawing_the_source_reaches_a_copy_of_a_copy_without_the_one_between(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, then: str
) -> None:
    between = mask(desk, decoder, source_of(record), CROPPED).images[0].source_sha256
    draft = mask(desk, decoder, between, COVERED, desk.vault.drafts()[0].id)
    if then == "taken out":
        take_image_out(desk, draft.id, between)
    else:
        finish_image(desk, draft.id, between, record.images[0].pixels_sha256)
        take_image_out(desk, draft.id, source_of(record))
    again = attest_and_seal(desk, agreed(desk, offered(desk, desk.vault.draft(draft.id))).id, CODE).record
    (copy,) = (image.source_sha256 for image in again.images)
    assert [made.source_sha256 for made in desk.vault.images_made_from(source_of(record))] == [copy]


def test_the_same_masking_twice_is_the_same_image(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = photographed_draft(desk, decoder)
    source = draft.images[0].source_sha256
    mask(desk, decoder, source, session=draft.id)
    with pytest.raises(Refusal, match="image_already_here"):
        mask(desk, decoder, source, session=draft.id)


def test_a_copy_that_is_kept_already_joins_as_what_it_is(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    crop = sealed_crop(desk, decoder, record)
    (again,) = mask(desk, decoder, source_of(record), CROPPED).images
    assert again.source_sha256 == crop and again.earlier is not None


def test_discarding_its_session_erases_the_copy_and_not_the_source(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    draft = mask(desk, decoder, source_of(record))
    discard_session(desk, draft.id)
    assert desk.vault.blob(source_of(record))
    with pytest.raises(Refusal, match="blob_unknown"):
        desk.vault.blob(draft.images[0].source_sha256)


def test_nothing_drawn_makes_nothing(desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord) -> None:
    with pytest.raises(Refusal, match="nothing_masked"):
        mask(desk, decoder, source_of(record), NOTHING_MASKED)
    assert desk.vault.drafts() == ()


def test_what_is_not_there_cannot_be_masked(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = photographed_draft(desk, decoder)
    source = draft.images[0].source_sha256
    with pytest.raises(Refusal, match="image_unknown"):
        image_to_mask(desk, source)
    take_image_out(desk, draft.id, source)
    with pytest.raises(Refusal, match="image_not_in_session"):
        image_to_mask(desk, source, draft.id)


def test_an_image_that_was_refused_altogether_is_gone_for_masking(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = photographed_draft(desk, decoder)
    source = draft.images[0].source_sha256
    finish_image(desk, draft.id, source, decoder.pixel_sha256(desk.vault.blob(source)))
    refused = agreed(desk, draft, refused=("medical_record", "teaching"))
    attest_and_seal(desk, refused.id, CODE)
    with pytest.raises(Refusal, match="image_unknown"):
        image_to_mask(desk, source)


def test_a_session_that_was_given_up_meanwhile_takes_nothing(desk: Desk, decoder: ConfinedDecoder) -> None:
    draft = photographed_draft(desk, decoder)
    image = image_to_mask(desk, draft.images[0].source_sha256, draft.id)
    made = masked_image(desk, decoder, Renditions(decoder, FONTS), image, COVERED)()
    discard_session(desk, draft.id)
    with pytest.raises(Refusal, match="draft_unknown"):
        add_masked(desk, image, made)


def test_a_source_that_was_erased_meanwhile_leaves_no_copy(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    image = image_to_mask(desk, source_of(record))
    made = masked_image(desk, decoder, Renditions(decoder, FONTS), image, COVERED)()
    with desk.vault.erasing():
        desk.vault.erase_image(source_of(record), desk.now())
    with pytest.raises(Refusal, match="blob_unknown"):
        add_masked(desk, image, made)
    assert desk.vault.drafts() == ()


def test_a_copy_does_not_join_a_session_that_became_another_patients(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    draft = begun(desk, record.patient)
    image = image_to_mask(desk, source_of(record))
    assert image.session == draft.id
    made = masked_image(desk, decoder, Renditions(decoder, FONTS), image, COVERED)()
    enter_patient(desk, draft.id, ANOTHER, Circumstances())
    with pytest.raises(Refusal, match="image_of_another_patient"):
        add_masked(desk, image, made)


def test_a_copy_leaves_a_session_that_becomes_another_patients_with_its_source(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord
) -> None:
    begun(desk, record.patient)
    crop = mask(desk, decoder, source_of(record), CROPPED)
    of_crop = mask(desk, decoder, crop.images[0].source_sha256, COVERED, crop.id)
    made = [image.source_sha256 for image in of_crop.images]
    assert len(made) == 2
    assert enter_patient(desk, crop.id, ANOTHER, Circumstances()).images == ()
    for image in made:
        with pytest.raises(Refusal, match="blob_unknown"):
            desk.vault.blob(image)
    assert desk.vault.blob(source_of(record))


def test_a_copy_of_what_was_photographed_for_the_session_stays_when_its_patient_is_another(
    desk: Desk, decoder: ConfinedDecoder
) -> None:
    draft = photographed_draft(desk, decoder)
    mask(desk, decoder, draft.images[0].source_sha256, session=draft.id)
    assert len(enter_patient(desk, draft.id, ANOTHER, Circumstances()).images) == 2
