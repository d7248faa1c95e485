"""Worker processes of one kind, kept warm, each given to one caller at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from queue import Queue
from threading import Lock
from typing import BinaryIO, TypeVar

from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.process import WorkerProcess
from consentdesk.imaging.protocol import Wanted

Answer = TypeVar("Answer")


class Workers:
    """So many at most. Every method may be called from any thread. One that takes too long, breaks off or
    answers nonsense is killed and replaced when its turn comes."""

    def __init__(self, count: int, command: Sequence[str], limits: Limits) -> None:
        """Starts nothing yet."""
        self._count, self._command, self._limits = count, tuple(command), limits
        self._lock = Lock()
        self._running: list[WorkerProcess] = []
        self._closed = False
        # a place without a worker gets one when its turn comes
        self._places: Queue[WorkerProcess | None] = Queue()
        for _ in range(count):
            self._places.put(None)

    @property
    def pids(self) -> tuple[int, ...]:
        """The processes that run now."""
        with self._lock:
            return tuple(worker.pid for worker in self._running if worker.alive)

    def warm(self) -> None:
        """Start what is not running, without waiting until it can be used. Raises Refusal."""
        for _ in range(self._count):
            with self._worker():
                pass

    def ask(self, wanted: Wanted, asked: bytes, read: Callable[[BinaryIO], Answer]) -> Answer:
        """A worker's answer as `read` takes it from the pipe; waits while all are busy. Raises Refusal: the
        worker's own, or for what became of it."""
        try:
            with self._worker() as worker:
                return worker.ask(wanted, asked, read)
        except Refusal:
            if self._closed:
                raise refuse("image_reader_unavailable") from None
            raise

    def close(self) -> None:
        """End every worker; calls under way and later ones are refused (`image_reader_unavailable`)."""
        with self._lock:
            self._closed = True
            for worker in self._running:
                worker.kill()
        for _ in range(self._count):
            worker_or_none = self._places.get()
            if worker_or_none:
                worker_or_none.end()
            self._places.put(None)

    @contextmanager
    def _worker(self) -> Iterator[WorkerProcess]:
        """A running worker for this caller alone, who waits while all are busy."""
        worker = self._places.get()
        try:
            if worker is None or not worker.alive:
                worker = self._replaced(worker)
            yield worker
        finally:
            self._places.put(worker)

    def _replaced(self, dead: WorkerProcess | None) -> WorkerProcess:
        if dead:
            dead.end()
        with self._lock:
            if self._closed:
                raise refuse("image_reader_unavailable")
            worker = WorkerProcess(self._command, self._limits)
            self._running = [*(other for other in self._running if other is not dead), worker]
            return worker
