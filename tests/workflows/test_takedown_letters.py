"""Letters to whoever runs a place: written once, given as every paper, read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from consentdesk.domain.placement import Outcome, PlaceKind, Removal
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.take_down import LetterLine
from consentdesk.domain.takedown_letter import image_id
from consentdesk.system import save
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import save_paper, sealed_paper
from consentdesk.workflows.take_down import report
from consentdesk.workflows.take_down import task as task_file
from consentdesk.workflows.takedown_letters import Wish, new_letter, written_letter
from tests.documents.reading import text_of
from tests.helpers.sessions import ALL_USES
from tests.storage.consents import consent
from tests.workflows.taking_down import place, withdraw

EDITORS = Wish(("The editors",))


@pytest.fixture
def task(desk: Desk) -> Removal:
    """A figure in a journal, to be taken down."""
    consent(desk.vault, images=1, uses=ALL_USES)
    place(
        desk,
        1,
        "print",
        kind=PlaceKind.PRINT,
        outlet="Pediatrics",
        title="Figure 3",
        link="https://p.example/3",
    )
    (opened,) = withdraw(desk)
    return opened


def test_a_letter_is_made_once_and_given_again_as_it_was(desk: Desk, task: Removal, tmp_path: Path) -> None:
    document = new_letter(desk, task.id, EDITORS)
    assert task_file(desk, task.id).letters == (), "nothing is written before it is made"
    save_paper(desk, save, document, tmp_path / "letter.pdf", "A4")
    assert [(line.number, line.given) for line in task_file(desk, task.id).letters] == [(1, "saved")]
    again = written_letter(desk, task.id, 1)
    assert sealed_paper(desk, again, "A4") == (tmp_path / "letter.pdf").read_bytes()
    with pytest.raises(Refusal, match="letter_made_otherwise"):
        sealed_paper(desk, again, "Letter")


def test_it_says_since_when_nobody_may_and_names_no_patient(desk: Desk, task: Removal) -> None:
    said = text_of(sealed_paper(desk, new_letter(desk, task.id, EDITORS), "A4"))
    assert "Since 2 March 2026 nobody may use it there" in said and "https://p.example/3" in said
    patient = desk.vault.patient("patient-1")
    assert not {patient.given_name, patient.family_name, patient.record_number} & set(said.split())


def test_after_a_refusal_the_next_letter_is_another_one_and_says_so(desk: Desk, task: Removal) -> None:
    first = sealed_paper(desk, new_letter(desk, task.id, EDITORS), "A4")
    report(desk, task.id, Outcome.REFUSED_BY_OUTLET, "They say no.")
    second = sealed_paper(desk, new_letter(desk, task.id, Wish(("The publisher",))), "A4")
    assert first != second and "We wrote to you about this before." in text_of(second)
    assert "Office for Civil Rights" in text_of(second)
    assert [line.number for line in task_file(desk, task.id).letters] == [1, 2]


def test_one_letter_can_ask_for_every_picture_at_the_place(desk: Desk) -> None:
    consent(desk.vault, images=2, uses=ALL_USES)
    for n in (1, 2):
        place(desk, n, "print", image=n, kind=PlaceKind.PRINT, outlet="Pediatrics", title="Figures")
    first, second = withdraw(desk)
    one = text_of(sealed_paper(desk, new_letter(desk, first.id, EDITORS), "A4"))
    both = text_of(sealed_paper(desk, new_letter(desk, first.id, Wish(("Me",), everywhere=True)), "A4"))
    ids = [image_id(desk.vault.removal(task.id).place.placement.image) for task in (first, second)]
    assert ids[0] in one and ids[1] not in one
    assert all(id in both for id in ids)


def test_more_than_nine_letters_stay_in_their_order(desk: Desk, task: Removal) -> None:
    for _ in range(11):
        sealed_paper(desk, new_letter(desk, task.id, EDITORS), "A4")
    found = task_file(desk, task.id).letters
    assert [line.number for line in found] == list(range(1, 12)) and isinstance(found[0], LetterLine)


def test_a_letter_for_nobody_and_one_that_names_the_patient_are_refused(desk: Desk, task: Removal) -> None:
    with pytest.raises(Refusal, match="letter_addressee_missing"):
        new_letter(desk, task.id, Wish((" ",)))
    place(desk, 1, "print", kind=PlaceKind.PRINT, outlet="Pediatrics", title="The rash of Alex Probe")
    with pytest.raises(Refusal, match="letter_names_patient"):
        new_letter(desk, task.id, EDITORS)


def test_no_letter_is_written_once_the_task_is_closed(desk: Desk, task: Removal) -> None:
    report(desk, task.id, Outcome.CANNOT_RETRACT, "Printed.")
    with pytest.raises(Refusal, match="removal_closed"):
        new_letter(desk, task.id, EDITORS)
