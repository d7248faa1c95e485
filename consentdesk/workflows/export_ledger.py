"""Save lines of the ledger as a table, away from the desk's own work; a fact itself (R38)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from consentdesk.domain.access import Act
from consentdesk.domain.facts import LedgerExported
from consentdesk.domain.ledger_lines import LedgerLine, Wanted
from consentdesk.workflows.access import needs, needs_code
from consentdesk.workflows.csv_table import table_parts
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Progress, Reading, Saver
from consentdesk.workflows.read_ledger import note_ledger_opened, sees_names

Cells: TypeAlias = Callable[[LedgerLine], Sequence[str]]


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
