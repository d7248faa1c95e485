"""The rules in force are the text in the vault; a newer one counts at once, in open sessions too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.duties import NO_DUTIES
from consentdesk.domain.facts import PackAdopted
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.readiness import first_open_step, problems_at
from consentdesk.domain.refusals import Refusal
from consentdesk.system.clock import FixedClock
from consentdesk.workflows.adopt_pack import adopt_pack
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.first_run import packs_on_offer
from consentdesk.workflows.may_use import was_permitted
from consentdesk.workflows.sign_consent import attest_and_seal
from consentdesk.workflows.take_session import load_session
from tests.helpers.packs import as_format_1, new_version, pack_text
from tests.helpers.sessions import NOW, complete_draft, later, signed
from tests.storage.conftest import CODE, Place

ALL_TEACHING = ("medical_record", "teaching")


def begun(desk: Desk, draft: Draft) -> Draft:
    desk.vault.save_draft(draft, desk.now())
    return draft


def missing(desk: Desk, draft: Draft, step: Step) -> list[str]:
    """What is missing at a step, by the rules in force."""
    now = load_session(desk, draft.id)
    return [p.code for p in problems_at(desk.rules(now), now, step, desk.now())]


def changed(before: str, after: str, count: int = 1) -> str:
    """The next version of the pack in use, with other words in one place."""
    text = new_version(pack_text("us"))
    assert before in text
    return text.replace(before, after, count)


def test_the_desk_works_by_the_text_in_the_vault_word_for_word(desk: Desk) -> None:
    assert desk.pack == parse_pack(pack_text("us"), "us.toml")
    adopt_pack(desk, changed("validity_years = 5", "validity_years = 3"), "us.toml")
    adopted = desk.vault.adopted_pack()
    assert (adopted.version, desk.pack.validity_years) == ("2027.1", 3)
    assert adopted.text == changed("validity_years = 5", "validity_years = 3")


def test_a_vault_of_the_first_format_works_on_by_its_own_rules(desk: Desk) -> None:
    old = new_version(as_format_1(pack_text("us")), "2025.1")
    desk.note(PackAdopted("us", "2025.1", old))
    sealed = attest_and_seal(desk, begun(desk, signed(complete_draft())).id, CODE)
    assert (desk.pack.duties, sealed.record.pack_version) == (NO_DUTIES, "2025.1")


def test_a_pack_is_still_in_force_after_the_views_were_made_anew(clinic: Place, tmp_path: Path) -> None:
    place = clinic.copy(tmp_path / "vault")
    vault = place.open()
    before = vault.adopted_pack()
    vault.rebuild()
    assert vault.adopted_pack() == before
    vault.close()


def test_what_is_in_use_already_changes_nothing(desk: Desk) -> None:
    facts = desk.vault.check().facts
    adopt_pack(desk, pack_text("us"), "us.toml")
    assert desk.vault.check().facts == facts


def test_two_texts_under_one_version_are_refused(desk: Desk) -> None:
    with pytest.raises(Refusal, match="pack_version_taken"):
        adopt_pack(desk, pack_text("us").replace("validity_years = 5", "validity_years = 3"), "us.toml")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (pack_text("eu"), "pack_is_template"),
        ("[pack", "pack_malformed"),
        (changed('id = "teaching"', 'id = "research"'), "pack_malformed"),
        (changed('"teaching"', '"unheard_of"', -1), "wording_malformed"),
    ],
)
def test_what_cannot_be_adopted_leaves_the_rules_as_they_were(desk: Desk, text: str, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        adopt_pack(desk, text, "new.toml")
    assert desk.vault.adopted_pack().text == pack_text("us")


def test_a_session_begun_before_can_be_sealed_where_nothing_changes_for_it(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    adopt_pack(desk, changed("validity_years = 5", "validity_years = 3"), "us.toml")
    sealed = attest_and_seal(desk, draft.id, CODE)
    assert sealed.record.pack_version == "2027.1"


def test_a_statement_that_a_new_pack_calls_for_has_to_be_shown_first(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    assert missing(desk, draft, Step.EXPLAIN) == []
    more = changed('"S9"]\nsource', '"S9", "S3"]\nsource')
    adopt_pack(desk, more, "us.toml")
    assert missing(desk, draft, Step.EXPLAIN) == ["page_not_acknowledged"]
    with pytest.raises(Refusal) as no:
        attest_and_seal(desk, draft.id, CODE)
    assert "page_not_acknowledged" in {p.code for p in no.value.problems}


def test_an_age_that_a_new_pack_moves_changes_who_has_to_agree(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft("minor")))
    adopt_pack(desk, changed("majority = 18", "majority = 18\nadult_with_capacity_from = 8"), "us.toml")
    assert "pathway_changed" in missing(desk, draft, Step.PATIENT)


def test_an_end_that_a_new_pack_asks_for_is_missing_at_once(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    use = changed('id = "teaching"\n', 'id = "teaching"\nexpiry = true\n')
    adopt_pack(desk, use, "us.toml")
    assert missing(desk, draft, Step.CHOOSE) == ["expiry_missing"]


def test_a_use_that_a_new_pack_does_not_have_is_not_asked_any_more(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft(uses=ALL_TEACHING)))
    adopt_pack(desk, pack_text("uk"), "uk.toml")
    now = load_session(desk, draft.id)
    assert now.offered == ("medical_record",) and {a.use for a in now.answers} <= {"medical_record"}
    assert first_open_step(desk.rules(now), now, NOW) is Step.EXPLAIN, "uk says where to complain"
    with pytest.raises(Refusal, match="page_not_acknowledged"):
        attest_and_seal(desk, draft.id, CODE)
    assert desk.vault.preset_uses() == ("medical_record", "teaching_inhouse")


def test_a_record_says_the_rules_it_was_signed_under_whatever_is_adopted_later(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    sealed = attest_and_seal(desk, draft.id, CODE)
    adopt_pack(desk, new_version(pack_text("us")), "us.toml")
    assert desk.vault.record(sealed.record.id) == sealed
    assert sealed.record.pack_version == "2026.1"


def test_what_was_permitted_on_a_day_is_judged_by_the_rules_of_that_day(desk: Desk) -> None:
    draft = begun(desk, signed(complete_draft()))
    (image,) = draft.images
    attest_and_seal(desk, draft.id, CODE)
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(timedelta(days=2))
    adopt_pack(desk, pack_text("uk"), "uk.toml")
    for day, reasons in ((-9, ["not_asked"]), (1, []), (3, ["use_unknown"])):
        verdict = was_permitted(desk, image.source_sha256, "teaching", "", later(days=day))
        assert [p.code for p in verdict.reasons] == reasons


def test_a_new_clinic_can_choose_what_is_ready_and_sees_what_is_not() -> None:
    offers = packs_on_offer({id: pack_text(id) for id in ("eu", "us", "uk")} | {"torn": "[pack"})
    assert [(o.id, o.pack is not None) for o in offers[:2]] == [("uk", True), ("us", True)]
    assert {(o.id, o.title, o.problems[0].code) for o in offers[2:]} == {
        ("eu", "European Union", "pack_is_template"),
        ("torn", "torn", "pack_malformed"),
    }
