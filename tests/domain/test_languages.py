"""Seven languages for patients: each whole, each with the places that English has, drafts until reviewed."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.wording import pages_for, parse_wording
from tests.helpers.sessions import ALL_USES, CLINIC, LANGUAGES, RESOURCES, rules

OTHERS = [language for language in LANGUAGES if language != "en"]
ROOMS = ("statements", "copy")
# papers for outlets, authorities and the file: in the languages of staff
FOR_OTHERS = (
    *("release_sheet", "takedown", "takedown_many"),
    *("incident_notice", "incident_factor", "incident_report"),
)
SCRIPTS = {"zh": "CJK", "ar": "ARABIC", "hi": "DEVANAGARI"}


def table(room: str, language: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / room / f"{language}.toml").read_text("utf-8"))


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each text of a table with its path; entries of a list by their id."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    else:
        for place, inner in enumerate(value):
            name = inner.get("id", place) if isinstance(inner, dict) else place
            yield from leaves(inner, f"{path}[{name}]")


def texts(room: str, language: str) -> dict[str, str]:
    found = dict(leaves(table(room, language)))
    return {path: text for path, text in found.items() if not path.endswith("direction")}


def test_there_are_seven_languages() -> None:
    for room in ROOMS:
        assert {file.stem for file in (RESOURCES / room).glob("*.toml")} == set(LANGUAGES)


@pytest.mark.parametrize("pack", ["us", "uk"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_wording_is_whole_for_each_pack(language: str, pack: str) -> None:
    rule_pack = parse_pack((RESOURCES / "rulepacks" / f"{pack}.toml").read_text("utf-8"), pack)
    text = (RESOURCES / "statements" / f"{language}.toml").read_text("utf-8")
    wording = parse_wording(text, f"{language}.toml", rule_pack)
    assert wording.language == language
    assert wording.is_draft


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("language", OTHERS)
def test_each_language_has_every_text_with_the_places_that_english_has(language: str, room: str) -> None:
    english, other = texts(room, "en"), texts(room, language)
    worded = {path.split(".")[1] for path in other}
    absent = {section for section in FOR_OTHERS if section not in worded}
    english = {path: text for path, text in english.items() if path.split(".")[1] not in absent}
    assert other.keys() == english.keys()
    for path, text in english.items():
        assert set(re.findall(r"\{\w+\}", other[path])) == set(re.findall(r"\{\w+\}", text)), path
        assert other[path].count("**") == text.count("**"), path
        assert bool(other[path]) == bool(text), path


@pytest.mark.parametrize(("language", "script"), SCRIPTS.items())
def test_nothing_was_left_in_english(language: str, script: str) -> None:
    for path, text in texts("statements", language).items():
        if not path.startswith(".wording") and not re.search(
            r"\.(id|picture|statement|statements\[\d\])$", path
        ):
            assert any(script in unicodedata.name(c, "") for c in text), path


@pytest.mark.parametrize("language", OTHERS)
def test_figures_and_sources_of_warnings_are_those_of_english(language: str) -> None:
    for warning, english in zip(rules(language).wording.warnings, rules().wording.warnings, strict=True):
        assert warning.text.split("Source: ")[1] == english.text.split("Source: ")[1]
        figures = [re.findall(r"\d+", w.text.split("Source: ")[0]) for w in (warning, english)]
        assert sorted(set(figures[0]) - {"1", "6"}) == sorted(set(figures[1]))


def test_arabic_runs_from_the_right_on_screen_and_on_paper() -> None:
    rtl = {language for language in LANGUAGES if rules(language).wording.rtl}
    on_paper = {language for language in LANGUAGES if table("copy", language)["direction"] == "rtl"}
    assert rtl == on_paper == {"ar"}


def test_a_direction_that_is_none_is_refused() -> None:
    text = (RESOURCES / "statements" / "ar.toml").read_text("utf-8").replace('"rtl"', '"up"')
    with pytest.raises(Refusal) as no:
        parse_wording(text, "ar.toml", rules().pack)
    assert no.value.problems[0].details["reason"] == "direction must be ltr or rtl"


def test_a_telephone_number_keeps_its_order_amid_arabic() -> None:
    pages = pages_for(rules("ar").wording, rules().pack, ALL_USES, CLINIC)
    text = " ".join(s.text for page in pages for s in page.statements)
    assert "\u202a555 0100\u202c" in text
    assert "\u202aThe photo desk\u202c" in text


def test_a_contact_with_an_arabic_name_runs_from_the_right() -> None:
    clinic = replace(CLINIC, contact=replace(CLINIC.contact, name="مكتب الصور"))
    pages = pages_for(rules("ar").wording, rules().pack, ALL_USES, clinic)
    assert any("\u202bمكتب الصور\u202c" in s.text for page in pages for s in page.statements)


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "ar"])
def test_elsewhere_nothing_steers_the_direction(language: str) -> None:
    pages = pages_for(rules(language).wording, rules().pack, ALL_USES, CLINIC)
    assert not re.search("[\u200e\u200f\u202a-\u202e]", " ".join(s.text for p in pages for s in p.statements))
