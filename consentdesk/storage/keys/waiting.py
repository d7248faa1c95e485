"""The wait after wrong passphrases. Whoever holds the files can bypass it; Argon2id is the defence there."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.files import disk_refusals, write_whole

TRIES_FILE = "vault.tries"
FREE_TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 3600
T = TypeVar("T")


class Tries:
    """Wrong passphrases so far, kept beside the vault across restarts. After the fifth each further one costs
    a wait. A clock that was set back starts the wait again; one set forward can skip a wait, never the count.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / TRIES_FILE

    def attempt(self, now: Callable[[], Moment], opened: Callable[[], T | None]) -> T:
        """What a try opens. Raises Refusal `wait_after_wrong_passphrases` (details seconds) while a wait
        runs, `passphrase_wrong` (details left) where it opens nothing."""
        self.require_patience(now())
        count = self.count_one(now())
        found = opened()
        if found is None:
            raise refuse("passphrase_wrong", "passphrase", left=max(0, FREE_TRIES - count))
        self.forget()
        return found

    def require_patience(self, now: Moment) -> None:
        """Raises Refusal `wait_after_wrong_passphrases` (details seconds) while a wait runs."""
        count, last = self._read(now)
        if now.utc < last:
            self._write(count, now)
            last = now.utc
        left = wait_after(count) - (now.utc - last)
        if left > timedelta():
            seconds = math.ceil(left.total_seconds())
            raise refuse("wait_after_wrong_passphrases", "passphrase", seconds=seconds)

    def count_one(self, now: Moment) -> int:
        """Count a try before it is made, so that ending the program does not undo it. Returns how many."""
        count = self._read(now)[0] + 1
        self._write(count, now)
        return count

    def forget(self) -> None:
        with disk_refusals():
            self._path.unlink(missing_ok=True)

    def _read(self, now: Moment) -> tuple[int, datetime]:
        try:
            found = json.loads(self._path.read_bytes())
            return max(0, int(found["count"])), datetime.fromisoformat(found["last"]).astimezone(UTC)
        except FileNotFoundError:
            return 0, now.utc
        except (ValueError, KeyError, TypeError):
            self._write(FREE_TRIES, now)
            return FREE_TRIES, now.utc

    def _write(self, count: int, now: Moment) -> None:
        with disk_refusals():
            write_whole(self._path, json.dumps({"count": count, "last": now.utc.isoformat()}).encode())


def wait_after(count: int) -> timedelta:
    """How long to wait after so many wrong passphrases: 30 s from the fifth on, doubling to an hour."""
    if count < FREE_TRIES:
        return timedelta()
    doublings = min(count - FREE_TRIES, 10)
    return timedelta(seconds=min(FIRST_WAIT_S * 2**doublings, LONGEST_WAIT_S))
