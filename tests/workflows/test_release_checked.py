"""What appears somewhere leaves by its check: of these words, and counting when it is written (R26, R27)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.access import Role
from consentdesk.domain.facts import (
    ImageReleased,
    MemberAdded,
    PackAdopted,
    PatientCorrected,
    PostingAgreed,
    PostingDeclined,
)
from consentdesk.domain.ledger_lines import Wanted
from consentdesk.domain.people import Member
from consentdesk.domain.placement import PlaceKind
from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.reidentification.check import LASTS
from consentdesk.domain.release import CheckNote, Form, WantedRelease, said_with
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.storage.vault import OpenVault
from consentdesk.system import save
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.release import making, prepare, ready, release_images
from tests.helpers.packs import pack_text
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import later
from tests.workflows.checking import checked
from tests.workflows.releasing import FONTS, let_out, photographed, wanted

SMALL, WHOSE = Form(800, "JPEG"), "patient-1"
CAPTION = "A scaly plaque on the left arm"


@pytest.fixture(scope="module")
def decoder() -> Iterator[ConfinedDecoder]:
    one = ConfinedDecoder(1)
    yield one
    one.close()


@pytest.fixture
def record(desk: Desk, decoder: ConfinedDecoder) -> ConsentRecord:
    files = (jpeg(photograph(seed=n)) for n in (1, 2))
    return photographed(desk, decoder, *files, uses=("medical_record", "print", "social_media"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "slides"
    made.mkdir()
    return made


def printed(record: ConsentRecord) -> WantedRelease:
    asked = wanted(record, SMALL, use="print", kind=PlaceKind.PRINT, outlet="JAAD", title="Case report")
    return replace(asked, captions=dict.fromkeys(asked.images, CAPTION))


def posted(record: ConsentRecord) -> WantedRelease:
    return replace(
        wanted(
            *(record, SMALL), use="social_media", kind=PlaceKind.SOCIAL_POST, outlet="Facebook", title="Post"
        ),
        warnings_read=True,
    )


def checks_of(desk: Desk, asked: WantedRelease) -> dict[str, str]:
    """The check of each image as it is wanted, by image."""
    place = asked.place
    said = {image: said_with(asked, image) for image in asked.images}
    return {
        image: checked(desk, image, place.use, place.outlet, words.title, words.caption).id
        for image, words in said.items()
    }


def codes(refusal: Refusal) -> set[str]:
    return {problem.code for problem in refusal.problems}


def released(desk: Desk) -> list[ImageReleased]:
    bodies = [line.body for line in desk.vault.ledger_page(Wanted(), limit=500)]
    return [body for body in bodies if isinstance(body, ImageReleased)]


def test_each_released_file_keeps_the_check_that_it_rests_on(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    asked = printed(record)
    checks_of(desk, asked)
    latest = checks_of(desk, asked)
    sheet = let_out(desk, decoder, asked, folder)
    notes = {file.checked for file in sheet.files}
    assert notes == {CheckNote(desk.now().day, desk.vault.me.name, 0)}
    assert {body.image: body.check for body in released(desk)} == latest
    assert {body.caption for body in released(desk)} == {CAPTION}
    assert not any(body.warned for body in released(desk))


def test_a_use_that_appears_nowhere_rests_on_no_check(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    teaching = photographed(desk, decoder, jpeg(photograph(seed=7)))
    sheet = let_out(desk, decoder, wanted(teaching, SMALL), folder)
    assert [file.checked for file in sheet.files] == [None]
    assert [body.check for body in released(desk)] == [""]


@pytest.mark.parametrize("change", ["caption", "title", "mark"])
def test_other_words_than_those_that_were_checked_do_not_leave(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path, change: str
) -> None:
    asked = printed(record)
    checks_of(desk, asked)
    first = asked.images[0]
    other = {
        "caption": replace(asked, captions={**asked.captions, first: f"{CAPTION} of the mayor"}),
        "title": replace(asked, place=replace(asked.place, title="The mayor's arm")),
        "mark": replace(asked, form=replace(asked.form, mark="The mayor's arm")),
    }[change]
    assert all(answer.allowed for answer in prepare(desk, asked))
    with pytest.raises(Refusal) as no:
        let_out(desk, decoder, other, folder)
    assert codes(no.value) == {"words_not_checked"}
    assert f"image:{first}" in {problem.where for problem in no.value.problems}
    assert list(folder.iterdir()) == [] and released(desk) == []


def test_a_post_leaves_only_with_its_warnings_read_and_says_so(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    asked = posted(record)
    checks_of(desk, asked)
    unread = replace(asked, warnings_read=False)
    ready(desk, unread)  # they are read last
    with pytest.raises(Refusal) as no:
        let_out(desk, decoder, unread, folder)
    assert [(problem.code, problem.where) for problem in no.value.problems] == [
        ("warnings_not_read", "warnings")
    ]
    assert list(folder.iterdir()) == []
    let_out(desk, decoder, asked, folder)
    assert [body.warned for body in released(desk)] == [True, True]


def grows_old(desk: Desk, check: str) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(LASTS + timedelta(minutes=5))


def patient_is_corrected(desk: Desk, check: str) -> None:
    patient = desk.vault.patient(WHOSE)
    desk.note(PatientCorrected(replace(patient, given_name="Alexa")), patient.id)


def second_person_declines(desk: Desk, check: str) -> None:
    in_name_of_kim(desk).append(PostingDeclined(check, "The town is named"), desk.now(), WHOSE)


def pack_asks_for_two(desk: Desk, check: str) -> None:
    row = '[[uses]]\nid = "social_media"\n'
    desk.note(PackAdopted("us", "2026.2", pack_text("us").replace(row, f"{row}second_person = true\n")))


def in_name_of_kim(desk: Desk) -> OpenVault:
    assert isinstance(desk.vault, OpenVault)
    key = Ed25519PrivateKey.generate()
    kim = Member("kim", "Kim", "nurse", key.public_key().public_bytes_raw().hex(), (Role.CLINICIAN,))
    desk.note(MemberAdded(kim))
    return OpenVault(replace(desk.vault._core, member=kim.id, signing_key=key))


ENDS: dict[Callable[[Desk, str], None], str] = {
    grows_old: "reidentification_check_old",
    patient_is_corrected: "reidentification_not_checked",
    second_person_declines: "second_person_declined",
    pack_asks_for_two: "second_person_missing",
}


@pytest.mark.parametrize("happens", ENDS, ids=lambda happens: happens.__name__)
def test_what_ends_a_check_between_making_and_writing_leaves_nothing_outside(
    desk: Desk,
    decoder: ConfinedDecoder,
    record: ConsentRecord,
    folder: Path,
    happens: Callable[[Desk, str], None],
) -> None:
    asked, renderer = posted(record), Renditions(decoder, FONTS)
    checks = checks_of(desk, asked)
    made = {image: making(desk, renderer, asked, image)() for image in asked.images}
    happens(desk, checks[asked.images[1]])
    with pytest.raises(Refusal) as no:
        release_images(desk, asked, made, folder, save)
    assert ENDS[happens] in codes(no.value)
    assert f"image:{asked.images[1]}" in {problem.where for problem in no.value.problems}
    assert list(folder.iterdir()) == [] and released(desk) == [] and not desk.vault.placements_of(WHOSE)


def test_a_clock_that_is_set_back_makes_no_check_of_what_comes_after(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    asked = posted(record)
    checks_of(desk, asked)
    yesterday = replace(desk, clock=FixedClock(later(desk.now(), days=-1)))
    with pytest.raises(Refusal) as no:
        let_out(yesterday, decoder, asked, folder)
    assert codes(no.value) == {"reidentification_not_checked"}, "the consent itself is known all the same"


def test_an_agreement_opens_it_again(
    desk: Desk, decoder: ConfinedDecoder, record: ConsentRecord, folder: Path
) -> None:
    asked = posted(record)
    pack_asks_for_two(desk, "")
    kim = in_name_of_kim(desk)
    for check in checks_of(desk, asked).values():
        kim.append(PostingAgreed(check), desk.now(), WHOSE)
    let_out(desk, decoder, asked, folder)
    assert len(released(desk)) == 2
