"""Who else of this process reads an open database, each by a connection of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from consentdesk.domain.refusals import refuse


class Guests:
    """They stay while they like, on any thread; while they do, nothing is done that would spoil what they
    read, and while that is done nobody comes."""

    def __init__(self) -> None:
        self._lock, self._staying, self._closed = Lock(), 0, False

    @contextmanager
    def staying(self) -> Iterator[None]:
        """Raises Refusal `vault_busy` where the owner wants to be alone."""
        with self._lock:
            if self._closed:
                raise refuse("vault_busy", "vault")
            self._staying += 1
        try:
            yield
        finally:
            with self._lock:
                self._staying -= 1

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Raises Refusal `vault_busy` while somebody stays."""
        with self._lock:
            if self._staying or self._closed:
                raise refuse("vault_busy", "vault")
            self._closed = True
        try:
            yield
        finally:
            with self._lock:
                self._closed = False
