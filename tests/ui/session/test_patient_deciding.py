"""The first page: a minor who decides alone, a patient who cannot decide now, two who decide together."""

from __future__ import annotations

import pytest

from consentdesk.domain.draft import Step
from consentdesk.domain.facts import PackAdopted
from consentdesk.domain.people import OVERRIDE, Capacity, Circumstances, Representative
from tests.helpers.packs import filled_in, pack_text
from tests.helpers.sessions import NOW, later
from tests.ui.session.conftest import Bedside
from tests.ui.session.test_patient import PARENTAL, new_patient


def fifteen(bedside: Bedside) -> None:
    new_patient(bedside, "Alex Example", "17 5 2010")


def stillborn(bedside: Bedside) -> None:
    new_patient(bedside, "Example", "1 3 2026")
    bedside.click("life_more")
    bedside.click("life_stillborn")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")


def test_a_minor_decides_alone_on_a_ground_of_the_pack_and_nobody_else_is_asked_for(
    bedside: Bedside,
) -> None:
    fifteen(bedside)
    bedside.click("alone_more")
    bedside.click("decides_alone_emancipated")
    assert bedside.words("pathway") == "Alex is 15 and decides alone, as the law allows."
    assert not bedside.there("representative_name") and not bedside.there("override_reason")
    assert bedside.fits()
    bedside.click("continue")
    assert bedside.draft().circumstances == Circumstances(decides_alone="emancipated")
    assert bedside.draft().step is Step.IMAGES


def test_another_reason_for_deciding_alone_has_to_be_said(bedside: Bedside) -> None:
    fifteen(bedside)
    bedside.click("alone_more")
    bedside.click("decides_alone_override")
    assert bedside.words("pathway") == "Alex is 15 and decides alone."
    bedside.click("continue")
    assert bedside.draft().step is Step.PATIENT
    assert bedside.words("problems_0") == "Enter why the usual rule does not fit this patient"
    assert bedside.find("override_reason").hasFocus()
    bedside.type("override_reason", "Lives alone, nobody can be reached")
    bedside.click("continue")
    said = Circumstances(decides_alone=OVERRIDE, reason="Lives alone, nobody can be reached")
    assert bedside.draft().circumstances == said
    assert bedside.draft().step is Step.IMAGES


def test_no_brings_the_parent_back(bedside: Bedside) -> None:
    fifteen(bedside)
    bedside.type("representative_name", "Rosa Example")
    bedside.click("alone_more")
    bedside.click("decides_alone_lawful_care")
    bedside.click("decides_alone_no")
    assert bedside.words("representative_name") == "Rosa Example"
    assert "a parent or guardian gives permission" in bedside.words("pathway")
    assert bedside.find("alone_more").hasFocus() and not bedside.there("decides_alone")


def test_the_question_has_the_keyboard_once_it_is_asked_for(bedside: Bedside) -> None:
    fifteen(bedside)
    bedside.click("alone_more")
    assert bedside.find("decides_alone_emancipated").hasFocus()


@pytest.mark.parametrize("born", ["17 5 1980", "17 5 2020", "17 5 20"])
def test_who_is_no_minor_is_not_asked_about_deciding_alone(bedside: Bedside, born: str) -> None:
    new_patient(bedside, "Alex Example", born)
    assert not bedside.there("alone_more")


@pytest.mark.parametrize("settled", ["capacity_guardian", "capacity_lacking", "life_deceased"])
def test_a_minor_for_whom_somebody_decides_is_not_asked_about_deciding_alone(
    bedside: Bedside, settled: str
) -> None:
    fifteen(bedside)
    bedside.click("life_more")
    assert bedside.there("alone_more")
    bedside.click(settled)
    assert not bedside.there("alone_more")


def test_a_ground_ends_with_the_birth_date_that_it_was_chosen_for(bedside: Bedside) -> None:
    fifteen(bedside)
    bedside.click("alone_more")
    bedside.click("decides_alone_override")
    bedside.type("override_reason", "lives alone")
    bedside.type("born", "17 5 1980")
    bedside.click("continue")
    assert bedside.draft().circumstances == Circumstances()
    assert bedside.draft().step is Step.IMAGES


