"""Uses are added, changed, split and taken away; each keeps what it needs and where that comes from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.domain.wording import UseWords
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.packs import take_pack
from consentdesk.workflows.edit_rules.publishing import (
    publish,
    rulebook,
    uses_ever,
)
from consentdesk.workflows.edit_rules.uses import (
    Needs,
    add_from_catalogue,
    add_own_use,
    change_use,
    needs_of,
    on_offer,
    remove_use,
    split_teaching,
    unworded,
    use_ids,
    word_use,
)
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import change, load_session
from tests.helpers.packs import pack_text
from tests.helpers.rulebooks import CATALOGUE, TODAY, edited, research
from tests.helpers.sessions import LANGUAGES, answered, signed
from tests.storage.conftest import CODE
from tests.workflows.sealing import ready_to_seal


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
    (problem,) = no.value.problems
    assert (problem.code, problem.details) == ("use_words_missing", {"language": "English"})
    assert problem.where == "use:wunden_app:en:title"


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


@pytest.mark.parametrize(
    ("id", "outlet"), [("print", "outlet"), ("online", "outlet"), ("social_media", "platform")]
)
def test_a_publication_names_where_it_appears_whatever_a_clinic_decides(
    desk: Desk, id: str, outlet: str
) -> None:
    edited(desk, lambda book: change_use(book, book, id, Needs((), "none")))
    use = desk.pack.use(id)
    assert use.outlet.value == outlet
    assert ("S3" in use.statements) == (id != "print"), "what is on the internet stays there (R5)"
    assert use.staff_warnings == (id == "social_media")


def test_social_media_names_the_platform_and_no_journal(desk: Desk) -> None:
    edited(desk, lambda book: change_use(book, book, "social_media", Needs((), "outlet")))
    assert desk.pack.use("social_media").outlet.value == "platform"


def test_words_of_a_use_have_an_end(desk: Desk) -> None:
    words = UseWords("x" * 121, "x" * 61, "x" * 301)
    with pytest.raises(Refusal) as no:
        edited(desk, lambda book: word_use(book, "online", "de", words))
    assert [(p.code, p.where, p.details["most"]) for p in no.value.problems] == [
        ("text_too_long", "use:online:de:title", 120),
        ("text_too_long", "use:online:de:short", 60),
        ("text_too_long", "use:online:de:hint", 300),
    ]


def test_a_use_that_was_added_and_taken_away_again_is_no_change(desk: Desk) -> None:
    before = rulebook(desk)
    assert remove_use(research(before), "research").on(before) == before


def test_who_agreed_to_other_words_for_a_use_answers_and_signs_anew(desk: Desk) -> None:
    draft = ready_to_seal(desk, 1)
    words = UseWords("Teaching and research", "Teaching", "Companies see it as well")
    edited(desk, lambda book: word_use(book, "teaching", "en", words))
    with pytest.raises(Refusal) as no:
        attest_and_seal(desk, draft.id, CODE)
    assert {p.code for p in no.value.problems} >= {"answer_missing", "signature_voided"}
    assert {a.use for a in load_session(desk, draft.id).answers} == {"medical_record"}
    asked = change(desk, draft.id, lambda rules, d, now: answered(d, now=now))
    change(desk, asked.id, lambda rules, d, now: signed(d, now))
    assert attest_and_seal(desk, draft.id, CODE).record.use_words["teaching"] == words


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


def test_a_second_person_is_asked_for_only_where_a_use_appears_somewhere(desk: Desk) -> None:
    def asked(use: str) -> Needs:
        needs = replace(needs_of(rulebook(desk), use), second_person=True)
        return needs_of(edited(desk, lambda book: change_use(book, book, use, needs)), use)

    assert asked("social_media").second_person and desk.pack.use("social_media").second_person
    assert not asked("teaching").second_person
    nowhere = replace(asked("print"), outlet="none")
    book = edited(desk, lambda book: change_use(book, book, "print", nowhere))
    assert needs_of(book, "print").outlet == "outlet" and needs_of(book, "print").second_person
