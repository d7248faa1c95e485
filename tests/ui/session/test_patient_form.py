"""What is typed on the patient page, and what it becomes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.draft import Draft
from consentdesk.domain.session import identify, jot, represent, support
from consentdesk.ui.kit.dates import DayOrder, parse_day, typed_day
from consentdesk.ui.session.patient.filled import entered, form_of, new_patient, unentered
from consentdesk.ui.session.patient.form import NAMES, Form
from tests.helpers.sessions import NOW, prepared, rules

ORDERS: tuple[DayOrder, ...] = ("dmy", "mdy", "ymd")
WORDS = st.text(st.characters(categories=("L", "N", "Zs", "P")), max_size=20).map(str.strip)


@pytest.mark.parametrize(
    ("typed", "given_name", "family_name", "record_number"),
    [
        ("Rowan Example", "Rowan", "Example", ""),
        ("Rowan van der Example", "Rowan", "van der Example", ""),
        ("Example, Rowan", "Rowan", "Example", ""),
        ("Rowan", "Rowan", "", ""),
        ("004 417", "", "", "004 417"),
        ("", "", "", ""),
    ],
)
def test_what_found_nobody_begins_the_new_patient(
    typed: str, given_name: str, family_name: str, record_number: str
) -> None:
    form = new_patient(typed, "id-1")
    assert (form.given_name, form.family_name, form.record_number) == (given_name, family_name, record_number)


@given(st.dates(date(1900, 1, 1), date(2026, 3, 2)), st.sampled_from(ORDERS))
def test_a_day_is_read_back_as_it_is_written(day: date, order: DayOrder) -> None:
    assert parse_day(typed_day(day, order), order) == day


@pytest.mark.parametrize("pathway", ["adult", "minor", "young_minor", "represented", "deceased", "stillborn"])
def test_entering_what_the_page_shows_changes_nothing(pathway: str) -> None:
    draft = prepared(pathway, interpreter=True)
    form = form_of(draft, "dmy")
    patient = form.patient("dmy")
    assert patient is not None
    again = identify(rules(), draft, patient, form.circumstances, NOW)
    again = support(represent(again, *form.adults), form.supporters)
    assert again == draft


@given(given_name=WORDS, family_name=WORDS, born=WORDS, hold_reason=WORDS)
def test_whatever_is_typed_comes_back_after_a_pause(
    given_name: str, family_name: str, born: str, hold_reason: str
) -> None:
    form = Form("id-1", "", given_name, family_name, born, hold_reason=hold_reason)
    empty = Draft("draft-1", NOW, "member-1")
    assert form_of(jot(empty, unentered(form, empty, "dmy")), "dmy") == form


def test_a_page_that_says_what_the_draft_says_keeps_nothing_beside_it() -> None:
    draft = prepared("minor")
    said = entered(draft, "dmy")
    assert unentered(said, draft, "dmy") == {}
    assert unentered(replace(said, born="30/09/2013"), draft, "dmy") == {}
    assert unentered(replace(said, given_name="Robin"), draft, "dmy")["given_name"] == "Robin"


def test_a_form_hides_from_repr() -> None:
    assert "Rowan" not in repr(Form(given_name="Rowan"))


@pytest.mark.parametrize("field", NAMES)
def test_a_number_or_a_dash_is_no_name(field: str) -> None:
    form = replace(form_of(prepared("minor", interpreter=True), "dmy"), **{field: "22 11 2008"})
    assert [(p.code, p.where) for p in form.problems("dmy")] == [("name_without_letters", field)]


@pytest.mark.parametrize(
    "name", ["\u674e", "\u0633\u0627\u0631\u0629", "\u0906\u0930\u0935", "O\u2019Neill", "J."]
)
def test_a_name_in_any_script_is_a_name(name: str) -> None:
    assert replace(form_of(prepared(), "dmy"), family_name=name).problems("dmy") == ()