def test_who_cannot_decide_for_a_while_is_represented_with_the_reason(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.click("capacity_temporarily_lacking")
    assert "A guardian or legal representative gives permission" in bedside.words("pathway")
    bedside.type("representative_name", "Robin Example")
    bedside.click("relationship_spouse_or_partner")
    bedside.click("continue")
    assert bedside.find("override_reason").hasFocus()
    bedside.type("override_reason", "in theatre, under anaesthesia")
    bedside.click("continue")
    said = Circumstances(Capacity.TEMPORARILY_LACKING, reason="in theatre, under anaesthesia")
    assert bedside.draft().circumstances == said
    assert bedside.draft().step is Step.IMAGES


def test_a_reason_is_asked_for_only_where_the_rules_are_departed_from(bedside: Bedside) -> None:
    new_patient(bedside)
    bedside.click("capacity_temporarily_lacking")
    assert bedside.there("override_reason")
    bedside.click("capacity_lacking")
    assert not bedside.there("override_reason")


def test_the_page_says_that_both_parents_are_asked_and_names_what_the_second_lacks(bedside: Bedside) -> None:
    stillborn(bedside)
    assert bedside.words("two_asked") == "The rules ask for both parents."
    bedside.click("continue")
    assert bedside.words("problems_0") == "Enter the name of the second adult, or say why only one signs"
    assert bedside.find("second_representative_name").hasFocus()
    bedside.type("second_representative_name", "Ali Example")
    bedside.click("continue")
    assert bedside.words("problems_0") == "Choose how the second adult is related to the patient"
    bedside.click("second_relationship_father")
    assert bedside.words("second_authority_words") == "Authority: Parental responsibility"
    bedside.click("continue")
    assert bedside.draft().second_representative == Representative("Ali Example", "father", PARENTAL)
    assert bedside.draft().step is Step.IMAGES


def test_both_parents_stand_on_a_small_screen_without_scrolling(bedside: Bedside) -> None:
    stillborn(bedside)
    bedside.type("second_representative_name", "Ali Example")
    bedside.click("second_relationship_father")
    assert bedside.fits()


def test_two_who_are_named_stand_on_a_line_each_until_that_is_changed(bedside: Bedside) -> None:
    stillborn(bedside)
    bedside.type("second_representative_name", "Ali Example")
    assert not bedside.there("relationship_words")
    bedside.click("second_relationship_father")
    assert (bedside.words("relationship_words"), bedside.words("second_relationship_words")) == (
        "Mother",
        "Father",
    )
    assert bedside.find("second_relationship_change").hasFocus()
    bedside.click("second_relationship_change")
    bedside.click("second_relationship_mother")
    assert bedside.there("second_relationship_father")


def test_the_same_person_twice_is_not_two(bedside: Bedside) -> None:
    stillborn(bedside)
    bedside.type("second_representative_name", "rosa example")
    bedside.click("second_relationship_mother")
    bedside.click("continue")
    assert bedside.words("problems_0").startswith("Enter somebody else as the second person")


def test_only_one_signs_with_the_reason(bedside: Bedside) -> None:
    stillborn(bedside)
    bedside.click("only_one")
    assert not bedside.there("second_representative_name")
    assert bedside.find("one_signs").hasFocus()
    bedside.click("continue")
    assert bedside.words("problems_0") == "Say why only one person signs"
    assert bedside.find("one_signs").hasFocus()
    bedside.type("one_signs", "The father is not known")
    bedside.click("continue")
    draft = bedside.draft()
    assert (draft.second_representative, draft.one_signs) == (None, "The father is not known")
    assert draft.step is Step.IMAGES
    bedside.click("back")
    assert bedside.words("one_signs") == "The father is not known"


def test_what_is_wrong_is_whole_in_sight_though_the_page_grew_by_saying_so(bedside: Bedside) -> None:
    stillborn(bedside)
    bedside.click("only_one")
    bedside.click("continue")
    field = bedside.find("one_signs")
    assert not bedside.fits()
    assert field.visibleRegion().boundingRect() == field.rect()


def test_both_sign_after_all_with_what_was_typed_before(bedside: Bedside) -> None:
    stillborn(bedside)
    bedside.type("second_representative_name", "Ali Example")
    bedside.click("second_relationship_father")
    bedside.click("only_one")
    bedside.type("one_signs", "he is away")
    bedside.click("both")
    assert bedside.find("second_representative_name").hasFocus()
    assert bedside.words("second_representative_name") == "Ali Example"
    bedside.click("continue")
    draft = bedside.draft()
    assert draft.second_representative == Representative("Ali Example", "father", PARENTAL)
    assert draft.one_signs == ""


def test_a_second_person_who_is_not_asked_for_is_not_missed(bedside: Bedside) -> None:
    new_patient(bedside, "Maria Example", "17 5 2013")
    assert not bedside.there("second_representative_name") and not bedside.there("only_one")


def test_where_the_rules_ask_both_parents_of_a_child_they_stand_side_by_side(bedside: Bedside) -> None:
    adopted = PackAdopted("eu", "2026.1", filled_in(pack_text("eu")))
    bedside.on_lane(lambda: bedside.desk.vault.append(adopted, later(NOW, seconds=1)))
    new_patient(bedside, "Maria Example", "17 5 2015")
    bedside.type("representative_name", "Rosa Example")
    bedside.click("relationship_mother")
    bedside.type("second_representative_name", "Ali Example")
    bedside.click("second_relationship_father")
    assert bedside.fits()
    bedside.click("continue")
    assert bedside.draft().second_representative == Representative("Ali Example", "father", PARENTAL)
    assert bedside.draft().step is Step.IMAGES
