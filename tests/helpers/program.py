"""The whole program in a process of its own, from outside: what it is told, and when its memory ends."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.helpers.driven import ALIVE, UNGUARDED

HOUSE = Path(__file__).parents[2]
PATIENCE_S = 90.0
LOOKED_INTO = {} if os.getuid() == 0 else {UNGUARDED: "1"}
"""Surroundings of a program that this user, not being root, looks into."""


class Program:
    """Talks with `tests.helpers.driven`. `folder` is where it saves; its HOME and its temporary files lie
    there too."""

    def __init__(self, vault: Path, folder: Path, under: Sequence[str] = (), **surroundings: str) -> None:
        self.vault, self.folder = vault, folder
        self.home = folder / "home"
        for place in ("tmp", "run"):
            (self.home / place).mkdir(parents=True, exist_ok=True, mode=0o700)
        self._alive = folder / "alive"
        os.mkfifo(self._alive)
        self._pulse = os.open(self._alive, os.O_RDONLY | os.O_NONBLOCK)
        command = [*under, sys.executable, "-m", "tests.helpers.driven", str(folder)]
        with (folder / "errors.txt").open("wb") as errors:
            self.process = subprocess.Popen(
                [*command, "open", "--vault", str(vault)],
                cwd=HOUSE,
                env=self._surroundings() | surroundings,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self._said = b""

    def _surroundings(self) -> dict[str, str]:
        home = str(self.home)
        return {
            "PATH": os.environ["PATH"],
            "HOME": home,
            "TMPDIR": f"{home}/tmp",
            "XDG_RUNTIME_DIR": f"{home}/run",
            "XDG_DATA_HOME": f"{home}/data",
            "XDG_CONFIG_HOME": f"{home}/config",
            "XDG_CACHE_HOME": f"{home}/cache",
            "CONSENTDESK_HOME": f"{home}/consentdesk",
            "DBUS_SESSION_BUS_ADDRESS": "unix:path=/nowhere",
            "DBUS_SYSTEM_BUS_ADDRESS": "unix:path=/nowhere",
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANGUAGE": "en",
            ALIVE: str(self._alive),
        }

    @property
    def pid(self) -> int:
        """Of the program itself, which keeps it through a lock; also where something runs it."""
        children = descendants(self.process.pid)
        return next((pid for pid in (self.process.pid, *children) if _is_program(pid)), self.process.pid)

    def ask(self, what: str, *words: object) -> None:
        """Have something done, and wait until it was."""
        self.tell(what, *words)
        self.hear("done")

    def tell(self, what: str, *words: object) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps([what, *words]).encode() + b"\n")
        self.process.stdin.flush()

    def read(self, name: str, what: str = "say") -> str:
        """What a label or a field says, or what comes of it."""
        self.tell(what, name)
        return self.hear("said ").removeprefix("said ")

    def hear(self, word: str) -> str:
        """Wait until it says what begins so; returns the line."""
        assert self.process.stdout is not None
        until = time.monotonic() + PATIENCE_S
        while True:
            line = self._line(until)
            assert line and not line.startswith(b"lost"), (line, self._errors())
            if line.startswith(word.encode()):
                return line.decode()

    def come_in(self, passphrase: str) -> None:
        self.hear("up")
        self.ask("type", "passphrase", passphrase)
        self.ask("click", "unlock")
        self.ask("wait", "home_page")

    def memory_ended(self, since: float) -> float:
        """Wait for the end of the memory that this program has now; seconds after the moment `since`."""
        heard, _, _ = select.select([self._pulse], [], [], PATIENCE_S)
        assert heard and os.read(self._pulse, 1) == b"", "it still runs"
        return time.monotonic() - since

    def end(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            for pid in (*descendants(self.process.pid), self.process.pid):
                os.kill(pid, 9)
            self.process.wait(10)
        self.process.stdout.close()
        os.close(self._pulse)

    def _errors(self) -> str:
        return (self.folder / "errors.txt").read_text()[-4000:]

    def _line(self, until: float) -> bytes | None:
        assert self.process.stdout is not None
        while b"\n" not in self._said:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0.0, until - time.monotonic()))
            more = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not more:
                return None
            self._said += more
        line, _, self._said = self._said.partition(b"\n")
        return line


@contextmanager
def program(vault: Path, under: Sequence[str] = (), **surroundings: str) -> Iterator[Program]:
    """One that runs, and is ended with the block."""
    with TemporaryDirectory(prefix="consentdesk-") as folder:
        running = Program(vault, Path(folder), under, **surroundings)
        try:
            yield running
        finally:
            running.end()


def descendants(pid: int) -> list[int]:
    """Every process that came from this one, and still runs."""
    listed = [child for task in Path(f"/proc/{pid}/task").glob("*") for child in _children(task)]
    return [found for child in listed for found in (child, *descendants(child))]


def _children(task: Path) -> list[int]:
    try:
        return [int(child) for child in (task / "children").read_text().split()]
    except OSError:
        return []  # it has ended


def _is_program(pid: int) -> bool:
    words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    return b"tests.helpers.driven" in words and b"python" in Path(words[0].decode()).name.encode()
