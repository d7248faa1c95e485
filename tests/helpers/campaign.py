"""A figure that only counting can show: many seeded trials that must all hold, and a control that must not.

A trial is a plain function of a bench and a seed, so that any of them can be played again alone, side by side
with others, or where an interrupted run left off.
"""

from __future__ import annotations

import shutil
import tempfile
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

Made = TypeVar("Made")


class Bench:
    """Where trials are played: a folder, and what is made once for all of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[object, Any] = {}

    def once(self, make: Callable[..., Made], *about: object) -> Made:
        """What a maker gives, made at the first asking; one for each thing it is `about`."""
        key = (make, about)
        if key not in self._made:
            self._made[key] = make(self, *about)
        return self._made[key]  # type: ignore[no-any-return]

    def keep(self) -> Path:
        """A new, empty folder that stays."""
        return Path(tempfile.mkdtemp(dir=self.folder))

    @contextmanager
    def room(self) -> Iterator[Path]:
        """A new, empty folder for one trial."""
        folder = self.keep()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True)
class Verdict:
    """How one trial ended, in the words under which a report counts it."""

    words: str
    broke: bool = False


Trial: TypeAlias = Callable[[Bench, int], Verdict]


def held(words: str) -> Verdict:
    return Verdict(words)


def broke(words: str) -> Verdict:
    return Verdict(words, True)


@dataclass(frozen=True)
class Control:
    """The same trials where the guard is missing: more than `share` of them must break, or the figure above
    shows nothing."""

    name: str
    trial: Trial
    full: int
    small: int
    share: float = 0.99


@dataclass(frozen=True)
class Campaign:
    """One figure. `row` is the line of the table that it belongs to, `name` a sentence that is true where
    every trial holds; `missing()` says why it cannot be played here, or nothing."""

    row: str
    name: str
    full: int
    small: int
    trial: Trial
    control: Control | None
    missing: Callable[[], str] = str


def judged(trial: Trial, bench: Bench, seed: int) -> Verdict:
    """A trial's verdict. Whatever it dies of broke it, and the campaign goes on."""
    try:
        return trial(bench, seed)
    except Exception as death:
        where = traceback.extract_tb(death.__traceback__)[-1]
        return broke(f"{type(death).__name__} in {Path(where.filename).name}, line {where.lineno}")


def play(trial: Trial, bench: Bench, seeds: Sequence[int]) -> list[Verdict]:
    """The verdicts of these seeds, in order."""
    return [judged(trial, bench, seed) for seed in seeds]


def is_seen_to_fail(control: Control, verdicts: Sequence[Verdict]) -> bool:
    """Whether enough of a control's trials broke."""
    return sum(verdict.broke for verdict in verdicts) > control.share * len(verdicts)
