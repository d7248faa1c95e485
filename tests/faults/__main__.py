"""`python -m tests.faults [--report FILE]`: every figure of the table at its full count, and a report.

It takes about an hour on two cores. Broken off, it goes on where it was; of another commit it begins anew.
The exit code is 0 where every figure holds and every control was seen to fail.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.faults import report, table
from tests.faults.run import run
from tests.helpers.tally import Book

KEPT = report.HOUSE / ".faults"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="test.py --faults", description=__doc__.partition("\n")[2])
    parser.add_argument("--report", type=Path, default=KEPT / "report.md", metavar="FILE")
    asked = parser.parse_args(arguments)
    commit = report.commit_here()
    book = Book(KEPT / "state.json", commit)
    if book.tallies:
        say("Going on where it was broken off")
    with TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as folder:
        run(table.__name__, book, Path(folder), say)
    found = report.results(table.CAMPAIGNS, book)
    asked.report.parent.mkdir(parents=True, exist_ok=True)
    asked.report.write_text(report.written(found, table.WANTED, commit), "utf-8")
    book.close()
    say(f"The report lies in {asked.report}")
    return 0 if report.all_hold(found) else 1


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Broken off; the same command goes on from here")
        sys.exit(130)
