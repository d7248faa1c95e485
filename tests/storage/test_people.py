"""People let in, given other secrets, sent away: what opens the vault afterwards, and what does not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.facts import LoggedIn, MemberAdded, MemberChanged, MemberRemoved
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.keys import slots
from consentdesk.storage.keys.argon import Effort, derive
from consentdesk.storage.keys.passphrases import new_recovery_code
from consentdesk.storage.keys.slots import Slots, read_generations, write_slots
from consentdesk.storage.ledger import readable_facts
from consentdesk.storage.vault import OpenVault
from consentdesk.workflows.ports import Secrets
from tests.helpers.sessions import NOW
from tests.storage.conftest import CODE, PASSPHRASE, Place
from tests.storage.consents import codes
from tests.storage.staff import ADMINISTRATOR, OTHERS, TAYS, admit, opens


@pytest.fixture
def vault(place: Place) -> Iterator[OpenVault]:
    """To be closed by the test, or not."""
    opened = place.open()
    yield opened
    opened._db.leave()


def put_back(place: Place, slots: Slots) -> None:
    write_slots(place.folder, slots)
    write_slots(place.folder, slots)


def bodies(vault: OpenVault, kind: str) -> list[object]:
    return [fact.body for fact in readable_facts(vault._db, vault._keys, [kind])]


def test_somebody_who_was_let_in_opens_the_vault_in_their_own_name(place: Place, vault: OpenVault) -> None:
    tay = admit(vault)
    assert bodies(vault, "member_added")[-1] == MemberAdded(tay)
    assert vault.initials() == {vault.me.id: "SS", tay.id: "TT"}
    vault.close()
    assert (opens(place, TAYS.passphrase), opens(place, PASSPHRASE)) == ("Tay Tester", "Sam Sample")
    theirs = place.door.unlock(TAYS.passphrase)
    assert theirs.me == tay and theirs.append(LoggedIn(), NOW).header.actor == tay.id
    theirs.check_code(TAYS.code)
    assert codes(theirs.check()) == set()
    theirs.close()


def test_the_door_names_people_by_their_initials_alone(place: Place, vault: OpenVault) -> None:
    assert place.door.people() == ("SS",)
    admit(vault)
    assert place.door.people() == ("SS", "TT")
    beside = b"".join(path.read_bytes() for path in place.folder.glob("vault.slots*"))
    assert b"Tay" not in beside and b"Tester" not in beside
    (place.folder / "vault.slots").unlink()
    (place.folder / "vault.slots.old").unlink()
    assert place.door.people() == ()


def test_a_passphrase_opens_only_for_whose_it_is(place: Place, vault: OpenVault) -> None:
    admit(vault)
    vault.close()
    assert opens(place, TAYS.passphrase, "tt ") == "Tay Tester"
    assert opens(place, TAYS.passphrase, "SS") == "passphrase_wrong"
    assert opens(place, TAYS.passphrase, "XX") == "passphrase_wrong"
    assert opens(place, place.recovery_code, "SS") == "Recovery code"


def test_with_initials_one_passphrase_is_tried_and_without_them_all(
    place: Place, vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    admit(vault)
    vault.close()
    tried: list[str] = []

    def counted(secret: str, salt: bytes, effort: Effort) -> bytes:
        tried.append(secret)
        return derive(secret, salt, effort)

    monkeypatch.setattr(slots, "derive", counted)
    for who, times in (("TT", 1), ("", 2), ("XX", 0)):
        tried.clear()
        opens(place, TAYS.passphrase, who)
        assert len(tried) == times


def test_nobody_is_let_in_by_letters_that_somebody_has(vault: OpenVault) -> None:
    with pytest.raises(Refusal, match="initials_taken"):
        admit(vault, initials=" ss")


@pytest.mark.parametrize(
    ("secrets", "code"),
    [(Secrets("short", "730164"), "passphrase_weak"), (Secrets(TAYS.passphrase, "1"), "code_too_short")],
)
def test_weak_secrets_change_nothing(place: Place, vault: OpenVault, secrets: Secrets, code: str) -> None:
    tay = admit(vault)
    before, facts = read_generations(place.folder), vault._db.one("SELECT count(*) FROM facts")
    for act in (
        lambda: admit(vault, initials="UU", secrets=secrets),
        lambda: vault.renew_secrets(tay.id, secrets, NOW),
        lambda: vault.change_own_secrets(PASSPHRASE, secrets),
    ):
        with pytest.raises(Refusal, match=code):
            act()
    assert read_generations(place.folder) == before
    assert vault._db.one("SELECT count(*) FROM facts") == facts


def test_a_recovery_code_is_nobodys_passphrase(place: Place, vault: OpenVault) -> None:
    with pytest.raises(Refusal, match="passphrase_weak"):
        admit(vault, secrets=Secrets(place.recovery_code.lower(), "730164"))
    with pytest.raises(Refusal, match="passphrase_weak"):
        vault.change_own_secrets(PASSPHRASE, Secrets(new_recovery_code(), "730164"))


def test_renewed_secrets_open_and_the_old_ones_open_and_sign_nothing(place: Place, vault: OpenVault) -> None:
    tay = admit(vault)
    vault.close()
    theirs = place.door.unlock(TAYS.passphrase)
    vault = place.open()
    renewed = vault.renew_secrets(tay.id, OTHERS, NOW)
    assert renewed.public_key != tay.public_key and bodies(vault, "member_changed") == [
        MemberChanged(renewed, "secrets")
    ]
    assert codes(vault.check()) == set()
    late = theirs.append(LoggedIn(), NOW)  # by a process that still has the old key
    assert ("fact_author_removed", late.header.id) in {(f.code, f.about) for f in vault.check().findings}
    theirs.close()
    vault.close()
    assert opens(place, TAYS.passphrase) == "passphrase_wrong"
    assert opens(place, OTHERS.passphrase, "TT") == "Tay Tester"


def test_secrets_renewed_while_the_clock_was_set_back_count_all_the_same(
    place: Place, vault: OpenVault
) -> None:
    tay = admit(vault)
    place.clock.move(days=-3)
    vault.renew_secrets(tay.id, OTHERS, place.clock())
    vault.close()
    assert opens(place, OTHERS.passphrase) == "Tay Tester"


def test_own_secrets_change_with_the_passphrase_and_keep_the_signing_key(
    place: Place, vault: OpenVault
) -> None:
    me = vault.me
    with pytest.raises(Refusal, match="passphrase_wrong") as wrong:
        vault.change_own_secrets("not the passphrase at all", OTHERS)
    assert wrong.value.problems[0].details == {"left": 4}
    vault.change_own_secrets(PASSPHRASE, OTHERS)
    vault.check_code(OTHERS.code)
    with pytest.raises(Refusal, match="code_wrong"):
        vault.check_code(CODE)
    vault.close()
    assert opens(place, PASSPHRASE) == "passphrase_wrong"
    again = place.door.unlock(OTHERS.passphrase)
    assert again.me == me and codes(again.check()) == set()
    again.close()


def test_wrong_passphrases_for_ones_own_secrets_cost_the_same_wait(place: Place, vault: OpenVault) -> None:
    for _ in range(5):
        with pytest.raises(Refusal, match="passphrase_wrong"):
            vault.hand_over("not the passphrase at all", "SS")
    for act in (lambda: vault.hand_over(PASSPHRASE), lambda: vault.change_own_secrets(PASSPHRASE, OTHERS)):
        with pytest.raises(Refusal, match="wait_after_wrong_passphrases"):
            act()
    with pytest.raises(Refusal, match="wait_after_wrong_passphrases"):
        place.door.unlock(PASSPHRASE)


def test_somebody_who_left_opens_and_signs_nothing_any_more(place: Place, vault: OpenVault) -> None:
    tay = admit(vault)
    theirs = place.door.unlock(TAYS.passphrase)
    written = theirs.append(LoggedIn(), NOW)
    vault.dismiss(tay.id, "moved away", NOW)
    late = theirs.append(LoggedIn(), NOW)
    theirs.close()
    assert bodies(vault, "member_removed") == [MemberRemoved(tay.id, "moved away")]
    assert vault.initials() == {vault.me.id: "SS"} and vault.members() == (vault.me,)
    found = {(f.code, f.about) for f in vault.check().findings}
    assert found == {("fact_author_removed", late.header.id)} and written.header.actor == tay.id
    vault.close()
    assert opens(place, TAYS.passphrase) == "passphrase_wrong"


def test_slots_put_back_from_before_let_nobody_in_who_left(place: Place, vault: OpenVault) -> None:
    tay = admit(vault)
    kept: Slots = read_generations(place.folder)[0]
    vault.dismiss(tay.id, "moved away", NOW)
    vault.close()
    put_back(place, kept)
    assert opens(place, TAYS.passphrase) == "member_removed"
    assert place.door.people() == ("SS",), "the files are as the vault says again"
    assert opens(place, PASSPHRASE) == "Sam Sample"


def test_slots_put_back_from_before_bring_no_old_passphrase_back(place: Place, vault: OpenVault) -> None:
    kept = read_generations(place.folder)[0]
    vault.change_own_secrets(PASSPHRASE, OTHERS)
    vault.close()
    put_back(place, kept)
    assert opens(place, PASSPHRASE) == "passphrase_wrong"
    assert opens(place, OTHERS.passphrase) == "Sam Sample"


def test_nobody_sends_themselves_away_or_renews_what_they_know(vault: OpenVault) -> None:
    admit(vault, ADMINISTRATOR)
    with pytest.raises(Refusal, match="member_is_self"):
        vault.dismiss(vault.me.id, "done", NOW)
    with pytest.raises(Refusal, match="member_is_self"):
        vault.renew_secrets(vault.me.id, OTHERS, NOW)
    for act in (
        lambda: vault.dismiss("nobody", "-", NOW),
        lambda: vault.renew_secrets("nobody", OTHERS, NOW),
    ):
        with pytest.raises(Refusal, match="member_unknown"):
            act()


def test_the_last_administrator_stays(place: Place, vault: OpenVault) -> None:
    me = vault.me
    admit(vault)
    theirs = vault.hand_over(TAYS.passphrase)
    with pytest.raises(Refusal, match="last_administrator"):
        theirs.dismiss(me.id, "-", NOW)
    assert theirs.initials().keys() == {me.id, theirs.me.id}


def test_somebody_else_takes_over_without_opening_it_anew(vault: OpenVault) -> None:
    tay, db = admit(vault), vault._db
    theirs = vault.hand_over(TAYS.passphrase, "TT")
    assert theirs.me == tay and theirs._db is db
    theirs.check_code(TAYS.code)
    assert theirs.append(LoggedIn(), NOW).header.actor == tay.id
    assert codes(theirs.check()) == set()


def test_a_recovery_code_takes_nothing_over(place: Place, vault: OpenVault) -> None:
    with pytest.raises(Refusal, match="recovery_code_elsewhere"):
        vault.hand_over(place.recovery_code)


def test_people_are_let_in_only_by_those_who_may(vault: OpenVault) -> None:
    admit(vault)
    theirs = vault.hand_over(TAYS.passphrase)
    third = admit(theirs, ADMINISTRATOR, "UU", OTHERS)  # past the workflow
    *_, fact = readable_facts(vault._db, vault._keys, ["member_added"])
    found = {(f.code, f.about) for f in vault.check().findings}
    assert found == {("fact_author_not_entitled", fact.header.id)}
    late = vault.hand_over(OTHERS.passphrase).append(LoggedIn(), NOW)
    assert ("fact_author_unknown", late.header.id) in {(f.code, f.about) for f in vault.check().findings}
    assert third.id == late.header.actor


def test_nobody_gives_themselves_another_role_under_another_name(vault: OpenVault) -> None:
    tay = admit(vault)
    theirs = vault.hand_over(TAYS.passphrase)
    more = MemberChanged(type(tay)(tay.id, tay.name, tay.role, tay.public_key, ADMINISTRATOR), "particulars")
    theirs.append(more, NOW)
    admit(theirs, (Role.AUDITOR,), "UU", OTHERS)
    assert [f.code for f in vault.check().findings] == ["fact_author_not_entitled"] * 2
