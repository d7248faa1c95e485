"""Lists of images at a desk, and the ones that are kept by name."""

from __future__ import annotations

import pytest

from consentdesk.domain.listing import Status, WantedImages
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.lists import (
    forget_list,
    last_record_of,
    list_choices,
    list_images,
    save_list,
)
from tests.helpers.sessions import patient
from tests.workflows.sealing import consent, source_of

TEACHING = WantedImages("teaching", Status.ALLOWED)


def names(desk: Desk) -> list[str]:
    return [saved.name for saved in list_choices(desk).saved]


def test_a_list_shows_the_images_that_may_be_used_for_it_the_newest_first(desk: Desk) -> None:
    consent(desk, 1)
    consent(desk, 2, refused=("teaching",))
    page = list_images(desk, TEACHING)
    assert [line.source_sha256 for line in page.images] == [source_of(1)]
    assert page.images[0].patient_name == "Alex Probe" and page.older is None
    refused = list_images(desk, WantedImages("teaching", Status.REFUSED))
    assert [line.source_sha256 for line in refused.images] == [source_of(2)]


def test_an_image_leads_to_the_last_record_that_speaks_of_it(desk: Desk) -> None:
    record = consent(desk, 1)
    assert last_record_of(desk, source_of(1)).id == record.id
    with pytest.raises(Refusal, match="image_unknown"):
        last_record_of(desk, source_of(2))


def test_a_list_is_kept_by_name_until_it_is_forgotten(desk: Desk) -> None:
    first = save_list(desk, "  For the  Friday course ", TEACHING)
    save_list(desk, "Ended", WantedImages(status=Status.EXPIRED))
    assert names(desk) == ["Ended", "For the Friday course"]
    forget_list(desk, first.id)
    assert names(desk) == ["Ended"]
    desk.vault.rebuild()  # type: ignore[attr-defined]
    assert names(desk) == ["Ended"]


def test_a_name_that_is_kept_already_takes_what_is_wanted_now(desk: Desk) -> None:
    save_list(desk, "Course", TEACHING)
    again = save_list(desk, "COURSE", WantedImages("print"))
    assert list_choices(desk).saved == (again,)


def test_a_list_needs_a_name(desk: Desk) -> None:
    with pytest.raises(Refusal, match="list_name_missing"):
        save_list(desk, "  ", TEACHING)


def test_lists_can_be_asked_for_every_use_and_everybody_who_took_a_picture_in(desk: Desk) -> None:
    assert list_choices(desk).photographers == ()
    consent(desk, 1)
    choices = list_choices(desk)
    assert choices.uses[:2] == (("medical_record", "Medical record"), ("teaching", "Teaching"))
    assert [name for _id, name in choices.photographers] == ["Sam Sample"]


def test_who_took_a_picture_in_can_be_asked_for(desk: Desk) -> None:
    consent(desk, 1)
    me = desk.vault.me.id
    assert len(list_images(desk, WantedImages(photographer=me)).images) == 1
    assert not list_images(desk, WantedImages(photographer="somebody else")).images
    assert patient().name not in repr(list_images(desk, WantedImages()))
