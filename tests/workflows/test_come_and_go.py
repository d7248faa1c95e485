"""Coming, going, and taking somebody's place: in whose name things happen."""

from __future__ import annotations

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.access import may
from consentdesk.workflows.come_and_go import arrival, change_user, lift_cover, who_is_here
from consentdesk.workflows.desk import Desk
from tests.storage.conftest import CODE
from tests.storage.staff import TAYS, admit


def ledger(desk: Desk) -> list[tuple[str, str]]:
    vault = desk.vault
    names = {line.member.id: line.member.name for line in vault.everyone()}
    rows = vault._db.rows("SELECT kind, actor FROM facts ORDER BY number")  # type: ignore[attr-defined]
    return [(kind, names[actor]) for kind, actor in rows]


def test_each_signs_their_own_coming_and_going(desk: Desk) -> None:
    admit(desk.vault)
    tay = change_user(desk, TAYS.passphrase, "TT")
    assert ledger(tay)[-2:] == [("logged_out", "Sam Sample"), ("logged_in", "Tay Tester")]
    assert who_is_here(tay).name == "Tay Tester" and tay.vault.check().sound


def test_the_other_person_s_roles_code_and_name_count(desk: Desk) -> None:
    admit(desk.vault, (Role.AUDITOR,))
    before = may(desk)
    tay = change_user(desk, TAYS.passphrase, "TT")
    assert may(tay) != before and arrival(tay).person == "Tay Tester"
    lift_cover(tay, TAYS.code)
    with pytest.raises(Refusal, match="code_wrong"):
        lift_cover(tay, CODE)


@pytest.mark.parametrize(("passphrase", "who"), [("not a passphrase at all", "TT"), (TAYS.passphrase, "SS")])
def test_who_is_refused_changes_nothing(desk: Desk, passphrase: str, who: str) -> None:
    admit(desk.vault)
    before = ledger(desk)
    with pytest.raises(Refusal, match="passphrase_wrong"):
        change_user(desk, passphrase, who)
    assert ledger(desk) == before and who_is_here(desk).name == "Sam Sample"
