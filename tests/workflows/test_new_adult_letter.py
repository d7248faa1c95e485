"""The letter to a new adult: what it says of them, in whose words, and that deciding ends it (R14)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from consentdesk.domain.draft import Draft
from consentdesk.domain.dues import ComesOfAge
from consentdesk.domain.facts import PlacementNoted
from consentdesk.domain.moment import Moment
from consentdesk.domain.placement import PlaceKind, Placement
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import offer
from consentdesk.domain.withdrawal import Scope
from consentdesk.storage.vault import OpenVault
from consentdesk.system import save
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.add_images import earlier_images, join_image
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import save_paper, sealed_paper
from consentdesk.workflows.new_adult_letter import new_adult
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import change, start_session
from consentdesk.workflows.work_list import Work, work_list
from tests.helpers.sessions import later
from tests.storage.conftest import CODE
from tests.workflows.minors import USES, Minor, agree, withdraw
from tests.workflows.sealing import agreed

BORN = date(2008, 2, 29)
NOOR = Minor(2, BORN)
Ward = tuple[Desk, FixedClock, OpenVault]


@pytest.fixture
def ward(desk: Desk) -> Ward:
    """A desk on the day on which Noor turns 18: her parents agreed about two pictures."""
    clock = FixedClock(Moment.parse("2026-03-01T10:00:00.000-05:00"), ticking=False)
    there = replace(desk, clock=clock)
    vault = desk.vault
    assert isinstance(vault, OpenVault)
    agree(vault, NOOR, later(there.now(), days=-800))
    return there, clock, vault


def text_of(desk: Desk, minor: Minor = NOOR) -> str:
    pdf = sealed_paper(desk, new_adult(desk, minor.id).letter, "A4")
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def kinds(desk: Desk) -> set[Work]:
    return {group.kind for group in work_list(desk).groups}


def test_it_says_what_was_agreed_by_whom_and_when(ward: Ward) -> None:
    desk, _clock, vault = ward
    who = new_adult(desk, NOOR.id)
    assert (who.name, who.age, who.since) == ("Noor Probe 2", 18, date(2026, 3, 1))
    text = text_of(desk)
    for told in (
        "Dear Noor Probe 2,",
        "You turned 18 on 1 March 2026.",
        "Teaching",
        "Robin Probe",
        "22 December 2023",
        vault.records_of(NOOR.id)[0].code,
        *(NOOR.image(n)[:6] for n in (1, 2)),
    ):
        assert told in text, told
    assert "Medical record" not in text, "that is not frozen"
    assert "out already" not in text


def test_it_says_that_what_is_out_stays_until_they_say_otherwise(ward: Ward) -> None:
    desk, _clock, vault = ward
    placed = Placement("p", NOOR.image(1), "teaching", PlaceKind.TEACHING_FILE, "Course")
    vault.append(PlacementNoted(placed), desk.now(), NOOR.id)
    assert "Some pictures are out already." in text_of(desk)


def test_only_what_still_waits_is_in_it(ward: Ward) -> None:
    desk, _clock, vault = ward
    withdraw(vault, NOOR, desk.now(), Scope((NOOR.image(1),), ()))
    text = text_of(desk)
    assert NOOR.image(1)[:6] not in text and NOOR.image(2)[:6] in text


def test_it_is_in_the_language_of_the_last_record(ward: Ward) -> None:
    desk, _clock, vault = ward
    kim = Minor(1, BORN)
    agree(vault, kim, later(desk.now(), days=-700), language="es")
    assert "Ahora decide usted" in text_of(desk, kim)


def test_nobody_is_written_to_before_the_day_or_once_all_is_decided(ward: Ward) -> None:
    there, _clock, vault = ward
    before = FixedClock(later(there.now(), days=-1), ticking=False)
    with pytest.raises(Refusal, match="nothing_frozen"):
        new_adult(replace(there, clock=before), NOOR.id)
    withdraw(vault, NOOR, there.now())
    with pytest.raises(Refusal, match="nothing_frozen"):
        new_adult(there, NOOR.id)


def test_that_it_was_given_is_noted_and_the_same_bytes_are_given_again(ward: Ward, tmp_path: Path) -> None:
    desk, clock, vault = ward
    path = tmp_path / "letter.pdf"
    save_paper(desk, save, new_adult(desk, NOOR.id).letter, path, "A4")
    assert vault.paper_given("new_adult_letter", NOOR.id) == "saved"
    clock.advance(timedelta(days=30))
    assert sealed_paper(desk, new_adult(desk, NOOR.id).letter, "A4") == path.read_bytes()
    (group,) = (group for group in work_list(desk).groups if group.kind is Work.OF_AGE)
    (line,) = group.lines
    assert isinstance(line, ComesOfAge) and line.letter_at == later(desk.now(), days=-30)


def session_about(desk: Desk, n: int) -> Draft:
    """The session of the new adult about one of the pictures that are kept of them, up to the answers."""
    draft = start_session(desk, NOOR.id)
    kept = {line.source_sha256 for line in earlier_images(desk, draft.id)}
    assert NOOR.image(n) in kept
    join_image(desk, draft.id, NOOR.image(n))
    return change(desk, draft.id, lambda rules, draft, now: offer(rules, draft, USES))


@pytest.mark.parametrize("refused", [(), ("teaching",), USES])
def test_the_new_adults_own_answers_about_every_picture_take_them_off_the_list(
    ward: Ward, refused: tuple[str, ...]
) -> None:
    desk, clock, _vault = ward
    for n, waits in ((1, True), (2, False)):
        clock.advance(timedelta(hours=1))
        draft = agreed(desk, session_about(desk, n), refused)
        record = attest_and_seal(desk, draft.id, CODE).record
        assert {d.by for d in record.decisions} == {"patient"}
        assert (Work.OF_AGE in kinds(desk)) is waits
