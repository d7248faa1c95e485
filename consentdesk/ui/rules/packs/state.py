"""The packs that came with the program, and the open places of a template."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class PackRow:
    """A pack; one that is `open` has values to be filled in first. `now` is the one in force."""

    id: str
    title: str
    hint: str
    open: bool
    now: bool
    broken: bool = False


@dataclass(frozen=True)
class PacksState:
    packs: tuple[PackRow, ...]


@dataclass(frozen=True)
class OpenPlace:
    """A value that waits: its key in the pack, what it is about, what was typed, what is wrong with it."""

    key: str
    label: str
    hint: str
    typed: str = ""
    problem: str = ""


@dataclass(frozen=True)
class TemplateState:
    pack: str
    places: tuple[OpenPlace, ...]
    trouble: str = ""
