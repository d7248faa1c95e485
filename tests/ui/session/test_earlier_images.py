"""What is kept of a patient since earlier consents joins a session by a press, or by being recognised."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from consentdesk.domain.draft import Draft, Known, Step
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Circumstances
from consentdesk.domain.session import Rules, go_to, identify
from tests.helpers.pictures import jpeg, photograph, png
from tests.helpers.sessions import patient
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import sealed_at


def at_images(rules: Rules, draft: Draft, now: Moment) -> Draft:
    return go_to(draft, Step.IMAGES)


@pytest.fixture
def sealed(bedside: Bedside) -> SealedRecord:
    """A consent about two pictures, and the same patient's next session at its images."""
    made = sealed_at(bedside, images=2)
    bedside.begin(at_images, patient=made.record.patient.id)
    return made


def add(bedside: Bedside, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    bedside.files.paths = [path]
    bedside.click("add_images")


def short(sealed: SealedRecord, n: int) -> str:
    return sealed.record.images[n].short_id


def test_two_presses_let_a_kept_picture_join_with_its_label(bedside: Bedside, sealed: SealedRecord) -> None:
    assert not bedside.there("earlier")
    bedside.click("earlier_images")
    bedside.click(f"earlier_{short(sealed, 1)}")
    (image,) = bedside.draft().images
    assert image.source_sha256 == sealed.record.images[1].source_sha256
    assert image.label == sealed.record.images[1].label != ""
    assert bedside.words("gives_away_1") == "Kept since the consent of 2 March 2026."
    assert bedside.draft().showings == ()


def test_what_has_joined_leaves_the_list_and_an_empty_list_goes(
    bedside: Bedside, sealed: SealedRecord
) -> None:
    bedside.click("earlier_images")
    bedside.click(f"earlier_{short(sealed, 0)}")
    assert not bedside.there(f"earlier_{short(sealed, 0)}")
    bedside.click(f"earlier_{short(sealed, 1)}")
    assert not bedside.there("earlier") and not bedside.there("earlier_images")
    assert [image.number for image in bedside.draft().images] == [1, 2]


def test_a_picture_that_is_taken_out_is_kept_and_can_join_again(
    bedside: Bedside, sealed: SealedRecord
) -> None:
    bedside.click("earlier_images")
    bedside.click(f"earlier_{short(sealed, 0)}")
    bedside.click("take_out_1")
    bedside.click("take_out_1_yes")
    assert bedside.draft().images == ()
    bedside.click(f"earlier_{short(sealed, 0)}")
    assert bedside.words("gives_away_2") == "Kept since the consent of 2 March 2026."


def test_the_list_can_be_closed(bedside: Bedside, sealed: SealedRecord) -> None:
    bedside.click("earlier_images")
    bedside.click("earlier_close")
    assert not bedside.there("earlier") and bedside.there("earlier_images")


def test_the_same_file_is_recognised_and_said(bedside: Bedside, sealed: SealedRecord, tmp_path: Path) -> None:
    add(bedside, tmp_path / "again.jpg", jpeg(photograph(seed=0)))
    (image,) = bedside.draft().images
    assert image.earlier is not None and image.earlier.known is Known.SAME_FILE
    assert (
        bedside.words("gives_away_1") == "The same file as at the consent of 2 March 2026. It is kept once."
    )
    assert not bedside.there("refused")


def test_the_same_pixels_in_another_file_are_recognised_and_said(
    bedside: Bedside, sealed: SealedRecord, tmp_path: Path
) -> None:
    first = tmp_path / "first.jpg"
    first.write_bytes(jpeg(photograph(seed=0)))
    with Image.open(first) as seen:
        add(bedside, tmp_path / "again.png", png(seen))
    (image,) = bedside.draft().images
    assert image.source_sha256 == sealed.record.images[0].source_sha256
    assert "The same picture as at the consent of 2 March 2026" in bedside.words("gives_away_1")


def test_the_same_pixels_twice_in_one_session_are_said_and_kept_once(
    bedside: Bedside, sealed: SealedRecord, tmp_path: Path
) -> None:
    add(bedside, tmp_path / "new.jpg", jpeg(photograph(seed=7)))
    with Image.open(tmp_path / "new.jpg") as seen:
        add(bedside, tmp_path / "new.png", png(seen))
    assert [image.number for image in bedside.draft().images] == [1]
    assert "already in the session" in bedside.words("refused_1")


def test_a_picture_of_another_patient_is_refused_with_a_sentence(
    bedside: Bedside, sealed: SealedRecord, tmp_path: Path
) -> None:
    def another(rules: Rules, draft: Draft, now: Moment) -> Draft:
        other = patient(id="patient-2", given_name="Zoë")
        return go_to(identify(rules, draft, other, Circumstances(), now), Step.IMAGES)

    bedside.begin(another)
    assert not bedside.there("earlier_images")
    add(bedside, tmp_path / "mixed up.jpg", jpeg(photograph(seed=0)))
    assert bedside.draft().images == ()
    assert "belongs to another patient's record" in bedside.words("refused_1")
