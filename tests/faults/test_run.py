"""A run of campaigns: slices, the book that survives it, the report."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.faults import report
from tests.faults.run import run
from tests.helpers.campaign import Bench, Campaign, Control, Verdict, broke, held, is_seen_to_fail, judged
from tests.helpers.tally import Book, Tally

ROW = "a row"
RUN = """
import sys
from pathlib import Path
from tests.faults.run import run
from tests.helpers.tally import Book
if __name__ == "__main__":
    run("tests.faults.test_run", Book(Path(sys.argv[1]), "c0"), Path(sys.argv[2]), print)
"""


def even(bench: Bench, seed: int) -> Verdict:
    time.sleep(0.01)
    return held("even" if seed % 2 == 0 else "odd")


def never(bench: Bench, seed: int) -> Verdict:
    return broke("never")


CAMPAIGNS = (
    Campaign(ROW, "numbers are numbers", 90, 2, even, Control("no numbers", never, 30, 2)),
    Campaign(ROW, "what cannot be played", 10, 1, even, None, lambda: "there is no moon"),
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path / "state.json", "c0")


def test_a_run_plays_every_seed_once_and_reports_it(book: Book, tmp_path: Path) -> None:
    said: list[str] = []
    run(__name__, book, tmp_path, said.append)
    found = report.results(CAMPAIGNS, book)
    assert found[0].tally.held == {"even": 45, "odd": 45} and found[0].control.broke == {"never": 30}
    assert report.all_hold(found)
    assert any("90 of 90" in line for line in said) and any("there is no moon" in line for line in said)
    text = report.written(found, {ROW: "all"}, "c0")
    assert "| **a row** | all |" in text and "commit c0" in text
    assert "| numbers are numbers | 90 of 90 | 0 | no numbers | 30 of 30 | yes |" in text
    assert "there is no moon" in text and "only, nothing was run elsewhere" in text


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no kill -9")
def test_a_run_that_was_killed_goes_on_where_it_was(tmp_path: Path) -> None:
    script, state = tmp_path / "play.py", tmp_path / "state.json"
    script.write_text(RUN, "utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(report.HOUSE)}
    command = [sys.executable, str(script), str(state), str(tmp_path)]
    process = subprocess.Popen(command, cwd=report.HOUSE, env=surroundings, stdout=subprocess.DEVNULL)
    while not state.exists() and process.poll() is None:
        time.sleep(0.005)
    process.kill()
    process.wait()
    before = Book(state, "c0").of(CAMPAIGNS[0].name).done
    assert before > 0
    book, said = Book(state, "c0"), list[str]()
    run(__name__, book, tmp_path, said.append)
    assert book.of(CAMPAIGNS[0].name).done == 90 == book.of(CAMPAIGNS[0].name).held.total()


def test_what_was_counted_of_another_commit_does_not_count(book: Book, tmp_path: Path) -> None:
    book.of("numbers").add([held("fine")], 1.0)
    book.save()
    assert Book(tmp_path / "state.json", "c0").of("numbers").done == 1
    assert Book(tmp_path / "state.json", "c1").of("numbers").done == 0


def test_a_figure_does_not_hold_with_one_trial_broken_or_a_control_that_holds(book: Book) -> None:
    campaign = CAMPAIGNS[0]
    whole, broken = Tally(90), Tally(90)
    whole.held["fine"] = broken.held["fine"] = 90
    broken.broke["lost"] = 1
    seen, unseen = Tally(30), Tally(30)
    seen.broke["never"], unseen.held["fine"] = 30, 30
    assert report.Result(campaign, whole, seen).holds
    assert not report.Result(campaign, broken, seen).holds
    assert not report.Result(campaign, whole, unseen).holds
    assert not report.Result(campaign, Tally(89), seen).holds


def test_a_trial_that_dies_is_broken_and_says_where(tmp_path: Path) -> None:
    def dies(bench: Bench, seed: int) -> Verdict:
        raise KeyError("somebody's name")

    verdict = judged(dies, Bench(tmp_path), 0)
    assert verdict.broke and "KeyError in test_run.py" in verdict.words and "name" not in verdict.words


def test_a_control_has_to_break_in_more_than_its_share() -> None:
    half = Control("half", never, 4, 4, share=0.5)
    assert not is_seen_to_fail(half, [broke("x"), broke("x"), held("y"), held("y")])
    assert is_seen_to_fail(half, [broke("x"), broke("x"), broke("x"), held("y")])
