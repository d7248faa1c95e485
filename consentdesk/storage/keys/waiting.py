"""The wait after wrong passphrases. Whoever holds the files can bypass it; Argon2id is the defence there."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.files import disk_refusals, write_whole
from consentdesk.storage.keys.slots import Keys

TRIES_FILE = "vault.tries"
EVERYBODY = ""  # whose tries a count that cannot be read is taken for
FREE_TRIES = 5
FIRST_WAIT_S = 30
LONGEST_WAIT_S = 3600


@dataclass(frozen=True)
class Wrong:
    """How many wrong passphrases there were for somebody, and when the last one."""

    count: int
    last: datetime


class Tries:
    """Wrong passphrases so far, by the ids of those for whom they were tried, kept beside the vault across
    restarts. After the fifth each further one costs a wait; a right one ends that of the person it is of, and
    nobody else's. A clock that was set back starts the wait again; one set forward can skip a wait, never the
    count.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / TRIES_FILE

    def attempt(
        self, now: Callable[[], Moment], whose: Collection[str], opened: Callable[[], Keys | None]
    ) -> Keys:
        """What a try opens that is made for these people. Raises Refusal `wait_after_wrong_passphrases`
        (details seconds) while a wait of one of them runs, `passphrase_wrong` (details left) where it opens
        nothing."""
        self.require_patience(now(), whose)
        before = self._read(now())
        count = self.count_one(now(), whose)
        found = opened()
        if found is None:
            raise refuse("passphrase_wrong", "passphrase", left=max(0, FREE_TRIES - count))
        self._write(_without(found.member, before))
        return found

    def require_patience(self, now: Moment, whose: Collection[str]) -> None:
        """Raises Refusal `wait_after_wrong_passphrases` (details seconds) while one of them has to wait."""
        wrong = self._read(now)
        if any(now.utc < one.last for one in wrong.values()):
            wrong = {id: replace(one, last=min(one.last, now.utc)) for id, one in wrong.items()}
            self._write(wrong)
        theirs = (one for id, one in wrong.items() if id in (EVERYBODY, *whose))
        left = max((wait_after(one.count) - (now.utc - one.last) for one in theirs), default=timedelta())
        if left > timedelta():
            seconds = math.ceil(left.total_seconds())
            raise refuse("wait_after_wrong_passphrases", "passphrase", seconds=seconds)

    def count_one(self, now: Moment, whose: Collection[str]) -> int:
        """Count a try before it is made, so that ending the program does not undo it. Returns how many there
        were at most for one of them."""
        wrong = self._read(now)
        counted = {id for id in wrong if id == EVERYBODY}.union(whose)
        wrong |= {id: Wrong(wrong[id].count + 1 if id in wrong else 1, now.utc) for id in counted}
        self._write(wrong)
        return max((wrong[id].count for id in counted), default=0)

    def forget(self, member: str, now: Moment) -> None:
        """Forget those of one person, who typed the right one or got another one."""
        self._write(_without(member, self._read(now)))

    def _read(self, now: Moment) -> dict[str, Wrong]:
        try:
            found = json.loads(self._path.read_bytes())
            return {id: _parsed(one) for id, one in found.items()}
        except FileNotFoundError:
            return {}
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError):
            wrong = {EVERYBODY: Wrong(FREE_TRIES, now.utc)}
            self._write(wrong)
            return wrong

    def _write(self, wrong: dict[str, Wrong]) -> None:
        plain = {id: {"count": one.count, "last": one.last.isoformat()} for id, one in wrong.items()}
        with disk_refusals():
            if plain:
                write_whole(self._path, json.dumps(plain).encode())
            else:
                self._path.unlink(missing_ok=True)


def wait_after(count: int) -> timedelta:
    """How long to wait after so many wrong passphrases: 30 s from the fifth on, doubling to an hour."""
    if count < FREE_TRIES:
        return timedelta()
    doublings = min(count - FREE_TRIES, 10)
    return timedelta(seconds=min(FIRST_WAIT_S * 2**doublings, LONGEST_WAIT_S))


def _without(member: str, wrong: dict[str, Wrong]) -> dict[str, Wrong]:
    return {id: one for id, one in wrong.items() if id not in (EVERYBODY, member)}


def _parsed(one: dict[str, Any]) -> Wrong:
    return Wrong(max(0, int(one["count"])), datetime.fromisoformat(one["last"]).astimezone(UTC))
