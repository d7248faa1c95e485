"""Work away from the window: a lane that keeps the order, and a pool that does not.

Work is a plain function in and a plain value out. What it gives back is handed over on the GUI thread, and
only while its owner lives.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import monotonic
from traceback import extract_tb
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from consentdesk.domain.refusals import Refusal

T = TypeVar("T")
Failed = Callable[[Refusal], None]


@dataclass(frozen=True)
class _Job:
    """What is waited for. It stays on the GUI thread, so that whatever it holds is let go there."""

    owner: QObject
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Failed


class _Workers(QObject):
    """Threads that take work from one queue; outcomes come back through the event loop, one at a time."""

    broke = Signal(str)
    _landed = Signal()

    def __init__(self, threads: int, name: str) -> None:
        super().__init__()
        self._numbers = count()
        self._jobs: dict[int, _Job] = {}
        self._dropped: set[int] = set()
        self._todo: SimpleQueue[int | None] = SimpleQueue()
        self._outcomes: SimpleQueue[tuple[int, object]] = SimpleQueue()
        self._landed.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)
        self._threads = [Thread(target=self._labour, name=f"{name}-{i}") for i in range(threads)]
        for thread in self._threads:
            thread.start()

    @property
    def idle(self) -> bool:
        """Whether nothing is queued, under way, or about to be handed over."""
        return not self._jobs

    def run(self, owner: QObject, work: Callable[[], T], done: Callable[[T], None], failed: Failed) -> None:
        """Do `work` on a worker thread, then call `done` with its value or `failed` with its refusal.

        Neither is called once `owner` has been destroyed. Any other exception is a bug: `broke` is emitted
        with its type and where it happened, never with its message. Raises RuntimeError after `close`.
        """
        if not self._threads:
            raise RuntimeError("closed")
        number = next(self._numbers)
        self._jobs[number] = _Job(owner, work, done, failed)
        self._todo.put(number)

    def close(self, within_s: float | None = None) -> None:
        """Finish everything that was asked for and end the threads. What comes of it is not handed over.

        With `within_s` it waits no longer than that, and a thread may still be at work: the process is about
        to end.
        """
        until = None if within_s is None else monotonic() + within_s
        for _ in self._threads:
            self._todo.put(None)
        for thread in self._threads:
            thread.join(None if until is None else max(0.0, until - monotonic()))
        self._threads = []
        self._jobs.clear()

    def _labour(self) -> None:
        while (number := self._todo.get()) is not None:
            outcome = None if number in self._dropped else _outcome(self._jobs[number].work)
            self._outcomes.put((number, outcome))
            self._landed.emit()

    @Slot()
    def _hand_over(self) -> None:
        if not self._threads:
            return
        number, outcome = self._outcomes.get()
        job = self._jobs.pop(number)
        if isinstance(outcome, _Bug):
            self.broke.emit(outcome.place)
        elif number not in self._dropped and isValid(job.owner):  # type: ignore[no-untyped-call]
            job.failed(outcome) if isinstance(outcome, Refusal) else job.done(outcome)


class Lane(_Workers):
    """One thread, strictly in order. It owns the vault's connection, which is opened and closed as work."""

    def __init__(self, name: str = "lane") -> None:
        super().__init__(1, name)


class Pool(_Workers):
    """Several threads for work that stands alone, such as decoding pictures; no order is kept."""

    def __init__(self, threads: int = 2, name: str = "pool") -> None:
        super().__init__(threads, name)

    def cancel(self, owner: QObject) -> None:
        """Forget what `owner` asked for: what has not begun never will, what is under way has no result."""
        self._dropped |= {number for number, job in self._jobs.items() if job.owner is owner}


@dataclass(frozen=True)
class _Bug:
    place: str


def _outcome(work: Callable[[], object]) -> object:
    try:
        return work()
    except Refusal as refusal:
        return refusal.with_traceback(None)
    except Exception as bug:  # the one boundary where a bug of any kind has to reach the window
        return _Bug(place_of(bug))


def place_of(bug: BaseException) -> str:
    """The type of an exception and the calls that led to it: fit for a log, since no message is in it."""
    calls = [f"{Path(c.filename).name}:{c.lineno} in {c.name}" for c in extract_tb(bug.__traceback__)]
    return "\n".join([type(bug).__name__, *calls])
