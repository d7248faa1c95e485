"""Words are changed, previewed, graded and approved; templates are filled in."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
import tomli_w

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.wording import Statement
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.packs import open_places, take_pack
from consentdesk.workflows.edit_rules.publishing import (
    Change,
    approve,
    changes,
    publish,
    rulebook,
)
from consentdesk.workflows.edit_rules.uses import add_own_use
from consentdesk.workflows.edit_rules.words import change_statement, preview, reading_grade, statements_of
from consentdesk.workflows.words_in_force import completed
from tests.helpers.packs import COUNTRY, pack_text
from tests.helpers.rulebooks import EASIER_S7, S1, TODAY, begun, edited, other_s1
from tests.helpers.sessions import LANGUAGES, prepared
from tests.storage.conftest import CODE


def test_a_changed_text_is_a_draft_again_until_somebody_approves_it(desk: Desk) -> None:
    approved = approve(desk, rulebook(desk).words["en"], "en", CODE)
    assert desk.wordings["en"].wording.reviewed_by == f"Sam Sample, {TODAY}"
    assert not desk.wordings["en"].is_draft and desk.wordings["de"].is_draft
    assert changes(approved, other_s1(approved)) == (Change("words", "en"),)
    edited(desk, other_s1)
    assert desk.wordings["en"].is_draft
    assert S1 in desk.wordings["en"].statements


def test_only_the_words_that_were_read_are_approved_and_only_with_the_code(desk: Desk) -> None:
    read = rulebook(desk).words["en"]
    with pytest.raises(Refusal, match="code_wrong"):
        approve(desk, read, "en", "000000")
    edited(desk, other_s1)
    with pytest.raises(Refusal, match="rules_changed_meanwhile"):
        approve(desk, read, "en", CODE)
    assert desk.wordings["en"].is_draft


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("Ask for {contact}.", "place_missing", "{ways}"),
        ("Ask for {contact}: {ways}. Or {phone}.", "place_unknown", "{phone}"),
        ("Ask for {contact}: {ways}. Or {phone", "place_unknown", "{phone"),
    ],
)
def test_the_places_that_are_filled_in_are_kept(desk: Desk, text: str, code: str, place: str) -> None:
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: change_statement(book, "en", replace(EASIER_S7, text=text)))
    (problem,) = no.value.problems
    assert (problem.code, problem.where, problem.details) == (code, "en:S7:text", {"place": place})


def test_nothing_is_filled_in_in_a_title(desk: Desk) -> None:
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: change_statement(book, "en", replace(S1, title="Ask {contact}")))
    assert [(p.code, p.where) for p in no.value.problems] == [("place_unknown", "en:S1:title")]


def test_words_that_the_copy_could_not_show_are_refused(desk: Desk) -> None:
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: change_statement(book, "en", replace(S1, text="Care stays\nthe same 🙂")))
    (problem,) = no.value.problems
    assert (problem.code, problem.where) == ("words_not_printable", "en:S1:text")
    assert problem.details == {"characters": "🙂"}
    with pytest.raises(Refusal, match="words_not_printable"):
        edited(desk, lambda book: add_own_use(book, "Wound app 🙂", "en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_programs_own_words_are_all_printable(desk: Desk, language: str) -> None:
    book = rulebook(desk)
    said = [words for s in statements_of(book, language) for words in (s.title, s.text)]
    assert desk.copies.missing_characters("".join("".join(said).split())) == ""


def test_words_that_are_changed_back_keep_their_review(desk: Desk) -> None:
    approved = approve(desk, rulebook(desk).words["en"], "en", CODE)
    (was,) = [s for s in statements_of(approved, "en") if s.id == "S1"]
    changed = other_s1(approved)
    assert changed.on(approved) == changed
    assert change_statement(changed, "en", was).on(approved) == approved


def test_the_preview_is_what_a_session_then_shows(desk: Desk) -> None:
    book = change_statement(rulebook(desk), "en", EASIER_S7)
    pages = preview(book, "en", TODAY)
    (said,) = [s for page in pages for s in page.statements if s.id == "S7"]
    assert said.text.startswith("Ask for The photo desk. Here is how: 555 0100, photos@example.org")
    publish(desk, rulebook(desk), book)
    draft = begun(desk, prepared(uses=tuple(use.id for use in desk.pack.uses)))
    assert desk.rules(draft).pages(draft) == pages


def test_a_text_says_how_hard_it_is_where_a_formula_exists(desk: Desk) -> None:
    book = rulebook(desk)
    for language in LANGUAGES:
        grades = [reading_grade(language, s) for s in statements_of(book, language)]
        if language in ("en", "es", "fr", "de"):
            assert all(grade is not None and grade <= 6 for grade in grades)
        else:
            assert set(grades) == {None}
    hard = "Dissemination necessitates comprehensive institutional authorization."
    assert (reading_grade("en", replace(S1, text=hard)) or 0) > 12
    assert reading_grade("en", Statement("S1", "", "")) is None


def test_words_of_a_newer_program_join_those_that_the_clinic_adopted(desk: Desk) -> None:
    edited(desk, other_s1)
    newer = tomllib.loads(desk.wordings.bundled["en"])
    newer["screen"]["brand_new"] = "New"
    adopted = desk.vault.adopted_wording("en")
    assert adopted is not None
    whole = tomllib.loads(completed(adopted.text, tomli_w.dumps(newer)))
    assert whole["screen"]["brand_new"] == "New"
    assert {"id": "S1", "title": S1.title, "text": S1.text} in whole["statements"]


def test_an_approval_does_not_reach_words_that_a_newer_program_brings(desk: Desk) -> None:
    edited(desk, other_s1)
    approve(desk, rulebook(desk).words["en"], "en", CODE)
    adopted, newer = desk.vault.adopted_wording("en"), tomllib.loads(desk.wordings.bundled["en"])
    assert adopted is not None
    newer["meanings"]["brand_new"] = "I agree to something new"
    whole = tomllib.loads(completed(adopted.text, tomli_w.dumps(newer)))
    assert whole["wording"]["reviewed_by"] == ""
    assert completed(adopted.text, desk.wordings.bundled["en"]) == adopted.text


@pytest.mark.parametrize("typed", ["9" * 5000, "-1", "18.5", "?", '"\n[pack]\nid = "x"'])
def test_a_value_that_is_no_age_is_refused_with_its_key(desk: Desk, typed: str) -> None:
    with pytest.raises(Refusal) as no:
        take_pack(rulebook(desk), pack_text("eu"), {"ages.majority": typed}).rules(TODAY)
    assert {p.code for p in no.value.problems} <= {"pack_malformed", "pack_is_template"}


def test_a_template_is_filled_in_and_published(desk: Desk) -> None:
    places = open_places(pack_text("eu"))
    assert "ages.majority" in places and "languages.required[0]" in places
    country = {f"{key}[0]" if key == "languages.required" else key: value for key, value in COUNTRY.items()}
    typed = {key: country[key.replace("[6]", "").replace("[5]", "")].strip('[]"') for key in places}
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: take_pack(book, pack_text("eu"), {**typed, "ages.majority": " "}))
    assert [p.details["key"] for p in no.value.problems] == ["ages.majority"]
    edited(desk, lambda book: take_pack(book, pack_text("eu"), typed))
    assert (desk.pack.id, desk.pack.version, desk.pack.ages.majority) == ("eu", "2026.1-clinic.1", 18)
    assert desk.pack.duties.languages == ("de",)
    assert "2020" in {source.date for source in desk.pack.duties.sources}
    assert desk.vault.preset_uses() == ("medical_record", "teaching_inhouse")
