"""What came of the trials of a campaign so far, and where that is kept from one run to the next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.campaign import Verdict

NAMED_AT_MOST = 20


@dataclass
class Tally:
    """How often trials ended in which words; of those that broke, the first few by their seeds."""

    done: int = 0
    seconds: float = 0.0
    held: Counter[str] = field(default_factory=Counter)
    broke: Counter[str] = field(default_factory=Counter)
    named: list[tuple[int, str]] = field(default_factory=list)

    def add(self, verdicts: Sequence[Verdict], seconds: float) -> None:
        """The verdicts of the next seeds."""
        for seed, verdict in enumerate(verdicts, start=self.done):
            (self.broke if verdict.broke else self.held)[verdict.words] += 1
            if verdict.broke and len(self.named) < NAMED_AT_MOST:
                self.named.append((seed, verdict.words))
        self.done += len(verdicts)
        self.seconds += seconds


class Book:
    """The tallies of a run, in one file that is always whole. Those of another commit do not count."""

    def __init__(self, path: Path, commit: str) -> None:
        self._path, self._commit = path, commit
        self.tallies: dict[str, Tally] = self._read()

    def of(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally())

    def save(self) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        neighbour = self._path.with_suffix(".part")
        kept = {name: vars(tally) for name, tally in self.tallies.items()}
        neighbour.write_text(json.dumps({"commit": self._commit, "tallies": kept}), "utf-8")
        neighbour.replace(self._path)

    def close(self) -> None:
        """The run is over: the next one begins anew."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> dict[str, Tally]:
        try:
            kept = json.loads(self._path.read_text("utf-8"))
        except (FileNotFoundError, ValueError):
            return {}
        return (
            {name: _tally(t) for name, t in kept["tallies"].items()} if kept["commit"] == self._commit else {}
        )


def _tally(kept: dict[str, object]) -> Tally:
    tally = Tally(**kept)  # type: ignore[arg-type]
    tally.held, tally.broke = Counter(tally.held), Counter(tally.broke)
    tally.named = [(seed, words) for seed, words in tally.named]
    return tally
