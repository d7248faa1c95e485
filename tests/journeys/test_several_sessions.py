"""A patient comes again, and records are put right: typed once, asked anew, both readable for ever
(R22, R24, R39)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from consentdesk.domain.lines import RecordLine
from consentdesk.domain.moment import Moment
from consentdesk.domain.permission import permitted
from consentdesk.domain.record import ConsentRecord
from consentdesk.rehearsal.player import PAGES
from consentdesk.rehearsal.scenario import AnswerPart, CorrectionPart, ImagePart, Scenario
from consentdesk.rehearsal.stage import CODE, Stage
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import rules
from tests.journeys.journey import MORNING, Journey, scenario

Photographs = Callable[[int], list[Path]]
ADULT = date(1984, 7, 9)
NO_TEACHING = AnswerPart("teaching", "no")


def weeks_later(weeks: int) -> Moment:
    return Moment(MORNING.utc + timedelta(weeks=weeks), MORNING.offset_minutes)


def again(weeks: int, images: tuple[ImagePart, ...], **more: object) -> Scenario:
    """The same patient's session some weeks later."""
    played = scenario(ADULT, today=weeks_later(weeks), known_patient=True, **more)  # type: ignore[arg-type]
    return replace(played, images=images)


def correcting(played: Scenario, patient: str = "Alex Example") -> Scenario:
    return replace(played, correction=CorrectionPart(patient, "The wrong date of birth was entered"))


def records(vault: OpenVault) -> tuple[ConsentRecord, ...]:
    """Every record, oldest first."""
    lines = sorted(vault.recent_records(weeks_later(-9)), key=lambda line: line.sealed_at.utc)
    return tuple(vault.record(line.id).record for line in lines)


def lines_of(vault: OpenVault) -> dict[str, RecordLine]:
    return {line.id: line for line in vault.recent_records(weeks_later(-9))}


def copies(vault: OpenVault) -> dict[str, bytes]:
    made = ((line.id, vault.copies_of(line.id)) for line in vault.recent_records(weeks_later(-9)))
    return {record: vault.blob(copy.sha256) for record, (copy,) in made}


def sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def allowed(vault: OpenVault, image: str, use: str, at: Moment) -> bool:
    pack = rules().pack
    return permitted(pack, pack.outlets, vault.decisions_on(image), use, "", at).allowed


def reprinted(on_stage: Stage, row: int) -> bytes:
    """The copy of a patient's record, by its row in their file, saved once more."""
    hands = on_stage.hands
    if not hands.sees("search"):
        hands.click("home")
    hands.type("search", "Alex Example")
    for button in ("found_1", f"open_{row}", "print_copy", "save"):
        hands.click(button)
    return on_stage.files.saved[-1].read_bytes()


def test_a_second_session_turns_one_use_of_one_image_to_no(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    journey.play(scenario(ADULT, images=2), taken)
    with journey.vault() as vault:
        before = copies(vault)
    later = again(4, (ImagePart("photo-1.jpg", kept=True),), uses=("teaching",), answers=[NO_TEACHING])
    journey.play(later, taken[:1])
    with journey.vault() as vault:
        first, second = records(vault)
        one, two = (image.source_sha256 for image in first.images)
        assert [d.image for d in second.decisions] == [one]
        then, now = weeks_later(2), weeks_later(5)
        assert (allowed(vault, one, "teaching", then), allowed(vault, one, "teaching", now)) == (True, False)
        assert allowed(vault, one, "medical_record", now) and allowed(vault, two, "teaching", now)
        assert vault.blob(one) == taken[0].read_bytes(), "its other use keeps it"
        after = copies(vault)
    assert after[first.id] == before[first.id]
    with journey.program(weeks_later(5)) as on_stage:
        assert reprinted(on_stage, 1) == after[second.id]
        assert reprinted(on_stage, 2) == after[first.id]
    assert journey.is_sound()


def test_one_image_more_is_added_without_typing_anything(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(3)
    journey.play(scenario(ADULT, images=2), taken[:2])
    journey.play(again(4, (ImagePart("photo-1.jpg", kept=True),), uses=("teaching",)), taken[:1])
    with journey.program(weeks_later(8)) as on_stage:
        hands = on_stage.hands
        hands.type("search", "Alex Example")
        hands.click("found_1")
        hands.start_counting()
        hands.click("new_consent")
        visit = on_stage.visit(again(8, (ImagePart("photo-3.jpg"),)), taken[2:])
        while hands.sees("session_window"):
            PAGES[visit.draft.step](visit)
        assert hands.effort.keys == len(CODE), "the explainer's code, and nothing else"
    with journey.vault() as vault:
        last = records(vault)[-1]
        assert [image.source_sha256 for image in last.images] == [sha256(taken[2])]
        assert last.patient == records(vault)[0].patient
        assert len(vault.images_of(last.patient.id)) == 3


def test_a_wrong_date_of_birth_is_corrected(journey: Journey, photographs: Photographs) -> None:
    taken = photographs(1)
    journey.play(scenario(ADULT), taken)
    right = correcting(replace(again(1, (ImagePart("photo-1.jpg"),)), known_patient=False))
    journey.play(replace(right, patient=replace(right.patient, born=date(1985, 7, 9))), taken)
    with journey.vault() as vault:
        old, new = records(vault)
        assert (old.patient.born, new.patient.born) == (ADULT, date(1985, 7, 9))
        assert vault.patient(old.patient.id).born == date(1985, 7, 9)
        assert new.corrects is not None and new.corrects.record == old.id
        assert [i.source_sha256 for i in new.images] == [i.source_sha256 for i in old.images]
        image = old.images[0].source_sha256
        history = vault.decisions_on(image)
        assert {d.record for d in history if d.corrected(weeks_later(2))} == {old.id}
        assert allowed(vault, image, "teaching", weeks_later(2))
        corrected = lines_of(vault)[old.id].corrected
        assert corrected is not None and corrected.code == new.code
    assert journey.is_sound()


def test_a_consent_taken_for_the_wrong_patient_moves_to_the_right_one(
    journey: Journey, photographs: Photographs
) -> None:
    taken = photographs(2)
    journey.play(scenario(ADULT, name=("Zara", "Specimen"), record_number="7"), taken[1:])
    journey.play(scenario(ADULT, today=weeks_later(1)), taken[:1])
    meant = again(2, (ImagePart("photo-1.jpg"),), name=("Zara", "Specimen"), record_number="7")
    journey.play(correcting(meant), taken[:1])
    with journey.vault() as vault:
        hers, wrong, right = records(vault)
        assert right.patient == hers.patient != wrong.patient
        assert vault.images_of(wrong.patient.id) == ()
        assert {i.source_sha256 for i in vault.images_of(hers.patient.id)} == {sha256(p) for p in taken}
        image = wrong.images[0].source_sha256
        assert {d.record for d in vault.decisions_on(image) if not d.corrected(weeks_later(3))} == {right.id}
    with journey.program(weeks_later(3)) as on_stage:
        hands = on_stage.hands
        hands.type("search", "Alex Example")
        hands.click("found_1")
        assert not hands.sees("images_card")
        hands.click("open_1")
        assert hands.sees("corrected_open") and hands.text_of("answer_1_2") == "Yes"
    assert journey.is_sound()
