"""What another process has in its memory (Linux, as far as it lets this user look)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.canaries import Needles, spellings

REGION = re.compile(r"(\w+)-(\w+) (r)(w)\S* \S+ \S+ \S+ *(.*)")
SLICE = 1 << 24


def found_in_memory(pid: int, needles: Needles) -> set[str]:
    """The names of the needles that the process holds, in all it can write to. Raises PermissionError."""
    wanted = {spelling: name for name, needle in needles.items() for spelling in spellings(needle)}
    there = set()
    longest = max(map(len, wanted))
    for part in _memory(pid, longest):
        there |= {name for spelling, name in wanted.items() if name not in there and spelling in part}
    return there


def _memory(pid: int, overlap: int) -> Iterator[bytes]:
    regions = [m for line in Path(f"/proc/{pid}/maps").read_text().splitlines() if (m := REGION.match(line))]
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for region in regions:
            begin, end = int(region[1], 16), int(region[2], 16)
            for at in range(begin, end, SLICE):
                try:
                    memory.seek(at)
                    yield memory.read(min(SLICE + overlap, end - at))
                except OSError:  # a region that cannot be read, or is gone by now
                    break
