"""Who works here: let in, changed, helped, sent away; with real vaults and real keys."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.access import FOUNDER_ROLES, Role
from consentdesk.domain.refusals import Refusal
from consentdesk.workflows.come_and_go import go_out, unlock
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.notices import Notice, notices
from consentdesk.workflows.people import (
    Newcomer,
    admit_person,
    begin_new_recovery_code,
    change_key,
    change_particulars,
    change_roles,
    key_change_is_due,
    newcomer_problems,
    remove_person,
    renew_after_recovery,
    renew_secrets_of,
    staff_list,
)
from consentdesk.workflows.ports import Secrets
from consentdesk.workflows.take_session import load_session, start_session
from tests.storage.conftest import CODE, PASSPHRASE, Place

KIMS, NEW = Secrets("seven quiet otters swim", "777123"), Secrets("five late trains whistle", "888456")
KIM = Newcomer("Kim Muster", "Nurse", (Role.PHOTOGRAPHER,), "KM", KIMS)
FOUNDER = "Sam Sample"


@pytest.fixture
def place(desk: Desk, clinic: Place, tmp_path: Path) -> Place:
    """Where the desk's vault lies."""
    return replace(clinic, folder=tmp_path / "vault")


def me(desk: Desk) -> str:
    return desk.vault.me.id


def in_the_name_of(desk: Desk, place: Place, secret: str) -> Desk:
    """The same vault, opened by somebody else."""
    return replace(desk, vault=place.door.unlock(secret))


def code_of(refusal: pytest.ExceptionInfo[Refusal]) -> list[tuple[str, str]]:
    return [(problem.code, problem.where) for problem in refusal.value.problems]


def test_somebody_let_in_stands_in_the_list_and_signs_in_alone(desk: Desk, place: Place) -> None:
    kim = admit_person(desk, CODE, KIM)
    (first, second) = staff_list(desk)
    assert (first.member.name, first.initials, first.is_me) == (FOUNDER, "SS", True)
    assert (second.member, second.initials, second.is_me) == (kim, "KM", False)
    assert second.since > first.since and second.left is None and second.last_seen is None
    hers = in_the_name_of(desk, place, KIMS.passphrase)
    assert hers.vault.me == kim
    hers.vault.close()


def test_everything_wrong_with_a_newcomer_is_said_at_once(desk: Desk) -> None:
    nobody = Newcomer(" ", "x" * 201, (), "TOOLONG", Secrets("", "12"))
    with pytest.raises(Refusal) as refused:
        admit_person(desk, CODE, nobody)
    assert code_of(refused) == [
        ("member_name_missing", "member_name"),
        ("text_too_long", "member_role"),
        ("initials_wrong", "initials"),
        ("roles_missing", "roles"),
        ("passphrase_missing", "passphrase"),
        ("code_too_short", "code"),
    ]
    assert [p.code for p in newcomer_problems(KIM, "another")] == ["passphrases_differ"]


