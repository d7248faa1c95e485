"""A disk that can lose its power: what was made durable stays, of everything after that any part may.

Durable are a file's bytes once the file was synced, and the names in a folder once the folder was. A write
that was not may be there, may not, or in part, sector by sector; names go in the order in which they were
given. That is what POSIX promises and no more; most file systems are kinder.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TypeAlias

SECTOR_BYTES = 512
TORN_SHARE = 0.1
KEPT_SHARES = (0.0, 0.2, 0.5, 0.8, 1.0)


@dataclass(frozen=True)
class Write:
    offset: int
    data: bytes = field(repr=False)

    def onto(self, content: bytearray) -> None:
        if len(content) < self.offset:
            content.extend(bytes(self.offset - len(content)))
        content[self.offset : self.offset + len(self.data)] = self.data

    def torn(self, chance: random.Random) -> Iterator[Write]:
        """Some of its sectors."""
        for at in range(0, len(self.data), SECTOR_BYTES):
            if chance.random() < 0.5:
                yield Write(self.offset + at, self.data[at : at + SECTOR_BYTES])


@dataclass(frozen=True)
class Cut:
    length: int

    def onto(self, content: bytearray) -> None:
        del content[self.length :]
        content.extend(bytes(self.length - len(content)))

    def torn(self, chance: random.Random) -> Iterator[Cut]:
        return iter(())


Change: TypeAlias = Write | Cut


@dataclass(eq=False)
class File:
    durable: bytearray = field(default_factory=bytearray, repr=False)
    pending: list[Change] = field(default_factory=list, repr=False)

    def now(self) -> bytes:
        """What a reader gets while the power is on."""
        return self._with(self.pending)

    def sync(self) -> None:
        for change in self.pending:
            change.onto(self.durable)
        self.pending.clear()

    def after_a_cut(self, chance: random.Random, share: float) -> bytes:
        return self._with(part for change in self.pending for part in _kept(change, chance, share))

    def _with(self, changes: Iterator[Change] | list[Change]) -> bytes:
        content = bytearray(self.durable)
        for change in changes:
            change.onto(content)
        return bytes(content)


def _kept(change: Change, chance: random.Random, share: float) -> Iterator[Change]:
    if chance.random() < TORN_SHARE:
        yield from change.torn(chance)
    elif chance.random() < share:
        yield change


@dataclass(eq=False)
class Folder:
    """Names and what they stand for; None in a renaming takes a name away."""

    durable: dict[str, File | Folder] = field(default_factory=dict)
    pending: list[dict[str, File | Folder | None]] = field(default_factory=list)

    def now(self) -> dict[str, File | Folder]:
        return self._with(len(self.pending))

    def sync(self) -> None:
        self.durable = self.now()
        self.pending.clear()

    def after_a_cut(self, chance: random.Random) -> dict[str, File | Folder]:
        return self._with(chance.randint(0, len(self.pending)))

    def _with(self, count: int) -> dict[str, File | Folder]:
        names: dict[str, File | Folder | None] = dict(self.durable)
        for renaming in self.pending[:count]:
            names |= renaming
        return {name: thing for name, thing in names.items() if thing is not None}


class Disk:
    """What lies in a folder, all of it durable to begin with; processes know the folder as `called`."""

    def __init__(self, folder: Path, called: Path) -> None:
        self._root = _durable(folder)
        self._top = PurePath(called)

    def __contains__(self, path: PurePath) -> bool:
        return path.is_relative_to(self._top)

    def at(self, path: PurePath) -> File | Folder | None:
        """What has this name while the power is on."""
        found: File | Folder | None = self._root
        for name in path.relative_to(self._top).parts:
            found = found.now().get(name) if isinstance(found, Folder) else None
        return found

    def name(self, path: PurePath, thing: File | Folder | None) -> None:
        self._parent(path).pending.append({path.name: thing})

    def rename(self, before: PurePath, after: PurePath) -> None:
        assert before.parent == after.parent, "between folders a renaming has two halves"
        self._parent(before).pending.append({before.name: None, after.name: self.at(before)})

    def cut_the_power(self, chance: random.Random, into: Path) -> None:
        """Write one of the states that may be found afterwards into an empty folder."""
        _write(self._root, into, chance, chance.choice(KEPT_SHARES))

    def _parent(self, path: PurePath) -> Folder:
        parent = self.at(path.parent)
        assert isinstance(parent, Folder)
        return parent


def _durable(path: Path) -> Folder:
    return Folder(
        {p.name: _durable(p) if p.is_dir() else File(bytearray(p.read_bytes())) for p in path.iterdir()}
    )


def _write(folder: Folder, into: Path, chance: random.Random, share: float) -> None:
    for name, thing in folder.after_a_cut(chance).items():
        if isinstance(thing, Folder):
            (into / name).mkdir()
            _write(thing, into / name, chance, share)
        else:
            (into / name).write_bytes(thing.after_a_cut(chance, share))
