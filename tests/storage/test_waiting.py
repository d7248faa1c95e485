from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from consentdesk.domain.refusals import Refusal
from consentdesk.storage.keys.waiting import TRIES_FILE, Tries, wait_after
from tests.storage.conftest import PASSPHRASE, HandClock, Place
from tests.storage.staff import OTHERS, TAYS, admit, opens

WRONG = "some other words entirely"
WHOSE = ("somebody",)


def seconds_left(folder: Path, clock: HandClock) -> int:
    try:
        Tries(folder).require_patience(clock(), WHOSE)
    except Refusal as refusal:
        assert refusal.code == "wait_after_wrong_passphrases"
        return int(refusal.problems[0].details["seconds"])
    return 0


def failed(folder: Path, clock: HandClock, times: int, whose: str = "somebody") -> None:
    for _ in range(times):
        Tries(folder).count_one(clock(), (whose,))


def test_the_fifth_wrong_passphrase_costs_thirty_seconds(place: Place) -> None:
    for _ in range(5):
        with pytest.raises(Refusal, match="passphrase_wrong"):
            place.door.unlock(WRONG)
    with pytest.raises(Refusal, match="wait_after_wrong_passphrases") as refused:
        place.door.unlock(PASSPHRASE)
    assert refused.value.problems[0].details == {"seconds": 30}
    place.clock.move(seconds=30)
    place.door.unlock(PASSPHRASE).close()
    assert not (place.folder / TRIES_FILE).exists()


def test_each_further_one_doubles_the_wait_up_to_an_hour() -> None:
    waits = [wait_after(n).total_seconds() for n in (0, 4, 5, 6, 7, 11, 12, 13, 10_000)]
    assert waits == [0, 0, 30, 60, 120, 1920, 3600, 3600, 3600]


def test_the_wait_goes_on_after_a_restart(tmp_path: Path) -> None:
    clock = HandClock()
    failed(tmp_path, clock, 6)
    clock.move(seconds=20)
    assert seconds_left(tmp_path, clock) == 40


def test_a_clock_set_back_starts_the_wait_again(tmp_path: Path) -> None:
    clock = HandClock()
    failed(tmp_path, clock, 5)
    clock.move(days=-400)
    assert seconds_left(tmp_path, clock) == 30
    clock.move(seconds=29)
    assert seconds_left(tmp_path, clock) == 1
    clock.move(seconds=1)
    assert seconds_left(tmp_path, clock) == 0


def test_a_clock_set_forward_does_not_lower_the_count(tmp_path: Path) -> None:
    clock = HandClock()
    failed(tmp_path, clock, 6)
    clock.move(days=1)
    assert seconds_left(tmp_path, clock) == 0
    failed(tmp_path, clock, 1)
    assert seconds_left(tmp_path, clock) == 120


def test_a_try_counts_before_it_is_made(place: Place) -> None:
    failed(place.folder, place.clock, 4, place.keys.member)
    with pytest.raises(Refusal, match="passphrase_wrong") as refused:
        place.door.unlock(WRONG)
    assert refused.value.problems[0].details == {"left": 0}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[1]",
        b'{"somebody": 3}',
        b'{"somebody": {"count": "x", "last": 3}}',
        b'{"count": 5, "last": "2031-03-02T09:41:00+00:00"}',
        b"\xff",
    ],
)
def test_a_damaged_count_waits_once_and_then_lets_try(tmp_path: Path, content: bytes) -> None:
    clock = HandClock()
    (tmp_path / TRIES_FILE).write_bytes(content)
    assert seconds_left(tmp_path, clock) == 30
    clock.moment = type(clock.moment)(clock.moment.utc + timedelta(seconds=31), 0)
    assert seconds_left(tmp_path, clock) == 0


def refused(attempt: Callable[[], object]) -> str:
    try:
        attempt()
    except Refusal as refusal:
        return refusal.code
    return ""


def test_a_right_passphrase_forgives_nobody_else_s_wrong_ones(place: Place) -> None:
    vault = place.open()
    admit(vault)
    for who in ("SS", ""):  # without initials it is tried for everybody
        for _ in range(2):
            assert refused(lambda who=who: vault.hand_over(WRONG, who)) == "passphrase_wrong"
    vault = vault.hand_over(TAYS.passphrase, "TT")
    vault = vault.hand_over(TAYS.passphrase)
    assert refused(lambda: vault.hand_over(WRONG, "SS")) == "passphrase_wrong"
    assert refused(lambda: vault.hand_over(WRONG, "SS")) == "wait_after_wrong_passphrases"
    assert refused(lambda: vault.hand_over(WRONG)) == "wait_after_wrong_passphrases"
    assert refused(lambda: vault.change_own_secrets(TAYS.passphrase, TAYS)) == ""
    assert refused(lambda: vault.hand_over(PASSPHRASE, "SS")) == "wait_after_wrong_passphrases"
    vault.close()


def test_wrong_passphrases_for_one_person_keep_nobody_else_waiting(place: Place) -> None:
    vault = place.open()
    admit(vault)
    vault.close()
    for _ in range(5):
        assert refused(lambda: place.door.unlock(WRONG, "SS")) == "passphrase_wrong"
    assert opens(place, TAYS.passphrase, "TT") == "Tay Tester"
    assert refused(lambda: place.door.unlock(place.recovery_code).close()) == ""
    assert refused(lambda: place.door.unlock(PASSPHRASE, "SS")) == "wait_after_wrong_passphrases"


def test_whoever_got_new_secrets_waits_for_no_old_ones(place: Place) -> None:
    for _ in range(5):
        assert refused(lambda: place.door.unlock(WRONG)) == "passphrase_wrong"
    vault = place.door.unlock(place.recovery_code)
    vault.renew_secrets(place.keys.member, OTHERS, place.clock())
    vault.hand_over(OTHERS.passphrase, "SS").close()
