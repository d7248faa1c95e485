"""One worker process, from the desk's side."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from typing import BinaryIO, TypeVar, cast

import consentdesk
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.pipe import ProtocolError
from consentdesk.imaging.protocol import Wanted, read_ready, write_request

_MODULE = (sys.executable, "-P", "-s", "-m")
WORKER_COMMAND = (*_MODULE, "consentdesk.imaging.worker")
DETECTOR_COMMAND = (*_MODULE, "consentdesk.imaging.detecting.worker")
START_SECONDS = 30
_PIPE_BYTES = 1 << 20
# what POSIX reports of a process that SIGXCPU ended
_OUT_OF_PROCESSOR_TIME = -24

Answer = TypeVar("Answer")


class WorkerProcess:
    """Started on construction; `ask` waits until it is ready. For one caller at a time."""

    def __init__(self, command: Sequence[str], limits: Limits) -> None:
        """Raises Refusal `image_reader_unavailable` when the machine does not start it."""
        self._limits = limits
        self._ready = False
        self._too_late = False
        try:
            self._process = _start([*command, *limits.arguments()])
        except OSError:
            raise refuse("image_reader_unavailable") from None
        self._inlet = cast(BinaryIO, self._process.stdin)
        self._outlet = cast(BinaryIO, self._process.stdout)

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    def wait_until_ready(self) -> None:
        """Returns when the worker is confined and waiting. Raises Refusal `image_reader_unavailable`."""
        if self._ready:
            return
        try:
            with self._ended_after(START_SECONDS):
                read_ready(self._outlet)
        except ProtocolError:
            self.end()
            raise refuse("image_reader_unavailable") from None
        self._ready = True

    def ask(self, wanted: Wanted, source: bytes, read: Callable[[BinaryIO], Answer]) -> Answer:
        """The worker's answer as `read` takes it from the pipe. Raises the worker's own Refusal, or one for
        what became of it; it is ended unless it answered."""
        self.wait_until_ready()
        try:
            with self._ended_after(self._limits.seconds_for(wanted)):
                write_request(self._inlet, wanted, source)
                return read(self._outlet)
        except (ProtocolError, OSError):
            self.end()
            raise self._what_became_of_it(wanted) from None

    def kill(self) -> None:
        """Stop it from any thread; an `ask` under way ends with a Refusal."""
        self._process.kill()

    def end(self) -> None:
        """Kill it, wait for it and close the pipes. Harmless when repeated; not while another thread asks."""
        self._process.kill()
        self._process.wait()
        self._outlet.close()
        try:
            self._inlet.close()
        except OSError:
            # bytes that it never read
            return

    @contextmanager
    def _ended_after(self, seconds: float) -> Iterator[None]:
        watch = Timer(seconds, self._run_out)
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()
            watch.join()

    def _run_out(self) -> None:
        self._too_late = True
        self._process.kill()

    def _what_became_of_it(self, wanted: Wanted) -> Refusal:
        if self._too_late or self._process.returncode == _OUT_OF_PROCESSOR_TIME:
            return refuse("image_takes_too_long", seconds=self._limits.seconds_for(wanted))
        return refuse("image_stopped_the_reader")


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        # a key pressed in the terminal is for the desk
        start_new_session=sys.platform != "win32",
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        pipesize=_PIPE_BYTES,
    )


def _environment() -> dict[str, str]:
    """Nothing of the desk's own environment but what Windows needs to start a process at all."""
    scrubbed = {
        "PYTHONPATH": str(Path(consentdesk.__file__).parents[1]),
        "PYTHONDONTWRITEBYTECODE": "1",
        # an arena for each thread would count against the address space
        "MALLOC_ARENA_MAX": "1",
        # so would its threads, which nothing here has use for
        "OPENBLAS_NUM_THREADS": "1",
    }
    return scrubbed | {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
