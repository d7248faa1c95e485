"""A patient reads in their own language, staff in theirs (R5, R16, R22, R41)."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from consentdesk.domain.draft import Step
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.signing import voided
from consentdesk.ui.kit.patient_frame import PatientFrame
from consentdesk.workflows import sign_consent, take_session
from tests.helpers.sessions import ALL_USES, LANGUAGES, rules
from tests.storage.conftest import CODE
from tests.ui.session.conftest import Bedside
from tests.ui.session.played import ready_to_sign, scribble
from tests.ui.session.standing import at_explain
from tests.ui.session.test_patient import new_patient

USES = ("medical_record", "teaching")


def words_on(widget: QWidget) -> str:
    return " ".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def choose_language(bedside: Bedside, language: str) -> None:
    """On the patient's own page."""
    bedside.click("language")
    bedside.click(f"language_{language}")


def understand_all(bedside: Bedside) -> None:
    while bedside.flow.draft.step is Step.EXPLAIN:
        bedside.click("continue")


def test_the_language_is_chosen_with_one_press_by_its_own_name(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    assert bedside.words("language_ar") == "العربية"
    assert bedside.find("language_en").isChecked()
    bedside.click("language_ar")
    assert bedside.draft().language == "ar"
    assert bedside.find("language_ar").isChecked()
    assert not bedside.find("language_en").isChecked()


def test_staff_go_on_in_their_own_language(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.click("language_ar")
    bedside.type("representative_name", "Rosa Example")
    assert bedside.words("pathway").startswith("Maria is 12: a parent or guardian")
    assert "Mother" in words_on(bedside.find("relationship_mother"))


def test_what_was_typed_outlives_a_change_of_language(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("language_fr")
    assert bedside.words("representative_name") == "Rosa Example"
    assert bedside.draft().typed["representative_name"] == "Rosa Example"


@pytest.mark.parametrize("language", ["ar", "hi"])
def test_a_session_is_explained_and_signed_in_the_patients_language(bedside: Bedside, language: str) -> None:
    at_explain(bedside)
    choose_language(bedside, language)
    page = rules(language).pages(bedside.draft())[0]
    assert bedside.words("heading") == page.heading
    understand_all(bedside)
    draft = bedside.draft()
    assert draft.step is Step.CHOOSE
    assert {(p.language, p.version, p.draft_wording) for p in draft.explained} == {(language, "2026.1", True)}
    assert draft.explained[0].statements == page.statements
    screen = rules(language).wording.screen
    for use in USES:
        assert bedside.words(f"answer_1_{use}_yes") == screen["yes"]
        bedside.click(f"answer_1_{use}_yes")
    bedside.click("continue")
    bedside.click("continue")
    assert bedside.words("meaning") == f"“{rules(language).wording.meanings['patient']}”"
    scribble(bedside)
    bedside.click("continue")
    sealed = bedside.on_lane(lambda: sign_consent.attest_and_seal(bedside.desk, bedside.flow.draft.id, CODE))
    assert sealed.record.language == language
    assert sealed.record.signatures[0].meaning == rules(language).wording.meanings["patient"]
    assert sealed.record.attestation.meaning == rules().wording.meanings["explainer"]


def test_the_explainer_attests_in_words_of_their_own_language(bedside: Bedside) -> None:
    bedside.resume(ready_to_sign(bedside, language="zh"))
    scribble(bedside)
    bedside.click("continue")
    assert rules().wording.meanings["explainer"] in words_on(bedside.window)


def test_a_patient_page_is_mirrored_for_arabic_alone(bedside: Bedside) -> None:
    at_explain(bedside)
    (frame,) = bedside.window.findChildren(PatientFrame)
    assert frame.layoutDirection() == Qt.LayoutDirection.LeftToRight
    choose_language(bedside, "ar")
    heading, picture = bedside.find("heading"), bedside.find("illustration")
    (frame,) = bedside.window.findChildren(PatientFrame)
    assert frame.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert heading.mapTo(frame, heading.rect().center()).x() < picture.mapTo(frame, picture.pos()).x()
    assert bedside.window.layoutDirection() == Qt.LayoutDirection.LeftToRight


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_draft_words_are_marked_in_their_own_language(bedside: Bedside, language: str) -> None:
    at_explain(bedside)
    choose_language(bedside, language)
    assert bedside.words("draft_note") == rules(language).wording.screen["draft_wording"]


def test_a_language_chosen_while_signing_leads_back_to_the_explanation(bedside: Bedside) -> None:
    bedside.resume(ready_to_sign(bedside))
    scribble(bedside)
    bedside.click("continue")
    bedside.click("back")
    assert bedside.draft().signatures
    choose_language(bedside, "de")
    draft = bedside.draft()
    assert (draft.step, draft.answers) == (Step.EXPLAIN, ())
    assert voided(draft) == ("patient",)
    assert bedside.words("heading") == rules("de").pages(draft)[0].heading


def test_a_language_chosen_in_the_middle_of_the_explanation_begins_it_again(bedside: Bedside) -> None:
    at_explain(bedside)
    bedside.click("continue")
    assert bedside.words("progress") == "2 of 3"
    choose_language(bedside, "es")
    assert bedside.words("progress") == "1 de 3"
    pages = {page.id: page for page in bedside.draft().explained}
    assert (pages["care"].language, pages["care"].acknowledged_at) == ("es", None)


def test_a_picture_stays_on_the_screen_when_the_language_changes(bedside: Bedside) -> None:
    draft = ready_to_sign(bedside, images=2)
    bedside.resume(draft)
    bedside.flow.change_at(Step.SHOW)
    bedside.settle()
    bedside.click("show_2")
    choose_language(bedside, "es")
    assert bedside.find("shown_picture").isVisible()
    assert bedside.words("progress") == "Foto 2 de 2"
    assert bedside.words("do_not_want") == "No quiero esta foto"


def test_the_questions_run_from_the_right_and_say_beside_it_what_staff_call_them(bedside: Bedside) -> None:
    at_explain(bedside, ALL_USES)
    choose_language(bedside, "ar")
    understand_all(bedside)
    card = bedside.find("card_teaching")
    assert rules("ar").wording.uses["teaching"].title in words_on(card)
    assert bedside.words("aside_teaching") == "Teaching"
    yes = bedside.find("answer_1_teaching_yes")
    assert yes.mapTo(card, yes.rect().center()).x() < card.width() / 2
    bedside.click("continue")
    said = " ".join(button.text() for button in bedside.find("problems").findChildren(QAbstractButton))
    assert "Medical record, Teaching" in said


def test_the_check_page_says_in_which_language_and_reads_back_in_that_of_staff(bedside: Bedside) -> None:
    draft = ready_to_sign(bedside, language="hi")
    bedside.resume(draft)
    bedside.flow.go_back()
    bedside.settle()
    said = words_on(bedside.window)
    assert "Explained, in हिन्दी, in draft words" in said
    assert "Care stays the same. The choice is yours." in said
    assert "Yes" in words_on(bedside.find("answer_1_1"))


def test_where_there_is_one_language_there_is_nothing_to_choose(bedside: Bedside) -> None:
    for language in LANGUAGES[1:]:
        del bedside.desk.wordings[language]  # type: ignore[attr-defined]  # a mapping by type, a dict here
    new_patient(bedside, "Maria Example", "17 5 2013")
    assert not bedside.there("language_en")


def test_who_signs_is_said_from_the_right_where_a_latin_name_begins_it(bedside: Bedside) -> None:
    bedside.resume(ready_to_sign(bedside, "minor", language="ar"))
    assert bedside.find("signer").property("text") == "\u200fRobin Probe, الأم"


def test_a_session_in_a_language_that_is_no_longer_worded_goes_on_in_that_of_staff(bedside: Bedside) -> None:
    draft = ready_to_sign(bedside, language="hi")
    del bedside.desk.wordings["hi"]  # type: ignore[attr-defined]  # a mapping by type, a dict here
    draft = bedside.on_lane(lambda: take_session.load_session(bedside.desk, draft.id))
    bedside.resume(draft)
    assert (draft.language, draft.answers) == ("en", ())
    assert bedside.words("heading") == "Alex signs"
    with pytest.raises(Refusal) as no:
        bedside.on_lane(lambda: sign_consent.attest_and_seal(bedside.desk, draft.id, CODE))
    assert "page_not_acknowledged" in {problem.code for problem in no.value.problems}
