"""Save lines of the ledger as a table for a spreadsheet, away from the desk's own work; a fact itself (R38).

The table is CSV as RFC 4180 has it, in UTF-8 with the mark that Excel looks for. A cell that a spreadsheet
would take for a formula begins with an apostrophe.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from itertools import islice
from pathlib import Path
from typing import TypeAlias

from consentdesk.domain.access import Act
from consentdesk.domain.facts import LedgerExported
from consentdesk.domain.ledger_lines import LedgerLine, Wanted
from consentdesk.workflows.access import needs, needs_code
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Progress, Reading, Saver
from consentdesk.workflows.read_ledger import note_ledger_opened, sees_names

Cells: TypeAlias = Callable[[LedgerLine], Sequence[str]]

BYTE_ORDER_MARK = "\ufeff".encode()
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
LINES_A_PART = 200


@dataclass(frozen=True)
class Table:
    """How a line is put into cells, under which headings."""

    headings: Sequence[str]
    cells: Cells


@dataclass(frozen=True)
class Exported:
    """What was saved: how many lines, and the SHA-256 of the file (hex)."""

    lines: int
    sha256: str


class Export:
    """Lines on their way into a file, on any thread; `names`: with those of patients. Follow it with
    `note_export`."""

    def __init__(self, reading: Reading, names: bool) -> None:
        self._reading, self.names = reading, names
        self._lines = 0

    def run(self, saver: Saver, path: Path, table: Table, progress: Progress) -> Exported:
        """Write the whole table or nothing. Raises Refusal `export_stopped`, and those of `save_parts`."""
        digest = hashlib.sha256()

        def parts() -> Iterator[bytes]:
            for part in table_parts(self._rows(table, progress)):
                digest.update(part)
                yield part

        saver.save_parts(path, parts())
        return Exported(self._lines, digest.hexdigest())

    def stop(self) -> None:
        """Have it refuse soon; then there is no file."""
        self._reading.stop()

    def _rows(self, table: Table, progress: Progress) -> Iterator[Sequence[str]]:
        yield table.headings
        for line in self._reading.lines(progress):
            self._lines += 1
            yield table.cells(line)


@needs_code(Act.EXPORT_LEDGER)
def begin_export(desk: Desk, wanted: Wanted) -> Export:
    """What is wanted, to be written away from the desk's own work; with patients' names only for those who
    see them in the ledger. That somebody reads in it is noted first: whatever comes between the file and
    `note_export`, there is a trace."""
    names = sees_names(desk)
    note_ledger_opened(desk, wanted.patient)
    return Export(desk.vault.reading_ledger(wanted, names), names)


@needs(Act.READ_LEDGER)
def note_export(desk: Desk, exported: Exported) -> None:
    desk.note(LedgerExported(exported.lines, exported.sha256))


def table_parts(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The bytes of a CSV file, some hundred rows at a time."""
    yield BYTE_ORDER_MARK
    pending = iter(rows)
    while part := list(islice(pending, LINES_A_PART)):
        written = StringIO()
        csv.writer(written, lineterminator="\r\n").writerows(map(_cell, row) for row in part)
        yield written.getvalue().encode()


def _cell(text: str) -> str:
    """A text that no spreadsheet runs: names and reasons come from whoever typed them."""
    runs = text.startswith(FORMULA) or text.lstrip().startswith(FORMULA)
    return f"'{text}" if runs else text
