"""The report of a run: what was wanted, what was played, what came of it."""

from __future__ import annotations

import platform
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from tests.faults.run import control_name
from tests.helpers.campaign import Campaign
from tests.helpers.tally import Book, Tally

HOUSE = Path(__file__).parents[2]
HEAD = """# Faults: what was tried, and what came of it

{stamp}

| figure | wanted | trial | played | broke | its control | which broke in | holds |
|---|---|---|--:|--:|---|--:|---|
"""


@dataclass(frozen=True)
class Result:
    """One campaign with its tallies."""

    campaign: Campaign
    tally: Tally
    control: Tally

    @property
    def missing(self) -> str:
        return self.campaign.missing()

    @property
    def holds(self) -> bool:
        """Whether every trial was played and held, and the control was seen to fail."""
        whole = self.tally.done == self.campaign.full and not self.tally.broke
        control = self.campaign.control
        return whole and (not control or self.control.broke.total() > control.share * self.control.done)


def results(campaigns: Iterable[Campaign], book: Book) -> tuple[Result, ...]:
    return tuple(Result(c, book.of(c.name), book.of(control_name(c))) for c in campaigns)


def all_hold(found: Iterable[Result]) -> bool:
    return all(result.holds or result.missing for result in found)


def written(found: Iterable[Result], wanted: Mapping[str, str], commit: str) -> str:
    """The report as Markdown."""
    found = tuple(found)
    rows = "".join(
        line
        for row, results in groupby(found, lambda result: result.campaign.row)
        for line in _rows(row, wanted[row], results)
    )
    return HEAD.format(stamp=stamp(commit)) + rows + "\n## In words\n" + "".join(map(_words, found))


def _rows(row: str, wanted: str, found: Iterable[Result]) -> Iterator[str]:
    """Row and figure once, then a line for each campaign."""
    yield f"| **{row}** | {wanted} | | | | | | |\n"
    for result in found:
        yield f"| | | {' | '.join(_cells(result))} |\n"


def _cells(result: Result) -> Iterator[str]:
    campaign, control = result.campaign, result.campaign.control
    yield from (campaign.name, f"{result.tally.done:,} of {campaign.full:,}")
    yield f"{result.tally.broke.total():,}"
    yield from (control.name, _share(result.control)) if control else ("as above, or in these tests", "")
    yield result.missing or ("yes" if result.holds else "**no**")


def _share(tally: Tally) -> str:
    return f"{tally.broke.total():,} of {tally.done:,}"


def _words(result: Result) -> str:
    tally = result.tally
    seeds = f"seeds 0 to {tally.done - 1:,}, {tally.seconds / 60:.1f} min" if tally.done else result.missing
    lines = [f"\n**{result.campaign.name}** ({seeds})", *_counted(tally.held), *_counted(tally.broke)]
    lines += [f"- seed {seed}: {words}" for seed, words in tally.named]
    if result.control.done:
        lines.append("\nIts control:")
        lines += [*_counted(result.control.held), *_counted(result.control.broke)]
    return "\n".join([lines[0], "", *lines[1:], ""])


def _counted(words: Counter[str]) -> list[str]:
    return [f"- {count:,} × {said}" for said, count in words.most_common()]


def stamp(commit: str) -> str:
    """When, of what, on what: nothing that names the machine."""
    library = sqlcipher.connect(":memory:")
    cipher = library.execute("PRAGMA cipher_version").fetchone()[0]
    library.close()
    machine = f"{platform.system()} {platform.machine()}"
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · commit {commit} · {machine} only, nothing was run"
        f" elsewhere · Python {platform.python_version()} · SQLCipher {cipher},"
        f" SQLite {sqlcipher.sqlite_version}"
    )


def commit_here() -> str:
    """The commit that is tried, and whether anything was changed since; "unknown" outside of a checkout."""

    def git(*arguments: str) -> str:
        command = ["git", *arguments]
        done = subprocess.run(command, cwd=HOUSE, capture_output=True, text=True, check=False)
        return done.stdout.strip()

    short = git("rev-parse", "--short", "HEAD") or "unknown"
    return f"{short}, with changes" if git("status", "--porcelain") else short
