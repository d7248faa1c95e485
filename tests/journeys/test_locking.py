"""Locking ends the process that holds keys within a second, whatever is under way, and loses nothing: on the
program in a process of its own, which is told by a real message bus what the system does."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from consentdesk.domain.draft import Draft, Step
from consentdesk.domain.facts import LoggedOut
from tests.helpers import buses
from tests.helpers.buses import Bus
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.program import Program, program
from tests.storage.conftest import CODE, PASSPHRASE, Place, make_place

WITHIN_S = 1.0
PATIENT = {"given": "Alex", "family": "Example", "number": "004 392"}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="locking is watched on Linux alone")


@pytest.fixture
def system() -> Iterator[Bus]:
    if buses.missing():
        pytest.skip(f"this machine has no {buses.missing()}")
    with buses.bus() as running:
        yield running


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return make_place(tmp_path / "clinic.vault")


@pytest.fixture
def running(place: Place, system: Bus) -> Iterator[Program]:
    """The program on a vault, listening to the bus."""
    address = system.address
    with program(place.folder, DBUS_SESSION_BUS_ADDRESS=address, DBUS_SYSTEM_BUS_ADDRESS=address) as started:
        yield started


@pytest.fixture
def photo(tmp_path: Path) -> str:
    path = tmp_path / "photo.jpg"
    path.write_bytes(jpeg(photograph(seed=1)))
    return str(path)


def by_button(program: Program, system: Bus) -> float:
    program.tell("press", "lock_now")
    return time.monotonic()


def by_codes(program: Program, system: Bus) -> float:
    """Trying a code is slow on purpose: the second counts from when the third is known to be wrong, which is
    about as long as the second took."""
    program.ask("cover")
    tried_s = 0.0
    for wrong in ("111111", "222222"):
        program.ask("type", "cover_code", wrong)
        began = time.monotonic()
        program.ask("click", "uncover")
        tried_s = time.monotonic() - began
    program.ask("type", "cover_code", "333333")
    program.tell("press", "uncover")
    return time.monotonic() + tried_s


def by(say: Callable[[Bus], None]) -> Callable[[Program, Bus], float]:
    def told(program: Program, system: Bus) -> float:
        began = time.monotonic()
        say(system)
        return began

    return told


WAYS = {
    "asked": by_button,
    "code": by_codes,
    "sleep": by(Bus.sleep),
    "screen": by(lambda system: system.screen_locked(True)),
    "session": by(Bus.lock_session),
    "user": by(Bus.switch_user),
}
HOW = {"asked": "asked", "code": "code"}


def lock(program: Program, system: Bus, way: str) -> float:
    return program.memory_ended(WAYS[way](program, system))


def last_leaving(place: Place) -> str:
    vault = place.open()
    try:
        sql = "SELECT id FROM facts WHERE kind = ? ORDER BY number DESC"
        body = vault._fact(vault._db.one(sql, LoggedOut.KIND)).body
        assert isinstance(body, LoggedOut)
        return body.how
    finally:
        vault.close()


def draft_of(place: Place) -> Draft:
    """The one open session, as the closed vault has it."""
    vault = place.open()
    try:
        (line,) = vault.drafts()
        return vault.draft(line.id)
    finally:
        vault.close()


@pytest.mark.parametrize("way", WAYS)
def test_each_way_ends_the_process_that_holds_keys_within_a_second(
    running: Program, system: Bus, place: Place, way: str
) -> None:
    running.come_in(PASSPHRASE)
    assert lock(running, system, way) < WITHIN_S
    running.hear("born")
    assert last_leaving(place) == HOW.get(way, "system")


@pytest.mark.long
@pytest.mark.parametrize("way", WAYS)
def test_twenty_times_in_a_row(running: Program, system: Bus, way: str) -> None:
    took = []
    for _time in range(20):
        running.come_in(PASSPHRASE)
        took.append(lock(running, system, way))
        running.hear("born")
    assert max(took) < WITHIN_S, sorted(took)


def test_a_session_is_there_as_it_was_when_the_screen_is_locked_in_the_middle_of_it(
    running: Program, system: Bus, place: Place, photo: str
) -> None:
    running.come_in(PASSPHRASE)
    running.ask("play", "choose", CODE, PATIENT, photo)
    running.ask("click", "answer_1_teaching_yes")
    assert lock(running, system, "screen") < WITHIN_S
    draft = draft_of(place)
    assert draft.step is Step.CHOOSE and len(draft.answers) == 1 and draft.images


def test_what_is_being_typed_is_saved_by_the_lock(running: Program, system: Bus, place: Place) -> None:
    running.come_in(PASSPHRASE)
    running.ask("click", "new_consent")
    running.ask("type", "find", "Alex Example")
    running.ask("click", "new_patient")
    running.ask("type", "record_number", "004 392")
    assert lock(running, system, "session") < WITHIN_S
    assert draft_of(place).typed["record_number"] == "004 392"


def test_a_signature_that_nobody_accepted_is_not_kept_and_everything_before_it_is(
    running: Program, system: Bus, place: Place, photo: str
) -> None:
    """What is half drawn is nobody's signature yet (R18, R22): the page is there again, and the pad empty."""
    running.come_in(PASSPHRASE)
    running.ask("play", "sign", CODE, PATIENT, photo)
    running.ask("draw", "pad")
    assert lock(running, system, "user") < WITHIN_S
    draft = draft_of(place)
    assert draft.step is Step.SIGN and draft.answers and not draft.signatures


def test_pictures_on_their_way_do_not_hold_up_the_lock_and_those_that_came_stay(
    running: Program, system: Bus, place: Place, photo: str, tmp_path: Path
) -> None:
    many = [tmp_path / f"large-{seed}.jpg" for seed in range(2, 10)]
    for seed, path in enumerate(many, start=2):
        path.write_bytes(jpeg(photograph(4000, 3000, seed=seed)))
    running.come_in(PASSPHRASE)
    running.ask("play", "images", CODE, PATIENT, photo)
    running.tell("add", *map(str, many))
    time.sleep(0.5)
    assert lock(running, system, "screen") < WITHIN_S
    vault = place.open()
    try:
        assert vault.check().findings == ()
        assert len(vault.draft(vault.drafts()[0].id).images) < len(many)
    finally:
        vault.close()


def test_a_backup_under_way_does_not_hold_up_the_lock(running: Program, system: Bus, place: Place) -> None:
    vault = place.open()
    for number in range(40):
        vault.put_blob(number.to_bytes(4) * 500_000, f"image:{number}")
    vault.close()
    running.come_in(PASSPHRASE)
    running.ask("click", "backup")
    running.ask("wait", "backup_page")
    running.tell("press", "back_up")
    time.sleep(0.2)
    assert lock(running, system, "sleep") < WITHIN_S
    running.hear("born")
    assert last_leaving(place) == "system"
