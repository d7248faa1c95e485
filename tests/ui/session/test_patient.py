"""The first page: who the patient is, and who decides."""

from __future__ import annotations

from datetime import date

from consentdesk.domain.draft import Step
from consentdesk.domain.facts import PatientRegistered
from consentdesk.domain.people import Capacity, Circumstances, Life, Representative, Supporter
from consentdesk.domain.session import identify
from tests.helpers.sessions import NOW, patient
from tests.ui.session.conftest import Bedside

PARENTAL = "parental_responsibility"


def new_patient(bedside: Bedside, name: str = "Rowan Example", born: str = "17 5 1980") -> None:
    bedside.begin()
    bedside.type("find", name)
    bedside.settle()
    bedside.press_enter("find")
    bedside.type("born", born)


def test_a_name_that_nobody_has_becomes_the_new_patient_and_is_typed_once(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.click("continue")
    entered = bedside.draft().patient
    assert entered is not None
    assert (entered.given_name, entered.family_name) == ("Rowan", "Example")
    assert entered.born == date(1980, 5, 17)
    assert bedside.draft().step is Step.IMAGES
    assert bedside.draft().typed == {}


def test_an_adult_is_entered_without_touching_the_mouse(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.press_enter("born")
    assert bedside.draft().step is Step.IMAGES


def test_the_cursor_waits_at_the_date_of_birth_once_the_name_is_there(bedside: Bedside) -> None:
    bedside.begin()
    bedside.type("find", "Rowan Example")
    bedside.settle()
    bedside.press_enter("find")
    assert bedside.find("born").hasFocus()


def test_who_decides_is_said_as_soon_as_the_birth_date_is_whole(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 201")
    assert "Maria" not in bedside.words("pathway")
    bedside.type("born", "17 5 2013")
    said = bedside.words("pathway")
    assert said == "Maria is 12: a parent or guardian gives permission and Maria agrees too."


def test_a_child_needs_an_adult_and_the_page_names_what_is_missing(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.click("continue")
    assert bedside.draft().step is Step.PATIENT
    assert bedside.words("problems_0") == "Enter the name of the adult who decides"
    assert bedside.find("representative_name").hasFocus()


def test_pressing_mother_suggests_an_authority_that_shows_and_can_be_changed(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")
    assert bedside.words("authority_words") == "Authority: Parental responsibility"
    bedside.click("authority_change")
    bedside.click("authority_court_order")
    bedside.click("continue")
    assert bedside.draft().representative == Representative("Rosa Example", "mother", "court_order")
    assert bedside.draft().step is Step.IMAGES


def test_a_child_with_a_parent_stands_on_a_small_screen_without_scrolling(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")
    assert bedside.fits()


def test_a_disability_asks_about_capacity_and_does_not_answer_it(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.click("disability")
    bedside.click("continue")
    assert bedside.draft().step is Step.PATIENT
    assert "Ask whether the patient can make this decision" in bedside.words("problems_0")
    bedside.click("capacity_found")
    bedside.click("continue")
    assert bedside.draft().circumstances == Circumstances(Capacity.FOUND, developmental_disability=True)
    assert bedside.draft().step is Step.IMAGES


def test_a_stillborn_child_is_entered_with_both_parents(bedside: Bedside) -> None:
    new_patient(bedside, "Example", "1 3 2026")
    bedside.click("life_more")
    bedside.click("life_stillborn")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")
    bedside.type("second_representative_name", "Ali Example")
    bedside.click("second_relationship_father")
    bedside.click("continue")
    assert bedside.draft().circumstances.life is Life.STILLBORN
    assert bedside.draft().second_representative == Representative("Ali Example", "father", PARENTAL)
    assert bedside.draft().step is Step.IMAGES


def test_an_interpreter_is_recorded_with_the_language(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.click("helpers_more")
    bedside.type("interpreter_language", "Spanish")
    bedside.click("continue")
    assert bedside.words("problems_0") == "Enter the name of the interpreter or support person"
    bedside.type("interpreter_name", "Kim Muster")
    bedside.click("continue")
    assert bedside.draft().supporters == (Supporter("interpreter", "Kim Muster", "Spanish"),)


def test_a_date_that_is_no_day_is_refused_with_an_example(bedside: Bedside) -> None:
    new_patient(bedside, born="31 2 1980")
    bedside.click("continue")
    assert bedside.draft().patient is None
    assert "like 17 5 2014" in bedside.words("problems_0")


def test_a_birth_in_the_future_is_refused(bedside: Bedside) -> None:
    new_patient(bedside, born="1 1 2027")
    bedside.click("continue")
    assert bedside.words("problems_0") == "Date of birth must be in the past"
    assert bedside.draft().step is Step.PATIENT


def test_continue_without_anybody_says_so_at_the_box(bedside: Bedside) -> None:
    bedside.begin()
    bedside.click("continue")
    assert bedside.words("problems_0") == "Enter the patient, or choose one from the list"
    assert bedside.find("find").hasFocus()


def test_the_adult_who_may_not_sign_holds_the_session_until_it_is_continued(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.click("hold_more")
    bedside.click("hold")
    assert bedside.words("problems_0") == "Say why the adult present may not decide"
    bedside.type("hold_reason", "The aunt has no authority")
    bedside.click("hold")
    assert bedside.draft().held == "The aunt has no authority"
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")
    bedside.click("continue")
    assert bedside.draft().step is Step.PATIENT
    assert bedside.find("held_resume").hasFocus()
    bedside.click("held_resume")
    bedside.click("continue")
    assert bedside.draft().held == ""
    assert bedside.draft().step is Step.IMAGES


def test_half_a_date_typed_before_a_pause_is_there_afterwards(bedside: Bedside) -> None:
    new_patient(bedside, born="17 5 19")
    bedside.click("later")
    bedside.resume(bedside.draft())
    assert bedside.words("given_name") == "Rowan"
    assert bedside.words("born") == "17 5 19"


def test_what_is_typed_is_kept_within_a_moment_even_if_the_program_dies(bedside: Bedside) -> None:
    new_patient(bedside, born="17 5")
    bedside.qtbot.waitUntil(lambda: bedside.draft().typed.get("born") == "17 5", timeout=2000)


def test_typing_is_not_disturbed_by_saving(bedside: Bedside) -> None:
    new_patient(bedside, born="17 ")
    line = bedside.find("born")
    bedside.qtbot.waitUntil(lambda: bool(bedside.draft().typed), timeout=2000)
    bedside.settle()
    assert bedside.words("born") == "17 "
    assert line.hasFocus()


def test_a_known_patient_arrives_filled_in(bedside: Bedside) -> None:
    known = patient(given_name="Maximiliana")
    bedside.begin(lambda rules, draft, now: identify(rules, draft, known, Circumstances(), now, known=True))
    assert bedside.words("given_name") == "Maximiliana"
    assert bedside.words("record_number") == "004 417"
    bedside.click("continue")
    assert bedside.draft().patient == known
    assert bedside.draft().step is Step.IMAGES


def test_a_patient_who_is_known_is_found_and_picked_with_one_press(bedside: Bedside) -> None:
    known, vault = patient(), bedside.desk.vault
    bedside.on_lane(lambda: vault.append(PatientRegistered(known), NOW, known.id))
    bedside.begin()
    bedside.type("find", "pro")
    bedside.settle()
    bedside.click("match_1")
    bedside.click("continue")
    assert bedside.draft().patient == known
    assert bedside.draft().step is Step.IMAGES


def test_a_record_number_that_somebody_has_is_refused(bedside: Bedside) -> None:
    known, vault = patient(), bedside.desk.vault
    bedside.on_lane(lambda: vault.append(PatientRegistered(known), NOW, known.id))
    new_patient(bedside)
    bedside.type("record_number", known.record_number)
    bedside.click("continue")
    assert "Another patient has this record number" in bedside.words("problems_0")
    assert bedside.draft().patient is None
    assert bedside.find("record_number").hasFocus()


def test_somebody_else_leads_back_to_finding_and_becomes_another_person(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.click("continue")
    first = bedside.draft().patient
    bedside.click("back")
    bedside.click("look_again")
    bedside.type("find", "Kim, Robin")
    bedside.settle()
    bedside.click("new_patient")
    bedside.type("born", "3 4 1990")
    bedside.click("continue")
    second = bedside.draft().patient
    assert first is not None and second is not None
    assert second.id != first.id


def test_going_back_to_the_page_shows_what_was_entered(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")
    bedside.click("continue")
    bedside.click("back")
    assert bedside.words("representative_name") == "Rosa Example"
    assert bedside.words("authority_words") == "Authority: Parental responsibility"
    assert bedside.words("born") == "17 5 2013"


def test_a_character_that_no_font_can_print_is_said_and_stops_nothing(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.paste("family_name", "\U00012000")
    bedside.qtbot.waitUntil(lambda: bedside.there("unprintable"), timeout=5000)
    bedside.click("continue")
    assert bedside.draft().step is Step.IMAGES
