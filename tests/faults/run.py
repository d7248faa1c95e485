"""Playing campaigns at full counts, side by side, in slices; it goes on where it was broken off."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from tests.helpers.campaign import Bench, Campaign, Verdict, play
from tests.helpers.tally import Book, Tally

SLICE = 20  # trials at most, so that little is played again after an interruption
SLICES = 50
AHEAD = 2
TOLD_EVERY_S = 15.0
Say = Callable[[str], None]


def run(table: str, book: Book, folder: Path, say: Say) -> None:
    """Play every campaign of a table (the name of a module with `CAMPAIGNS`) that can be played here, and its
    control, up to their full counts. The book is saved after each slice."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn"), _begin, (str(folder),)) as pool:
        try:
            _play_all(pool, table, book, say)
        except KeyboardInterrupt:
            pool.shutdown(cancel_futures=True)
            raise


def _play_all(pool: ProcessPoolExecutor, table: str, book: Book, say: Say) -> None:
    campaigns = campaigns_of(table)
    for n, campaign in enumerate(campaigns, 1):
        if reason := campaign.missing():
            say(f"{n} of {len(campaigns)}: {campaign.name}: {reason}")
            continue
        for part, tally, full in parts(campaign, book):
            words = f"{n} of {len(campaigns)}: {campaign.row}: {campaign.name}{part and f', {part}'}"
            _play_part(pool, table, (campaign.name, part), tally, full, Progress(words, say), book.save)


def campaigns_of(table: str) -> tuple[Campaign, ...]:
    found: tuple[Campaign, ...] = importlib.import_module(table).CAMPAIGNS
    return found


def parts(campaign: Campaign, book: Book) -> Iterator[tuple[str, Tally, int]]:
    """What there is to play of a campaign: the name of the part, its tally, the count to reach."""
    yield "", book.of(campaign.name), campaign.full
    if control := campaign.control:
        yield "its control", book.of(control_name(campaign)), control.full


def control_name(campaign: Campaign) -> str:
    return f"control of “{campaign.name}”"


class Progress:
    """Tells how far a part has come, and how long it will take."""

    def __init__(self, words: str, say: Say) -> None:
        self._words, self._say = words, say
        self._told = 0.0

    def tell(self, tally: Tally, full: int) -> None:
        now = time.monotonic()
        if tally.done < full and now - self._told < TOLD_EVERY_S:
            return
        self._told = now
        left = tally.seconds / tally.done * (full - tally.done) if tally.done else 0
        broken = f", {tally.broke.total()} broke" if tally.broke else ""
        self._say(f"{self._words}: {tally.done:,} of {full:,}{broken}, {left / 60:.0f} min left")


def _play_part(
    pool: ProcessPoolExecutor,
    table: str,
    part: tuple[str, str],
    tally: Tally,
    full: int,
    progress: Progress,
    save: Callable[[], None],
) -> None:
    waiting: deque[Future[list[Verdict]]] = deque()
    size = max(1, min(SLICE, full // SLICES))
    starts = iter(range(tally.done, full, size))
    began = time.monotonic()
    while True:
        while len(waiting) < AHEAD * (os.cpu_count() or 1) and (start := next(starts, None)) is not None:
            seeds = range(start, min(start + size, full))
            waiting.append(pool.submit(_play_slice, table, *part, seeds))
        if not waiting:
            return
        verdicts, now = waiting.popleft().result(), time.monotonic()
        tally.add(verdicts, now - began)
        began = now
        save()
        progress.tell(tally, full)


def _begin(folder: str) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever began the run ends it
    tempfile.tempdir = folder
    sys.stdout = sys.stderr  # what trials print is no progress


@cache
def _bench() -> Bench:
    return Bench(Path(tempfile.mkdtemp()))


def _play_slice(table: str, name: str, part: str, seeds: Sequence[int]) -> list[Verdict]:
    """In a process of its own, by names: a campaign itself cannot be sent there."""
    (campaign,) = (campaign for campaign in campaigns_of(table) if campaign.name == name)
    trial = campaign.control.trial if part and campaign.control else campaign.trial
    return play(trial, _bench(), seeds)
