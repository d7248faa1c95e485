"""The versions, newest first, and the one that is read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class VersionRow:
    title: str
    hint: str


@dataclass(frozen=True)
class HistoryState:
    """`read` counts from 0; `text` is the whole text of that version."""

    versions: tuple[VersionRow, ...]
    read: int
    text: str
