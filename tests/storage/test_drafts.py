from dataclasses import replace

import pytest

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.refusals import Refusal
from consentdesk.domain.route import PageCode, Route
from consentdesk.domain.signing import attach_scan, choose_route, print_form
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import ALL_USES, NOW, complete_draft, later, signed
from tests.storage.conftest import Place


def test_a_whole_session_comes_back_as_it_was_saved(place: Place) -> None:
    draft = signed(complete_draft("minor", images=2, uses=ALL_USES, interpreter=True))
    vault = place.open()
    vault.save_draft(draft, NOW)
    vault.close()
    vault = place.open()
    assert vault.draft(draft.id) == draft
    vault.close()


def test_the_latest_save_counts(vault: OpenVault) -> None:
    draft = complete_draft()
    vault.save_draft(draft, NOW)
    vault.save_draft(replace(draft, step=Step.CHECK, held="waiting"), later(minutes=5))
    (line,) = vault.drafts()
    assert (line.step, line.held, line.started_at, line.changed_at) == (
        Step.CHECK, "waiting", draft.started_at, later(minutes=5),
    )  # fmt: skip
    assert line.patient_name == "Alex Probe"
    assert vault.draft(draft.id).held == "waiting"


def test_sessions_are_listed_with_the_one_changed_last_first(vault: OpenVault) -> None:
    for n, id in enumerate(("a", "b", "c")):
        vault.save_draft(Draft(id, NOW, "m"), later(minutes=n))
    vault.save_draft(Draft("a", NOW, "m"), later(minutes=9))
    assert [line.id for line in vault.drafts()] == ["a", "c", "b"]
    assert vault.drafts()[0].patient_name == ""


def test_a_removed_session_is_gone_with_its_key(vault: OpenVault) -> None:
    vault.save_draft(complete_draft(), NOW)
    (sealed,) = vault._db.rows("SELECT data FROM drafts")[0]
    vault.remove_draft("draft-1")
    assert vault.drafts() == ()
    with pytest.raises(Refusal, match="draft_unknown"):
        vault.draft("draft-1")
    assert vault._db.rows("SELECT 1 FROM keys WHERE id = ?", sealed[:16]) == []
    vault.remove_draft("draft-1")


def test_a_damaged_session_is_refused_and_the_others_open(vault: OpenVault) -> None:
    vault.save_draft(Draft("a", NOW, "m"), NOW)
    vault.save_draft(Draft("b", NOW, "m"), NOW)
    vault._db.run("UPDATE drafts SET data = (SELECT data FROM drafts WHERE id = 'b') WHERE id = 'a'")
    with pytest.raises(Refusal, match="draft_damaged"):
        vault.draft("a")
    assert vault.draft("b").id == "b"


def test_a_session_whose_form_is_out_is_listed_as_one_until_every_page_is_back(vault: OpenVault) -> None:
    draft = choose_route(complete_draft(), Route.PAPER)
    printed = print_form(draft, "form-1", 1, NOW)
    back = attach_scan(printed, PageCode("form-1", 1, 1), "00" * 32, NOW)
    listed = []
    for now in (draft, printed, back):
        vault.save_draft(now, NOW)
        listed += [line.awaits_form for line in vault.drafts()]
    assert listed == [False, True, False]
