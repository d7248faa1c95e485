"""Names for things that nobody else will ever use: UUIDv7 (RFC 9562)."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from threading import Lock
from uuid import UUID

from consentdesk.domain.moment import Moment

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
COUNTER_BITS = 12
FRESH_COUNTER_BITS = 11  # the free bit leaves room to count up within the millisecond


class Ids:
    """Makes UUIDv7s from a clock and a source of random bits, from any thread. Each sorts after the one
    before, also within a millisecond and when the clock is set back."""

    def __init__(
        self, now: Callable[[], Moment], random_bits: Callable[[int], int] = secrets.randbits
    ) -> None:
        self._now, self._random_bits = now, random_bits
        self._last = 0
        self._lock = Lock()

    def new_id(self) -> str:
        """A new id in the usual 36 characters, lower case."""
        milliseconds, counter = divmod(self._next(), 1 << COUNTER_BITS)
        head = milliseconds << 16 | 0x7000 | counter
        return str(UUID(int=head << 64 | 0b10 << 62 | self._random_bits(62)))

    def random_bits(self, bits: int) -> int:
        """A number of so many bits from the same source."""
        return self._random_bits(bits)

    def _next(self) -> int:
        """Milliseconds and counter as one growing number; a full counter borrows from the future."""
        milliseconds = (self._now().utc - EPOCH) // timedelta(milliseconds=1)
        fresh = milliseconds << COUNTER_BITS | self._random_bits(FRESH_COUNTER_BITS)
        with self._lock:
            self._last = max(fresh, self._last + 1)
            return self._last
