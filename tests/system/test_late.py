"""What is made late is made once, by whoever asks first."""

from __future__ import annotations

import threading

from consentdesk.system.late import is_made, late


class Bell:
    rung = 0

    def ring(self) -> int:
        self.rung += 1
        return self.rung


def test_nothing_is_made_before_it_is_used() -> None:
    made: list[Bell] = []
    bell = late(lambda: made.append(Bell()) or made[0])
    assert made == [] and not is_made(bell)
    assert (bell.ring(), bell.ring()) == (1, 2)
    assert len(made) == 1 and is_made(bell)


def test_threads_that_ask_at_once_get_the_same_one() -> None:
    start, made = threading.Barrier(8), []

    def build() -> Bell:
        made.append(Bell())
        return made[-1]

    bell = late(build)
    threads = [threading.Thread(target=lambda: (start.wait(), bell.ring())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert bell.rung == 8


def test_what_was_never_late_is_not_called_made() -> None:
    assert not is_made(Bell())
