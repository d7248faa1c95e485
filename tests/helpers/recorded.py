"""What every process of a program wrote, as strace records it: to which file, pipe or socket."""

from __future__ import annotations

import re
import shutil
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

CALLS = "write,pwrite64,writev,pwritev,pwritev2,sendto,sendmsg,sendmmsg,execve"
LONGEST = 1 << 26
LINE = re.compile(r"^(\d+) +(\w+)\((?:(\d+)<(.*?)>)?")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


@dataclass(frozen=True)
class Written:
    """Everything one program (the name of its file) wrote to one place, in the order written."""

    program: str
    place: str
    content: bytes = field(repr=False)


def recording(into: Path) -> tuple[str, ...]:
    """The command that records whatever it runs, with all that follows from it."""
    options = ("-f", "-y", "-xx", "-qq", "-s", str(LONGEST))
    return ("strace", *options, "-e", f"trace={CALLS}", "-e", "signal=none", "-o", str(into))


def missing() -> str:
    return "" if shutil.which("strace") else "strace"


def recorded(trace: Path) -> list[Written]:
    """What a finished recording holds."""
    running: dict[str, str] = {}
    streams: dict[tuple[str, str], list[bytes]] = defaultdict(list)
    with trace.open(encoding="latin-1") as lines:
        for line in lines:
            if match := LINE.match(line):
                pid, call, _number, place = match.groups()
                texts = [_bytes(text) for text in TEXT.findall(line)]
                if call == "execve":
                    running[pid] = texts[0].decode() if texts else ""
                elif place is not None:
                    streams[running.get(pid, "the program"), _place(place)] += texts
    return [Written(program, place, b"".join(parts)) for (program, place), parts in streams.items()]


def _place(escaped: str) -> str:
    return _bytes(escaped).decode(errors="replace") if escaped.startswith("\\x") else escaped


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))
