"""What was changed is published as versions, all of it or nothing; what was signed before stays as it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from consentdesk.domain.draft import Step
from consentdesk.domain.facts import PackAdopted
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.people import Contact
from consentdesk.domain.readiness import problems_at
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.session import show_page
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.edit_rules.packs import take_pack
from consentdesk.workflows.edit_rules.publishing import (
    approve,
    changes,
    history,
    publish,
    rulebook,
)
from consentdesk.workflows.edit_rules.uses import (
    add_own_use,
    choose_usual,
    remove_use,
)
from consentdesk.workflows.edit_rules.words import change_statement
from consentdesk.workflows.ports import Clock
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import load_session
from tests.helpers.packs import as_format_1, new_version, pack_text
from tests.helpers.rulebooks import S1, TODAY, begun, edited, other_s1, research, wait
from tests.helpers.sessions import LANGUAGES, complete_draft, prepared, signed
from tests.storage.conftest import CODE
from tests.storage.consents import codes


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
    assert [page.reviewed_by for page in shown.explained] == [f"{desk.vault.me.name}, {desk.now().day}"]


def test_the_text_that_is_published_can_be_read_as_a_pack(desk: Desk) -> None:
    edited(desk, research)
    adopted = desk.vault.adopted_pack()
    assert parse_pack(adopted.text, "us.toml") == desk.pack
