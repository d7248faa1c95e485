"""The recovery code: nobody's name, one at a time, and what it is for. Slots that were lost, put back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from consentdesk.domain.access import FOUNDER_ROLES, Role
from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.backups.restoring import restore
from consentdesk.storage.keys.passphrases import new_recovery_code
from consentdesk.storage.keys.slots import PREVIOUS_FILE, SLOTS_FILE, read_generations
from consentdesk.storage.ledger import readable_facts
from consentdesk.storage.opening import Surroundings
from consentdesk.storage.vault import OpenVault
from consentdesk.system.ids import Ids
from tests.helpers.sessions import NOW
from tests.storage.conftest import CODE, PASSPHRASE, Place
from tests.storage.consents import codes, consent
from tests.storage.staff import OTHERS, TAYS, admit, of_old_form, opens


@pytest.fixture
def vault(place: Place) -> Iterator[OpenVault]:
    """To be closed by the test, or not."""
    opened = place.open()
    yield opened
    opened._db.leave()


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


def lose_slots(place: Place) -> None:
    (place.folder / SLOTS_FILE).unlink()
    (place.folder / PREVIOUS_FILE).write_bytes(b"torn")


def test_whoever_types_the_recovery_code_is_nobody_of_those_who_work_here(place: Place) -> None:
    vault = place.door.unlock(place.recovery_code)
    assert vault.me.roles == (Role.RECOVERY,) and vault.me not in vault.members()
    fact = vault.append(LoggedIn(), NOW)
    assert fact.header.actor == vault.me.id and codes(vault.check()) == set()
    with pytest.raises(Refusal, match="no_code_here"):
        vault.check_code(CODE)
    with pytest.raises(Refusal, match="no_code_here"):
        vault.change_own_secrets(place.recovery_code, OTHERS)
    vault.close()


def test_a_forgotten_passphrase_is_renewed_with_the_recovery_code(place: Place) -> None:
    vault = place.door.unlock(place.recovery_code)
    (sam,) = vault.members()
    vault.renew_secrets(sam.id, OTHERS, NOW)
    assert codes(vault.check()) == set()
    vault.close()
    assert opens(place, PASSPHRASE) == "passphrase_wrong"
    assert opens(place, OTHERS.passphrase) == "Sam Sample"


def test_a_new_recovery_code_counts_once_it_was_typed_back(place: Place, vault: OpenVault) -> None:
    new = vault.new_recovery_code()
    for wrong in (new_recovery_code(), place.recovery_code, PASSPHRASE):
        with pytest.raises(Refusal, match="recovery_code_wrong"):
            new.finish(wrong)
    vault.close()
    assert (opens(place, new.code), opens(place, place.recovery_code)) == (
        "passphrase_wrong",
        "Recovery code",
    )
    vault = place.open()
    new = vault.new_recovery_code()
    new.finish(new.code.lower().replace("-", " "))
    assert codes(vault.check()) == set()
    assert len([m for m in vault.everyone() if Role.RECOVERY in m.member.roles]) == 1
    vault.close()
    assert (opens(place, new.code), opens(place, place.recovery_code)) == (
        "Recovery code",
        "passphrase_wrong",
    )


def test_what_an_earlier_recovery_code_signs_is_found(place: Place, vault: OpenVault) -> None:
    earlier = place.door.unlock(place.recovery_code)
    new = vault.new_recovery_code()
    new.finish(new.code)
    late = earlier.append(LoggedIn(), NOW)
    earlier.close()
    found = {(f.code, f.about) for f in vault.check().findings}
    assert found == {("fact_author_removed", late.header.id)}


def test_restoring_with_the_recovery_code_is_signed_in_its_name(
    place: Place, vault: OpenVault, stick: Path, tmp_path: Path
) -> None:
    vault.backing_up(stick).run()
    home = replace(place, folder=tmp_path / "home" / "vault")
    around = Surroundings(place.clock, Ids(place.clock).new_id)
    assert codes(restore(stick, home.folder, place.recovery_code, around)) == set()
    again = home.door.unlock(PASSPHRASE)
    (restored,) = readable_facts(again._db, again._keys, ["restored"])
    names = {m.member.id: m.member.roles for m in again.everyone()}
    assert names[restored.header.actor] == (Role.RECOVERY,)
    again.close()


def test_slots_of_the_old_form_open_and_are_brought_up_by_whoever_comes_in(place: Place) -> None:
    place = of_old_form(place)
    assert place.door.people() == ()
    vault = place.door.unlock(PASSPHRASE)
    assert vault.me.roles == FOUNDER_ROLES and codes(vault.check()) == set()
    assert vault.initials() == {vault.me.id: "SS"} and place.door.people() == ("SS",)
    vault.close()
    forms = [slot.is_of_old_form for slot in read_generations(place.folder)[0].slots]
    assert forms == [False, True] and opens(place, PASSPHRASE, "SS") == "Sam Sample"


def test_a_recovery_code_of_the_old_form_is_for_recovery_alone(place: Place) -> None:
    place = of_old_form(place)
    vault = place.door.unlock(place.recovery_code)
    assert vault.me.name == "Sam Sample" and vault.me.roles == (Role.RECOVERY,)
    with pytest.raises(Refusal, match="no_code_here"):
        vault.check_code(CODE)
    vault.renew_secrets(vault.me.id, OTHERS, NOW)
    assert codes(vault.check()) == set()
    vault.close()
    assert opens(place, OTHERS.passphrase) == "Sam Sample"
    assert opens(place, PASSPHRASE) == "passphrase_wrong"
    assert opens(place, place.recovery_code) == "Sam Sample", "it stays until there is another"


def test_who_shares_a_key_with_an_old_recovery_code_stays_until_that_is_renewed(place: Place) -> None:
    place = of_old_form(place)
    vault = place.door.unlock(PASSPHRASE)
    sam = vault.me
    admit(vault, FOUNDER_ROLES)
    theirs = vault.hand_over(TAYS.passphrase)
    for act in (
        lambda: theirs.dismiss(sam.id, "-", NOW),
        lambda: theirs.renew_secrets(sam.id, OTHERS, NOW),
    ):
        with pytest.raises(Refusal, match="recovery_code_old"):
            act()
    new = theirs.new_recovery_code()
    new.finish(new.code)
    theirs.dismiss(sam.id, "-", NOW)
    theirs.rekey(NOW)
    assert codes(theirs.check()) == set()
    theirs.close()
    names = [opens(place, secret) for secret in (PASSPHRASE, place.recovery_code, new.code, TAYS.passphrase)]
    assert names == ["passphrase_wrong", "passphrase_wrong", "Recovery code", "Tay Tester"]


def test_lost_slots_come_back_from_a_backup(place: Place, vault: OpenVault, stick: Path) -> None:
    consent(vault)
    vault.backing_up(stick).run()
    admit(vault)
    vault.close()
    lose_slots(place)
    assert opens(place, PASSPHRASE) == "slots_lost"
    place.door.mend_slots(stick)
    assert opens(place, TAYS.passphrase) == "passphrase_wrong", "came after the backup"
    assert opens(place, PASSPHRASE) == "Sam Sample"
    assert opens(place, TAYS.passphrase) == "Tay Tester", "the vault's own copy counts from then on"


def test_a_passphrase_changed_since_the_backup_counts_after_mending(
    place: Place, vault: OpenVault, stick: Path
) -> None:
    vault.backing_up(stick).run()
    vault.change_own_secrets(PASSPHRASE, OTHERS)
    vault.close()
    lose_slots(place)
    place.door.mend_slots(stick)
    assert opens(place, PASSPHRASE) == "passphrase_wrong"
    assert opens(place, OTHERS.passphrase) == "Sam Sample"


def test_slots_of_another_vault_are_not_put_here(
    place: Place, another: Place, stick: Path, tmp_path: Path
) -> None:
    other = another.copy(tmp_path / "theirs").open()
    other.backing_up(stick).run()
    other.close()
    lose_slots(place)
    with pytest.raises(Refusal, match="backup_of_another_vault"):
        place.door.mend_slots(stick)
    with pytest.raises(Refusal, match="backup_not_found"):
        place.door.mend_slots(tmp_path)
    assert opens(place, PASSPHRASE) == "slots_lost"


def test_slots_that_can_be_read_are_not_set_back(place: Place, vault: OpenVault, stick: Path) -> None:
    vault.backing_up(stick).run()
    admit(vault)
    before = read_generations(place.folder)
    place.door.mend_slots(stick)
    assert read_generations(place.folder) == before
