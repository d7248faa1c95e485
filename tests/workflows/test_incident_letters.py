"""Letters of an incident: drafts until whoever leads approves them, in the reader's language (R36)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.incident import IncidentPaper
from consentdesk.domain.incident_letters import LetterWords
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document, decline_paper, sealed_paper
from consentdesk.workflows.incident import assess, close_incident
from consentdesk.workflows.incident_files import situation
from consentdesk.workflows.incident_letters import (
    approve_letter,
    incident_report,
    letter_to_person,
    notice_to_authority,
    notice_to_media,
    people_in,
)
from tests.documents.reading import text_of
from tests.workflows.going_wrong import CALLS, TOLD, assessed, noted, opened, sit, tomorrow
from tests.workflows.sealing import consent
from tests.workflows.withdrawing import at

WORDS = LetterWords("Somebody posted it.", "A forearm with a rash.", "It was deleted.")
WHO = "patient-1"


@pytest.fixture
def day_after(desk: Desk) -> Desk:
    consent(desk, 1, 2)
    return tomorrow(desk)


@pytest.fixture
def incident(day_after: Desk) -> str:
    return opened(day_after).incident.id


def read(desk: Desk, document: Document) -> str:
    return " ".join(text_of(sealed_paper(desk, document, "A4")).split())


def test_a_letter_is_a_draft_until_it_is_approved_word_for_word(day_after: Desk, incident: str) -> None:
    draft = letter_to_person(day_after, incident, WHO, WORDS)
    assert "Draft" in read(day_after, draft) and draft.patient == WHO and len(draft.shows) == 1
    approve_letter(day_after, incident, IncidentPaper.TO_PERSON, draft)
    final = letter_to_person(at(day_after, hours=50), incident, WHO, WORDS)
    assert "Draft" not in read(day_after, final) and final.about != draft.about
    other = letter_to_person(day_after, incident, WHO, replace(WORDS, done="Nothing."))
    assert "Draft" in read(day_after, other), "other words were not approved"
    approve_letter(day_after, incident, IncidentPaper.TO_PERSON, final)
    assert len(situation(day_after, incident).file.approved) == 1, "approved once is enough"


def test_every_letter_that_was_made_is_in_the_file_and_what_became_of_it(
    day_after: Desk, incident: str
) -> None:
    letter, notice = (
        letter_to_person(day_after, incident, WHO, WORDS),
        notice_to_media(day_after, incident, WORDS),
    )
    for document in (letter, notice):
        sealed_paper(day_after, document, "A4")
    decline_paper(day_after, notice)
    papers = situation(day_after, incident).file.papers
    assert {(line.kind, line.about, line.given) for line in papers} == {
        (IncidentPaper.TO_PERSON, letter.about, ""),
        (IncidentPaper.TO_MEDIA, notice.about, "declined"),
    }


def test_a_letter_goes_with_its_patient_and_the_incident_stays(day_after: Desk, incident: str) -> None:
    sealed_paper(day_after, letter_to_person(day_after, incident, WHO, WORDS), "A4")
    report = incident_report(day_after, incident)
    sealed_paper(day_after, report, "A4")
    with day_after.vault.erasing():
        day_after.vault.erase_patient(WHO, day_after.now())
    (left,) = situation(day_after, incident).file.papers
    assert left.kind is IncidentPaper.REPORT and "Not permitted" in read(day_after, report)
    assert people_in(day_after, incident) == ()
    with pytest.raises(Refusal, match="incident_of_others"):
        letter_to_person(day_after, incident, WHO, WORDS)


def test_nobody_is_named_to_the_authority_or_the_media(day_after: Desk, incident: str) -> None:
    for notice in (notice_to_authority, notice_to_media):
        with pytest.raises(Refusal) as refused:
            notice(day_after, incident, replace(WORDS, seen="The arm of Alex Probe."))
        (problem,) = refused.value.problems
        assert (problem.code, problem.where) == ("incident_letter_names_patient", "seen")
    assess(day_after, incident, "actually_seen", "Alex Probe was called by a neighbour.")
    with pytest.raises(Refusal, match="incident_letter_names_patient"):
        notice_to_authority(day_after, incident, WORDS)


def test_a_notice_to_the_authority_has_what_was_assessed(day_after: Desk, incident: str) -> None:
    assessed(day_after, situation(day_after, incident).file)
    said = read(day_after, notice_to_authority(day_after, incident, WORDS))
    assert "What is known of actually_seen." in said and "1 (Ohio 1)" in said and "1 March 2027" in said


def test_a_letter_without_words_is_refused_by_what_is_missing(day_after: Desk, incident: str) -> None:
    with pytest.raises(Refusal) as refused:
        letter_to_person(day_after, incident, WHO, LetterWords(" ", "A rash.", "x" * 5000))
    assert [(p.code, p.where) for p in refused.value.problems] == [
        ("incident_words_missing", "happened"),
        ("text_too_long", "done"),
    ]
    with pytest.raises(Refusal, match="incident_of_others"):
        letter_to_person(day_after, incident, "nobody", WORDS)


def test_who_may_not_look_at_patients_writes_to_none(day_after: Desk, incident: str) -> None:
    sit(day_after, Role.ADMINISTRATOR)
    with pytest.raises(Refusal, match="not_allowed"):
        letter_to_person(day_after, incident, WHO, WORDS)
    assert incident_report(day_after, incident).patient is None


def test_the_report_tells_how_an_incident_stood_and_another_how_it_ended(
    day_after: Desk, incident: str
) -> None:
    first = incident_report(day_after, incident)
    assert "This incident is not closed" in read(day_after, first)
    assert incident_report(day_after, incident).about == first.about, "its own making changes nothing"
    file = situation(day_after, incident).file
    noted(day_after, file, CALLS)
    assessed(day_after, file)
    noted(day_after, file, TOLD)
    close_incident(day_after, incident, "Nothing is left.")
    last = incident_report(day_after, incident)
    said = read(day_after, last)
    assert last.about != first.about and "Closed on" in said and "Nothing is left." in said
    assert "Still open" not in said and "This incident is not closed" in read(day_after, first)