@pytest.mark.parametrize(
    ("newcomer", "code"),
    [
        (replace(KIM, initials="ss"), "initials_taken"),
        (replace(KIM, secrets=Secrets("password", KIMS.code)), "passphrase_weak"),
        (replace(KIM, roles=(Role.RECOVERY,)), "roles_missing"),
    ],
)
def test_nobody_comes_in_by_what_is_taken_weak_or_nobodys(desk: Desk, newcomer: Newcomer, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        admit_person(desk, CODE, newcomer)
    assert len(staff_list(desk)) == 1


def test_roles_count_from_the_moment_they_are_given(desk: Desk) -> None:
    kim = admit_person(desk, CODE, KIM)
    change_roles(desk, CODE, kim.id, (Role.AUDITOR, Role.CLINICIAN))
    assert staff_list(desk)[1].member.roles == (Role.CLINICIAN, Role.AUDITOR)
    change_roles(desk, CODE, kim.id, (Role.ADMINISTRATOR,))
    change_roles(desk, CODE, me(desk), (Role.CLINICIAN,))
    with pytest.raises(Refusal, match="not_allowed"):
        staff_list(desk)


def test_somebody_stays_administrator(desk: Desk) -> None:
    kim = admit_person(desk, CODE, replace(KIM, roles=(Role.ADMINISTRATOR,)))
    change_roles(desk, CODE, kim.id, (Role.CLINICIAN,))
    with pytest.raises(Refusal, match="last_administrator") as refused:
        change_roles(desk, CODE, me(desk), (Role.CLINICIAN, Role.PRIVACY_OFFICER))
    assert code_of(refused) == [("last_administrator", "roles")]
    assert desk.vault.me.roles == FOUNDER_ROLES


def test_an_administrator_who_left_does_not_count_as_one(desk: Desk) -> None:
    kim = admit_person(desk, CODE, replace(KIM, roles=(Role.ADMINISTRATOR,)))
    remove_person(desk, CODE, kim.id, "Moved away")
    with pytest.raises(Refusal, match="last_administrator"):
        change_roles(desk, CODE, me(desk), (Role.CLINICIAN,))


def test_a_person_needs_a_role(desk: Desk) -> None:
    for roles in ((), (Role.CLINICIAN, Role.RECOVERY)):
        with pytest.raises(Refusal, match="roles_missing"):
            change_roles(desk, CODE, me(desk), roles)


def test_another_name_is_what_copies_print_from_now_on(desk: Desk) -> None:
    changed = change_particulars(desk, CODE, me(desk), "  Sam Sapling ", "Head physician")
    assert desk.vault.me == changed and (changed.name, changed.role) == ("Sam Sapling", "Head physician")
    assert changed.roles == FOUNDER_ROLES
    with pytest.raises(Refusal, match="member_name_missing"):
        change_particulars(desk, CODE, me(desk), " ", "")


def test_somebody_who_left_is_told_last_and_nothing_of_theirs_is_changed(desk: Desk) -> None:
    kim = admit_person(desk, CODE, KIM)
    remove_person(desk, CODE, kim.id, "Moved away")
    (first, gone) = staff_list(desk)
    assert first.member.name == FOUNDER and gone.left and gone.initials == ""
    for act in (
        lambda: change_roles(desk, CODE, kim.id, (Role.CLINICIAN,)),
        lambda: change_particulars(desk, CODE, kim.id, "Kim", ""),
        lambda: renew_secrets_of(desk, CODE, kim.id, NEW),
        lambda: remove_person(desk, CODE, kim.id, "Again"),
    ):
        with pytest.raises(Refusal, match="member_unknown"):
            act()


def test_a_removal_needs_a_reason_and_is_never_ones_own(desk: Desk) -> None:
    for reason, code in (
        (" ", "removal_reason_missing"),
        ("x" * 501, "text_too_long"),
        ("y", "member_is_self"),
    ):
        with pytest.raises(Refusal, match=code):
            remove_person(desk, CODE, me(desk), reason)
    assert not key_change_is_due(desk)


def test_the_key_changes_after_a_removal_while_sessions_are_open(desk: Desk, place: Place) -> None:
    draft = start_session(desk, None)
    kim = admit_person(desk, CODE, KIM)
    remove_person(desk, CODE, kim.id, "Moved away")
    assert key_change_is_due(desk)
    change_key(desk)
    assert not key_change_is_due(desk) and load_session(desk, draft.id).id == draft.id
    again = in_the_name_of(desk, place, PASSPHRASE)
    assert load_session(again, draft.id).id == draft.id
    assert again.vault.check().sound
    again.vault.close()


def test_new_secrets_open_and_the_old_ones_do_not(desk: Desk, place: Place) -> None:
    kim = admit_person(desk, CODE, KIM)
    renew_secrets_of(desk, CODE, kim.id, NEW)
    with pytest.raises(Refusal, match="passphrase_wrong"):
        place.door.unlock(KIMS.passphrase)
    vault = place.door.unlock(NEW.passphrase)
    vault.check_code(NEW.code)
    vault.close()


def test_ones_own_secrets_are_changed_elsewhere(desk: Desk) -> None:
    with pytest.raises(Refusal, match="own_secrets_elsewhere"):
        renew_secrets_of(desk, CODE, me(desk), NEW)


def test_whoever_came_in_by_the_recovery_code_gives_new_secrets_and_does_nothing_else(
    desk: Desk, place: Place
) -> None:
    founder = me(desk)
    recovering = in_the_name_of(desk, place, place.recovery_code)
    assert [line.member.name for line in staff_list(recovering)] == [FOUNDER]
    for act in (
        lambda: admit_person(recovering, CODE, KIM),
        lambda: renew_secrets_of(recovering, CODE, founder, NEW),
        lambda: change_key(recovering),
    ):
        with pytest.raises(Refusal, match="not_allowed"):
            act()
    renew_after_recovery(recovering, founder, NEW)
    again = in_the_name_of(recovering, place, NEW.passphrase)
    assert again.vault.me.name == FOUNDER and again.vault.check().sound
    again.vault.close()


def test_an_administrator_gives_nobody_secrets_without_the_own_code(desk: Desk) -> None:
    kim = admit_person(desk, CODE, KIM)
    with pytest.raises(Refusal, match="not_allowed"):
        renew_after_recovery(desk, kim.id, NEW)
    with pytest.raises(Refusal, match="code_wrong"):
        renew_secrets_of(desk, "000000", kim.id, NEW)


def test_the_list_tells_when_somebody_was_here_last(desk: Desk, place: Place) -> None:
    kim = admit_person(desk, CODE, KIM)
    before = desk.now()
    go_out(unlock(place.door, lambda vault: replace(desk, vault=vault), KIMS.passphrase), "asked")
    seen = {line.member.id: line.last_seen for line in staff_list(desk)}[kim.id]
    assert seen is not None and before <= seen <= desk.now()


def test_after_an_administrator_left_another_recovery_code_is_due(desk: Desk) -> None:
    due = Notice("recovery_code_known", "people")
    kim, ann = (
        admit_person(desk, CODE, replace(KIM, roles=(role,), initials=initials))
        for role, initials in ((Role.PHOTOGRAPHER, "KM"), (Role.ADMINISTRATOR, "AN"))
    )
    remove_person(desk, CODE, kim.id, "Moved away")
    assert due not in notices(desk)
    remove_person(desk, CODE, ann.id, "Moved away")
    assert due in notices(desk)
    new = begin_new_recovery_code(desk, CODE)
    new.finish(new.code)
    assert due not in notices(desk)


def test_a_new_recovery_code_takes_the_place_of_the_old_one(desk: Desk, place: Place) -> None:
    new = begin_new_recovery_code(desk, CODE)
    new.finish(new.code)
    assert [line.member.name for line in staff_list(desk)] == [FOUNDER], "it is nobody who works here"
    with pytest.raises(Refusal, match="passphrase_wrong"):
        place.door.unlock(place.recovery_code)
    place.door.unlock(new.code).close()
