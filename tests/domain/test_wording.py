"""The words for patients: whole for the pack, on few pages, with the clinic's own contact (R5, R27)."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.wording import pages_for, parse_wording
from tests.helpers.sessions import ALL_USES, CLINIC, RESOURCES, rules

TEXT = (RESOURCES / "statements" / "en.toml").read_text("utf-8")
PACK, WORDING = rules().pack, rules().wording


def refused(text: str) -> str:
    with pytest.raises(Refusal) as no:
        parse_wording(text, "xx.toml", PACK)
    assert no.value.code == "wording_malformed"
    details = no.value.problems[0].details
    assert details["file"] == "xx.toml"
    return str(details["reason"])


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        ('statements = ["S3"]', "statements = []", "statement S3 must be worded once and stand on one page"),
        ('statements = ["S3"]', 'statements = ["S3", "S1"]', "statement S1 must be worded once"),
        ('id = "S4"', 'id = "S5"', "statement S4 must be worded once"),
        ("[uses.print]", "[uses.press]", "use print has no words"),
        ('assent = "I saw', 'consent = "I saw', "meaning assent has no words"),
        ('mother = "mother"', 'mother = ""', "term mother has no words"),
        ('court_order = "court order"\n', "", "term court_order has no words"),
        ('stillborn = "', 'stillbirth = "', "term stillborn has no words"),
        ('keep_it = "Keep it"\n', "", "has no words"),
        ("{contact}", "{person}", "statement S7 has an unknown placeholder {person}"),
        ('language = "en"', "language = 1", "not a str"),
        ('version = "2026.1"\n', "", "not a Wording"),
        ("[terms]", "[term]", "Wording has no term"),
        ("[wording]", "[wording", "line"),
    ],
)
def test_a_malformed_wording_names_file_and_reason(before: str, after: str, reason: str) -> None:
    assert before in TEXT
    assert reason in refused(TEXT.replace(before, after, 1))


def test_a_pack_with_warnings_needs_them_worded() -> None:
    text = TEXT[: TEXT.index("[[warnings]]")]
    assert refused("warnings = []\n" + text) == "list warnings has no words"


def ids(*uses: str) -> dict[str, list[str]]:
    return {page.id: [s.id for s in page.statements] for page in pages_for(WORDING, PACK, uses, CLINIC)}


def test_only_what_the_offered_uses_call_for_is_shown() -> None:
    assert ids("medical_record") == {"care": ["S1", "S2", "S8"], "who": ["S9", "S7"]}
    assert ids("teaching")["undo"] == ["S5", "S6"]
    assert ids("print") == {
        "care": ["S1", "S2", "S8"],
        "undo": ["S4", "S5", "S6"],
        "who": ["S9", "S7", "S10"],
    }
    assert ids() == {}


@pytest.mark.parametrize("use", ["online", "social_media"])
def test_what_stays_online_has_a_page_of_its_own(use: str) -> None:
    assert ids("medical_record", use)["online"] == ["S3"]


def test_all_uses_take_four_pages_that_name_the_contact() -> None:
    pages = pages_for(WORDING, PACK, ALL_USES, CLINIC)
    text = " ".join(s.text for page in pages for s in page.statements)
    assert len(pages) == 4
    assert CLINIC.contact.name in text
    assert CLINIC.contact.telephone in text
    assert CLINIC.name in text
    assert not re.search(r"[{}]", text)


def test_a_way_that_the_clinic_does_not_have_leaves_no_gap() -> None:
    clinic = replace(CLINIC, contact=replace(CLINIC.contact, email="", post=""))
    (stop,) = (
        s for p in pages_for(WORDING, PACK, ["teaching"], clinic) for s in p.statements if s.id == "S7"
    )
    assert "Here is how: 555 0100. You" in stop.text


def test_an_unreviewed_wording_is_a_draft() -> None:
    assert WORDING.is_draft
    assert not parse_wording(
        TEXT.replace('reviewed_by = ""', 'reviewed_by = "Ethics board"'), "", PACK
    ).is_draft


def test_each_warning_names_source_and_year() -> None:
    assert len(WORDING.warnings) == 5
    for warning in WORDING.warnings:
        assert re.search(r"Source: .*\b(19|20)\d\d\b", warning.text), warning.id
    everything = " ".join(w.text for w in WORDING.warnings)
    for figure in ("56 %", "JAMA 2012;307:1141", "14 %", "4 of 28", "BMJ 2017;358:j4099"):
        assert figure in everything


def test_pathways_say_in_words_who_has_to_agree() -> None:
    said = WORDING.terms["minor"].format(name="Maria", age=12)
    assert said == "Maria is 12: a parent or guardian gives permission and Maria agrees too."
    for pathway in PACK.pathways:
        assert "Maria" in WORDING.terms[pathway.id].format(name="Maria", age=3)


def test_no_code_stands_for_two_things() -> None:
    pathways = {p.id for p in PACK.pathways}
    codes = {code for p in PACK.pathways for code in (*p.relationships, *p.authorities)}
    roles = {*WORDING.meanings, "support"}
    assert not (pathways & codes or pathways & roles or codes & roles)
