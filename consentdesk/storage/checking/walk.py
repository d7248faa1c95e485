"""What is known on the way through a vault, and how far the way is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import TypeAlias

from consentdesk.domain.lines import Finding
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.checking.authors import Authors
from consentdesk.storage.ledger import Head

Progress: TypeAlias = Callable[[int, int], None]
Found: TypeAlias = Iterator[Finding]

BREATH_S = 0.002  # in which whoever works with the vault gets their turn


def unseen(done: int, total: int) -> None:
    """The progress that nobody watches."""


class Pace:
    """How far a check is, and whether it goes on. Others at work have the right of way at each `breathe`."""

    def __init__(self, progress: Progress = unseen, stopped: Event | None = None) -> None:
        self._progress, self._stopped = progress, stopped
        self.total = self._done = 0

    def done(self) -> None:
        """One more of `total` was read."""
        self._done += 1
        self._progress(self._done, max(self._done, self.total))

    def breathe(self) -> None:
        """Raises Refusal `check_stopped` where somebody stopped it."""
        if self._stopped and self._stopped.wait(BREATH_S):
            raise refuse("check_stopped")


@dataclass
class Walk:
    """What is known on the way through the vault. `after` is the place (seq) of the last fact that was read;
    a device is without a head where its last fact could not be read. `destroyed` are the keys (ids in hex)
    that are gone, each with the first fact that nobody can read for it, `erasures` those of which a fact says
    so; `erased_elsewhere`: such a fact may be missing here, as keys were destroyed as in another copy."""

    pace: Pace = field(default_factory=Pace)
    after: float = -math.inf  # one that was put in by hand can lie before the first place
    heads: dict[str, Head | None] = field(default_factory=dict)
    authors: Authors = field(default_factory=Authors)
    anchors: set[str] = field(default_factory=set)
    anchored_until: Moment | None = None
    scans: set[str] = field(default_factory=set)
    of_old_shape: bool = False
    erased_elsewhere: bool = False
    destroyed: dict[str, str] = field(default_factory=dict)
    erasures: set[str] = field(default_factory=set)
    head: str = ""
    last_at: Moment | None = None
    facts: int = 0
    blobs: int = 0
    drafts: int = 0
    erased: int = 0
