"""A forked process that works until it is killed, and what it had said by then."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

Place = TypeVar("Place")
Acknowledge: TypeAlias = Callable[[str], None]


@contextmanager
def child(place: Place, work: Callable[[Place, Acknowledge], None]) -> Iterator[tuple[int, int]]:
    """A process that works: its id, and where it acknowledges."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            work(place, lambda line: os.write(write, f"{line}\n".encode()) and None)
        finally:
            os._exit(1)
    os.close(write)
    try:
        yield pid, read
    finally:
        os.close(read)


def killed(place: Place, work: Callable[[Place, Acknowledge], None], after: int, wait_s: float) -> list[str]:
    """What a process had acknowledged that was killed so soon after so many acknowledgements."""
    said = b""
    with child(place, work) as (pid, read):
        while said.count(b"\n") < after and (more := os.read(read, 1 << 16)):
            said += more
        time.sleep(wait_s)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        while more := os.read(read, 1 << 16):
            said += more
    return said.decode().splitlines()
