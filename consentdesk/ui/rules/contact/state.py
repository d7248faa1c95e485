"""The clinic as it stands on every copy."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ContactState:
    """`entries` and `problems` are (field, words); `read` is what patients read of it."""

    entries: tuple[tuple[str, str], ...]
    read: tuple[str, str]
    problems: tuple[tuple[str, str], ...] = ()
