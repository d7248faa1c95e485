"""A process killed while it lets somebody in or out or changes keys: the vault opens as before or as after,
and as after where that was acknowledged."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from consentdesk.domain.people import Member
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.rekeying import _sealed
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.ways_in import changing, slots_of
from tests.helpers.killing import child
from tests.helpers.sessions import NOW
from tests.storage.conftest import PASSPHRASE, Place
from tests.storage.consents import codes, consent
from tests.storage.staff import OTHERS, TAYS, admit, opens

LONGEST_MS = 12  # after a slot file was touched: the whole of the transaction, or of a small rekey
TOUCHES = 15  # of files of slots, by each change of them
NAMES = ("Sam Sample", "Tay Tester", "Recovery code")
Say = Callable[[str], None]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


@dataclass(frozen=True)
class Act:
    """Something done with keys: which secrets of `who` open the vault before, and which after."""

    do: Callable[[OpenVault, Member, Say], object]
    who: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def new_code(vault: OpenVault, tay: Member, say: Say) -> None:
    new = vault.new_recovery_code()
    say(new.code)
    new.finish(new.code)


def renew(vault: OpenVault, tay: Member, say: Say) -> None:
    vault.renew_secrets(tay.id, OTHERS, NOW)


def change_own(vault: OpenVault, tay: Member, say: Say) -> None:
    vault.change_own_secrets(PASSPHRASE, OTHERS)


ACTS = {
    "admit": Act(lambda v, tay, say: admit(v, initials="UU", secrets=OTHERS), "UU", (), (OTHERS.passphrase,)),
    "renew": Act(renew, "TT", (TAYS.passphrase,), (OTHERS.passphrase,)),
    "own": Act(change_own, "SS", (PASSPHRASE,), (OTHERS.passphrase,)),
    "dismiss": Act(lambda v, tay, say: v.dismiss(tay.id, "-", NOW), "TT", (TAYS.passphrase,), ()),
    "rekey": Act(lambda v, tay, say: v.rekey(NOW), "TT", (TAYS.passphrase,), (TAYS.passphrase,)),
    "recovery": Act(new_code, "", (), ()),  # its secrets are told on the way
}


@pytest.fixture(scope="module")
def staffed(template: Place, tmp_path_factory: pytest.TempPathFactory) -> tuple[Place, Member]:
    """A vault with two people."""
    place = template.copy(tmp_path_factory.mktemp("staffed") / "vault")
    vault = place.open()
    consent(vault)
    tay = admit(vault)
    vault.close()
    return place, tay


def die_at(touch: int, after_s: float) -> None:
    """Have this process killed so long after it touched a file of slots for that time."""
    touched = 0

    def count(event: str, values: tuple[object, ...]) -> None:
        nonlocal touched
        if event in ("open", "os.rename") and "vault.slots" in str(values[0]):
            touched += 1
            if touched == touch:
                signal.setitimer(signal.ITIMER_REAL, max(after_s, 1e-6))

    signal.signal(signal.SIGALRM, signal.SIG_DFL)  # nothing of this process has a say in it
    sys.addaudithook(count)


def killed(place: Place, work: Callable[[OpenVault, Say], None], touch: int, after_s: float) -> list[str]:
    """What a process said that was killed at its work, or came to its end."""

    def at_work(place: Place, say: Say) -> None:
        vault = place.open()
        die_at(touch, after_s)
        work(vault, say)
        say("done")
        os._exit(0)

    said = b""
    with child(place, at_work) as (pid, read):
        while more := os.read(read, 1 << 16):
            said += more
        os.waitpid(pid, 0)
    return said.decode().split()


def run_kills(staffed: tuple[Place, Member], folder: Path, times: int, seed: int) -> int:
    """How many of so many processes were killed before they said that they were done."""
    chance, cut_off = random.Random(seed), 0
    place, tay = staffed
    for n in range(times):
        name = chance.choice(list(ACTS))
        act, here = ACTS[name], place.copy(folder / f"{seed}-{n}" / "vault")
        touch = chance.randint(1, TOUCHES * (2 if name == "rekey" else 1))
        wait_s = chance.choice([0, chance.uniform(0, LONGEST_MS / 1000)])
        said = killed(here, lambda vault, say, act=act: act.do(vault, tay, say), touch, wait_s)
        done = said[-1:] == ["done"]
        if name == "recovery" and said:
            act = replace(act, before=(place.recovery_code,), after=(said[0],))
        assert_whole(here, act, done, chance)
        shutil.rmtree(here.folder)
        cut_off += not done
    return cut_off


def assert_whole(place: Place, act: Act, done: bool, chance: random.Random) -> None:
    secrets = sorted({*act.before, *act.after})
    chance.shuffle(secrets)
    opening = {secret for secret in secrets if opens(place, secret, act.who) in NAMES}
    assert opening == set(act.after) or (not done and opening == set(act.before))
    changed = act.who == "SS" and PASSPHRASE not in opening
    vault = place.door.unlock(OTHERS.passphrase if changed else PASSPHRASE, "SS")
    assert vault.me.name == "Sam Sample" and vault.record("record-1") and codes(vault.check()) == set()
    assert all(len(slot.sealed) == 1 for slot in slots_of(vault._db).slots)
    vault.close()


def test_killed_while_keys_change_it_opens_as_before_or_as_after(
    staffed: tuple[Place, Member], tmp_path: Path
) -> None:
    assert run_kills(staffed, tmp_path, 40, seed=6) >= 20


@pytest.mark.long
def test_a_thousand_kills_while_keys_change_lock_nobody_out(
    staffed: tuple[Place, Member], tmp_path: Path
) -> None:
    assert sum(run_kills(staffed, tmp_path, 50, seed=100 + batch) for batch in range(20)) >= 500


def test_a_desk_that_lets_somebody_in_too_early_is_caught(
    staffed: tuple[Place, Member], tmp_path: Path
) -> None:
    """The control: it says so before that is durable."""
    place, tay = staffed
    here = place.copy(tmp_path / "vault")

    def hasty(vault: OpenVault, say: Say) -> None:
        slots = slots_of(vault._db).slots
        with changing(vault._db, tuple(slot for slot in slots if slot.member != tay.id)):
            say("done")
            signal.pause()

    said = killed(here, hasty, 3, 0.05)
    assert said == ["done"] and opens(here, TAYS.passphrase) == "Tay Tester"


def test_a_desk_that_changes_the_key_before_the_slots_is_caught(
    staffed: tuple[Place, Member], tmp_path: Path
) -> None:
    """The control: killed between the two, nobody comes in."""
    here = staffed[0].copy(tmp_path / "vault")

    def hasty(vault: OpenVault, say: Say) -> None:
        vault._db.rekey(bytes(range(32)))
        with changing(vault._db, _sealed(slots_of(vault._db), vault._db.key)):
            Ledger(vault._core)

    killed(here, hasty, 1, 0)
    assert opens(here, PASSPHRASE) == "vault_damaged"
