"""The language of the patient's pages is chosen, and may change in the middle of a session (R5, R22, R41)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.domain.answering import answer
from consentdesk.domain.draft import Draft
from consentdesk.domain.people import PhotographyPermission
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.session import speak, unexplained
from consentdesk.domain.signing import signature_holds, voided
from tests.helpers.sessions import (
    LANGUAGES,
    NOW,
    answered,
    complete_draft,
    explained,
    photograph,
    prepared,
    rules,
    sealed_record,
    signed,
)

IMAGE = photograph().source_sha256


def test_pages_shown_in_one_language_are_shown_again_in_another() -> None:
    draft = speak(rules("hi"), prepared())
    assert draft.language == "hi"
    assert [page.id for page in unexplained(rules("hi"), draft)] == ["care", "undo", "who"]
    with pytest.raises(Refusal) as no:
        answer(rules("hi"), draft, IMAGE, "teaching", True, NOW)
    assert no.value.code == "not_explained"


def test_answers_given_after_an_explanation_in_another_language_end() -> None:
    assert speak(rules("fr"), answered(prepared())).answers == ()


def test_the_same_language_again_changes_nothing() -> None:
    draft = signed(complete_draft())
    assert speak(rules(), draft) == draft


def test_a_change_of_language_voids_every_signature() -> None:
    draft = speak(rules("ar"), signed(complete_draft("minor")))
    assert voided(draft) == ("representative", "assent")


def test_a_signature_without_any_answer_is_bound_to_its_language_too() -> None:
    refused = Draft("draft-1", NOW, "member-1", photography=PhotographyPermission(False, NOW))
    base = replace(prepared(images=0), photography=refused.photography, offered=(), explained=())
    draft = signed(base)
    assert signature_holds(draft, "patient")
    assert not signature_holds(speak(rules("de"), draft), "patient")


def test_what_was_explained_in_a_language_holds_when_it_is_spoken_again() -> None:
    there_and_back = speak(rules(), speak(rules("zh"), prepared()))
    assert unexplained(rules(), there_and_back) == ()


def test_what_was_explained_in_both_languages_is_kept_in_the_last() -> None:
    draft = explained(speak(rules("zh"), prepared()))
    assert {page.language for page in draft.explained} == {"zh"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_record_keeps_language_version_and_words(language: str) -> None:
    record = sealed_record(language=language)
    assert record.language == language
    shown = rules(language).wording.statements
    (first, *_) = record.explained[0].statements
    assert (first.title, first.text) == (shown[0].title, shown[0].text)
    assert {(p.language, p.draft_wording) for p in record.explained} == {(language, True)}
