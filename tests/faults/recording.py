"""What a process writes, as the system sees it: recorded with strace, and played again onto a `Disk`."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path, PurePath

from tests.faults.disk import Cut, Disk, File, Folder, Write

HOUSE = Path(__file__).parents[2]
STDOUT = 1
NOT_ON_DISK = "-shm"  # the index of a log is memory: it is made anew at every first opening
OF_A_HANDLE = ("pwrite64", "write", "ftruncate", "sendfile", "fsync", "fdatasync", "lseek", "close")
NOT_TAUGHT = ("pwritev", "pwritev2", "writev", "fallocate", "copy_file_range", "dup", "dup2")
OF_A_NAME = ("openat", "mkdir", "rmdir", "rename", "unlink", "unlinkat")
NAMES_NOT_TAUGHT = ("renameat", "renameat2", "mkdirat", "link", "linkat", "symlink", "truncate")
CALL = re.compile(r"(\d+) +(\w+)\((.*)\)\s+= (-?\d+)")
HEX_AT_MOST = str(1 << 26)


@dataclass(frozen=True)
class Call:
    """One call that succeeded: its name, its arguments (texts as bytes, all else as strace writes it), what
    it returned."""

    name: str
    arguments: tuple[str | bytes, ...] = field(repr=False)
    result: int

    @property
    def handle(self) -> int:
        return int(self.word(0).partition("<")[0])

    def word(self, n: int) -> str:
        found = self.arguments[n]
        assert isinstance(found, str)
        return found

    def data(self, n: int) -> bytes:
        found = self.arguments[n]
        assert isinstance(found, bytes)
        return found

    def path(self, n: int = 0) -> PurePath:
        return PurePath(self.data(n).decode())

    def path_inside(self) -> PurePath:
        """A path that is named from an open folder."""
        folder = self.word(0).partition("<")[2].rstrip(">")
        return PurePath(bytes.fromhex(folder.replace("\\x", "")).decode(), self.path(1))


@cache
def why_not() -> str:
    """Why nothing can be recorded here; empty where it can."""
    if sys.platform != "linux" or not shutil.which("strace"):
        return "strace is not installed: power cuts cannot be recorded"
    tried = subprocess.run(["strace", "-o", "/dev/null", "true"], capture_output=True, check=False)
    return "" if tried.returncode == 0 else "strace may not watch a process here"


def played(command: Sequence[str], *options: str) -> str:
    """What a Python process said that was run under strace with these options. Raises CalledProcessError
    unless it ended well."""
    whole = ["strace", "-f", "--seccomp-bpf", *options, sys.executable, *command]
    return subprocess.run(whole, cwd=HOUSE, check=True, capture_output=True, text=True).stdout


def record(command: Sequence[str], trace: Path) -> list[Call]:
    """The calls of a Python process and its children that end well. Raises CalledProcessError otherwise."""
    watched = ",".join(f"?{name}" for name in (*OF_A_HANDLE, *OF_A_NAME, *NOT_TAUGHT, *NAMES_NOT_TAUGHT))
    played(command, "-xx", "-y", "-s", HEX_AT_MOST, "-e", f"trace={watched}", "-o", str(trace))
    with trace.open() as lines:
        found = list(calls(lines))
    trace.unlink()
    return found


def calls(lines: Iterable[str]) -> Iterator[Call]:
    """The calls that succeeded, in the order in which they ended."""
    begun: dict[str, str] = {}
    for line in lines:
        process, _, rest = line.partition(" ")
        if line.rstrip().endswith("<unfinished ...>"):
            begun[process] = line.rpartition(" <unfinished")[0]
            continue
        if rest.lstrip().startswith("<... "):
            line = begun.pop(process) + rest.partition("resumed>")[2]
        found = CALL.match(line)
        if found and int(found[4]) >= 0:
            yield Call(found[2], tuple(map(_argument, found[3].split(", "))), int(found[4]))


def _argument(written: str) -> str | bytes:
    quoted = written.startswith('"')
    return bytes.fromhex(written.strip('"').replace("\\x", "")) if quoted else written


class Replay:
    """Calls played onto a disk, and what the process said meanwhile."""

    def __init__(self, disk: Disk) -> None:
        self.disk = disk
        self.said: list[str] = []
        self._open: dict[int, File | Folder] = {}
        self._at: dict[int, int] = {}

    def concerns(self, call: Call) -> bool:
        """Whether a call that comes next is about this disk, or says something."""
        if call.name == "openat":
            path = call.path_inside()
            return path in self.disk and not path.name.endswith(NOT_ON_DISK)
        if call.name in ("rename", "unlink", "rmdir", "mkdir"):
            return call.path() in self.disk
        if call.name == "unlinkat":
            return call.path_inside() in self.disk
        if call.name in NAMES_NOT_TAUGHT:
            return any(PurePath(a.decode()) in self.disk for a in call.arguments if isinstance(a, bytes))
        known = call.name in OF_A_HANDLE or call.name in NOT_TAUGHT
        return known and (call.handle in self._open or call.handle == STDOUT)

    def play(self, call: Call) -> None:
        """Play a call that concerns this disk. Raises KeyError for one that nobody taught it."""
        acts: dict[str, Callable[[Call], None]] = {
            "openat": self._opens, "close": self._closes, "lseek": self._seeks,
            "pwrite64": self._writes_at, "write": self._writes, "sendfile": self._sends,
            "ftruncate": self._cuts, "fsync": self._syncs, "fdatasync": self._syncs,
            "rename": self._renames, "unlink": self._removes, "rmdir": self._removes,
            "unlinkat": self._removes_in, "mkdir": self._makes,
        }  # fmt: skip
        acts[call.name](call)

    def _opens(self, call: Call) -> None:
        path, flags = call.path_inside(), call.word(2).split("|")
        thing = self.disk.at(path)
        if thing is None:
            assert "O_CREAT" in flags
            thing = File()
            self.disk.name(path, thing)
        elif "O_TRUNC" in flags and isinstance(thing, File):
            thing.pending.append(Cut(0))
        self._open[call.result], self._at[call.result] = thing, 0

    def _closes(self, call: Call) -> None:
        self._open.pop(call.handle, None)

    def _seeks(self, call: Call) -> None:
        self._at[call.handle] = call.result

    def _writes_at(self, call: Call) -> None:
        self._write(call, int(call.word(3)))

    def _writes(self, call: Call) -> None:
        if call.handle == STDOUT:
            self.said += call.data(1).decode().splitlines()
            return
        self._write(call, self._at[call.handle])
        self._at[call.handle] += call.result

    def _write(self, call: Call, offset: int) -> None:
        self._file(call.handle).pending.append(Write(offset, call.data(1)[: call.result]))

    def _sends(self, call: Call) -> None:
        given = self._file(int(call.word(1).partition("<")[0])).now()
        start = int(call.word(2).partition("[")[2].partition("]")[0])
        self._file(call.handle).pending.append(
            Write(self._at[call.handle], given[start : start + call.result])
        )
        self._at[call.handle] += call.result

    def _cuts(self, call: Call) -> None:
        self._file(call.handle).pending.append(Cut(int(call.word(1))))

    def _syncs(self, call: Call) -> None:
        self._open[call.handle].sync()

    def _renames(self, call: Call) -> None:
        self.disk.rename(call.path(0), call.path(1))

    def _removes(self, call: Call) -> None:
        self.disk.name(call.path(), None)

    def _removes_in(self, call: Call) -> None:
        self.disk.name(call.path_inside(), None)

    def _makes(self, call: Call) -> None:
        self.disk.name(call.path(), Folder())

    def _file(self, handle: int) -> File:
        file = self._open[handle]
        assert isinstance(file, File)
        return file


def those_about(disk: Disk, calls: Iterable[Call]) -> Iterator[Call]:
    """The calls that concern a disk, played onto it on the way."""
    replay = Replay(disk)
    for call in calls:
        if replay.concerns(call):
            replay.play(call)
            yield call
