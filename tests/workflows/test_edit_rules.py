"""Contact, uses and words are changed and published as versions; what was signed before stays as it is."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import tomli_w

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.facts import PackAdopted
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.people import Contact
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.session import show_page
from consentdesk.domain.wording import Statement, UseWords
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.book import Rulebook
from consentdesk.workflows.edit_rules.packs import open_places, take_pack
from consentdesk.workflows.edit_rules.publishing import (
    Change,
    approve,
    changes,
    history,
    publish,
    rulebook,
    uses_ever,
)
from consentdesk.workflows.edit_rules.uses import (
    Needs,
    add_from_catalogue,
    add_own_use,
    change_use,
    choose_usual,
    needs_of,
    on_offer,
    read_catalogue,
    remove_use,
    split_teaching,
    unworded,
    use_ids,
    word_use,
)
from consentdesk.workflows.edit_rules.words import change_statement, preview, reading_grade, statements_of
from consentdesk.workflows.ports import Clock
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import load_session
from consentdesk.workflows.words_in_force import completed
from tests.helpers.packs import COUNTRY, as_format_1, new_version, pack_text
from tests.helpers.sessions import LANGUAGES, NOW, RESOURCES, complete_draft, prepared, signed
from tests.storage.conftest import CODE
from tests.storage.consents import codes

CATALOGUE = read_catalogue((RESOURCES / "uses" / "catalogue.toml").read_text("utf-8"))
TODAY = NOW.day
S1 = Statement("S1", "Care stays the same.", "You can say no. We care for you all the same.")
EASIER_S7 = Statement("S7", "You can stop.", "Ask for {contact}. Here is how: {ways}. We stop from then on.")


def edited(desk: Desk, *acts: Callable[[Rulebook], Rulebook]) -> Rulebook:
    """What is in force, with acts done to it and published."""
    book = before = rulebook(desk)
    for act in acts:
        book = act(book)
    return publish(desk, before, book)


def research(book: Rulebook) -> Rulebook:
    return add_from_catalogue(book, CATALOGUE, "research")


def other_s1(book: Rulebook) -> Rulebook:
    return change_statement(book, "en", S1)


def begun(desk: Desk, draft: Draft) -> Draft:
    desk.vault.save_draft(draft, desk.now())
    return draft


def wait(desk: Desk, **delta: float) -> None:
    assert isinstance(desk.clock, FixedClock)
    desk.clock.advance(timedelta(**delta))


@dataclass
class FillsUp:
    """A clock that tells the time so often, and is the last thing to be asked before a disk is full."""

    clock: Clock
    left: int

    def now(self) -> Moment:
        if not self.left:
            raise refuse("disk_full")
        self.left -= 1
        return self.clock.now()


# publishing


def test_nothing_changed_publishes_nothing(desk: Desk) -> None:
    facts, book = desk.vault.check().facts, rulebook(desk)
    assert changes(book, book) == ()
    assert publish(desk, book, book) == book
    assert desk.vault.check().facts == facts


def test_a_use_from_the_catalogue_is_asked_about_under_a_new_version(desk: Desk) -> None:
    book = edited(desk, research)
    assert desk.pack.version == "2026.1-clinic.1"
    use = desk.pack.use("research")
    assert use.authorisation and use.expiry and "S10" in use.statements and use.source == "cfr_164_508"
    assert set(desk.wordings) == set(LANGUAGES), "the words for it are there in every language"
    assert changes(book, book) == () and desk.vault.adopted_pack().text == book.pack_text


def test_versions_are_counted_up_past_those_that_were_ever_in_use(desk: Desk) -> None:
    edited(desk, research)
    edited(desk, lambda book: remove_use(book, "research"))
    assert desk.pack.version == "2026.1-clinic.2"
    edited(desk, lambda book: take_pack(book, pack_text("us"), {}))
    assert desk.vault.adopted_pack().text == pack_text("us"), "word for word, so under its own version"
    edited(desk, research)
    assert desk.pack.version == "2026.1-clinic.3"


def test_what_is_published_stands_as_one_and_survives_the_views_being_made_anew(desk: Desk) -> None:
    contact = Contact("The photo office", "555 0199")
    edited(
        desk,
        research,
        other_s1,
        lambda book: replace(book, clinic=replace(book.clinic, contact=contact)),
        lambda book: choose_usual(book, ("research", "medical_record")),
    )
    book = rulebook(desk)
    desk.vault.rebuild()  # type: ignore[attr-defined]  # the real vault
    assert rulebook(desk) == book
    assert book.clinic.contact == contact and book.usual == ("medical_record", "research")
    assert desk.wordings["en"].wording.version == "2026.1-clinic.1"
    assert desk.wordings["de"].wording.version == "2026.1"


def test_one_thing_that_is_refused_leaves_all_as_it_was(desk: Desk) -> None:
    before, facts = rulebook(desk), desk.vault.check().facts
    nobody = replace(before.clinic, contact=Contact(""))
    book = change_statement(replace(research(before), clinic=nobody), "en", replace(S1, text=" "))
    with pytest.raises(Refusal) as no:
        publish(desk, before, choose_usual(book, ()))
    assert [(p.code, p.where) for p in no.value.problems] == [
        ("contact_name_missing", "contact_name"),
        ("contact_way_missing", "contact_telephone"),
        ("usual_uses_missing", "usual"),
        ("statement_words_missing", "en:S1:text"),
    ]
    assert (rulebook(desk), desk.vault.check().facts) == (before, facts)


def test_a_disk_that_fills_up_halfway_leaves_all_as_it_was(desk: Desk) -> None:
    before = rulebook(desk)
    with pytest.raises(Refusal, match="disk_full"):
        publish(replace(desk, clock=FillsUp(desk.clock, 3)), before, other_s1(research(before)))
    assert rulebook(desk) == before


def test_what_others_published_meanwhile_is_not_written_over(desk: Desk) -> None:
    before = rulebook(desk)
    edited(desk, other_s1)
    with pytest.raises(Refusal, match="rules_changed_meanwhile"):
        publish(desk, before, research(before))


def test_every_version_says_who_and_when_and_can_be_read(desk: Desk) -> None:
    wait(desk, days=1)
    edited(desk, research, other_s1)
    newest = history(desk)[:2]
    assert {(v.part, v.name, v.version) for v in newest} == {
        ("pack", "us", "2026.1-clinic.1"),
        ("words", "en", "2026.1-clinic.1"),
    }
    assert {v.by for v in newest} == {"Sam Sample"}
    assert all(v.at.day == TODAY + timedelta(days=1) for v in newest)
    assert {v.part: v.text for v in newest}["pack"] == desk.vault.adopted_pack().text
    first = {v.part: v for v in history(desk)[2:]}
    assert first["pack"].text == pack_text("us") and "Sample Street" in first["contact"].text


def test_a_pack_of_the_first_format_can_be_changed_too(desk: Desk) -> None:
    desk.note(PackAdopted("us", "2025.1", new_version(as_format_1(pack_text("us")), "2025.1")))
    edited(desk, research, lambda book: add_own_use(book, "Wound app", "en"))
    assert desk.pack.version == "2025.1-clinic.1" and desk.pack.use("wound_app").source == "clinic"


# uses


def test_what_a_pack_has_is_not_offered_again(desk: Desk) -> None:
    book = rulebook(desk)
    assert on_offer(book, CATALOGUE) == ("research", "software_training", "patient_education")
    assert on_offer(research(book), CATALOGUE) == ("software_training", "patient_education")
    with pytest.raises(Refusal, match="use_there_already"):
        research(research(book))


@pytest.mark.parametrize("id", ["us", "uk"])
def test_every_use_of_the_catalogue_can_be_published_in_its_packs(desk: Desk, id: str) -> None:
    edited(desk, lambda book: take_pack(book, pack_text(id), {}))
    for use in on_offer(rulebook(desk), CATALOGUE):
        edited(desk, lambda book, use=use: add_from_catalogue(book, CATALOGUE, use))  # type: ignore[misc]
    assert {"research", "software_training", "patient_education"} <= {use.id for use in desk.pack.uses}
    assert set(desk.wordings) == set(LANGUAGES)


def test_a_language_without_words_for_an_own_use_is_not_offered_until_they_are_there(desk: Desk) -> None:
    book = edited(desk, lambda book: add_own_use(book, "Wound app", "en"))
    assert set(desk.wordings) == {"en"} and unworded(book, "hi") == ("wound_app",)
    words = UseWords("Wunden-App", "", "Ein Programm zeigt sie")
    edited(desk, lambda book: word_use(book, "wound_app", "de", words))
    assert set(desk.wordings) == {"en", "de"}
    assert desk.wordings["de"].uses["wound_app"] == UseWords("Wunden-App", "Wunden-App", words.hint)


def test_what_the_clinic_cannot_do_without_has_to_be_worded(desk: Desk) -> None:
    facts = desk.vault.check().facts
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: add_own_use(book, "Wunden-App", "de"))
    assert desk.vault.check().facts == facts
    assert no.value.code == "wording_malformed"
    assert no.value.problems[0].details == {"file": "en.toml", "reason": "use wunden_app has no words"}


def test_an_own_rule_names_the_clinic_and_the_day_as_its_source(desk: Desk) -> None:
    edited(desk, lambda book: add_own_use(book, "Wound app", "en"))
    assert desk.pack.use("wound_app").statements == ("S1", "S2", "S7", "S8", "S9")
    (source,) = [s for s in desk.pack.duties.sources if s.id == "clinic"]
    assert source.date == str(TODAY)
    edited(desk, lambda book: remove_use(book, "wound_app"))
    assert "clinic" not in {s.id for s in desk.pack.duties.sources}


def test_a_use_that_was_taken_away_never_lends_its_id_to_another(desk: Desk) -> None:
    edited(desk, lambda book: add_own_use(book, "Wound app", "en"))
    nameless = UseWords("", "", "")
    edited(
        desk,
        lambda book: remove_use(book, "wound_app"),
        lambda book: word_use(book, "wound_app", "en", nameless),
    )
    book = add_own_use(rulebook(desk), "Wound app!", "en", uses_ever(desk))
    assert use_ids(book)[-1] == "wound_app_2"
    assert use_ids(add_own_use(book, "研究", "zh"))[-1] == "own_use"
    assert use_ids(add_own_use(book, "Research", "en"))[-1] == "research_2", "not the catalogue's"
    with pytest.raises(Refusal, match="use_title_missing"):
        add_own_use(book, "  ", "en")


def test_what_a_use_needs_can_be_changed_and_changed_back_word_for_word(desk: Desk) -> None:
    before = rulebook(desk)
    wanted = Needs(("S3",), "outlet", authorisation=True)
    changed = change_use(before, before, "teaching", wanted)
    needs = needs_of(changed, "teaching")
    assert needs.statements == ("S1", "S2", "S3", "S7", "S8", "S9", "S10")
    assert needs.expiry, "an authorisation ends"
    publish(desk, before, changed)
    assert desk.pack.use("teaching").source == "clinic"
    assert change_use(changed, before, "teaching", needs_of(before, "teaching")) == before


def test_a_use_is_gone_from_all_that_named_it(desk: Desk) -> None:
    edited(desk, lambda book: remove_use(book, "teaching"), lambda book: remove_use(book, "online"))
    assert {use.id for use in desk.pack.uses} == {"medical_record", "print", "social_media"}
    assert desk.pack.default_uses == desk.vault.preset_uses() == ("medical_record",)
    assert not any("online" in outlet.uses for outlet in desk.pack.outlets)
    with pytest.raises(Refusal, match="use_must_stay"):
        remove_use(rulebook(desk), "medical_record")


def test_teaching_is_split_in_one_act(desk: Desk) -> None:
    edited(desk, split_teaching)
    ids = [use.id for use in desk.pack.uses]
    assert ids[:3] == ["medical_record", "teaching_inhouse", "teaching_outside"]
    assert desk.vault.preset_uses() == ("medical_record", "teaching_inhouse")


# words


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
    ],
)
def test_the_places_that_are_filled_in_are_kept(desk: Desk, text: str, code: str, place: str) -> None:
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: change_statement(book, "en", replace(EASIER_S7, text=text)))
    (problem,) = no.value.problems
    assert (problem.code, problem.where, problem.details) == (code, "en:S7:text", {"place": place})


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


# templates


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
    assert desk.pack.duties.languages == ("de",) and desk.pack.duties.sources[-1].date == "2020"
    assert desk.vault.preset_uses() == ("medical_record", "teaching_inhouse")


# what was there before


def test_a_record_stays_as_it_was(desk: Desk) -> None:
    sealed = attest_and_seal(desk, begun(desk, signed(complete_draft())).id, CODE)
    before = desk.vault.record(sealed.record.id)
    edited(desk, research, other_s1, lambda book: remove_use(book, "teaching"))
    approve(desk, rulebook(desk).words["en"], "en", CODE)
    assert desk.vault.record(sealed.record.id) == before == sealed
    assert before.record.pack_version == "2026.1" and before.record.use_words["teaching"].title == "Teaching"
    assert codes(desk.vault.check()) == set()


def test_a_use_that_is_removed_is_not_asked_about_in_an_open_session(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    edited(desk, lambda book: remove_use(book, "teaching"))
    now = load_session(desk, draft.id)
    assert now.offered == ("medical_record",) and {a.use for a in now.answers} == {"medical_record"}
    with pytest.raises(Refusal, match="signature_voided"):
        attest_and_seal(desk, draft.id, CODE)


def test_a_statement_that_is_edited_is_shown_again_in_an_open_session(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    edited(desk, other_s1)
    now = load_session(desk, draft.id)
    missing = problems_at(desk.rules(now), now, Step.EXPLAIN, desk.now())
    assert [p.code for p in missing] == ["page_not_acknowledged"]
    with pytest.raises(Refusal, match="page_not_acknowledged"):
        attest_and_seal(desk, draft.id, CODE)


def test_an_approval_takes_the_draft_mark_from_what_an_open_session_shows_next(desk: Desk) -> None:
    draft = begun(desk, prepared())
    assert {page.draft_wording for page in draft.explained} == {True}
    approve(desk, rulebook(desk).words["en"], "en", CODE)
    now = replace(load_session(desk, draft.id), explained=())
    shown = show_page(desk.rules(now), now, "care", ("patient",), desk.now())
    assert [page.draft_wording for page in shown.explained] == [False]


def test_the_text_that_is_published_can_be_read_as_a_pack(desk: Desk) -> None:
    edited(desk, research)
    adopted = desk.vault.adopted_pack()
    assert parse_pack(adopted.text, "us.toml") == desk.pack
