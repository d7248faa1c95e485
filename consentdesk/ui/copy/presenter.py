"""Leads the copy's page: the patient's copy, in common or in large print, and what happens next (R23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.copy.told import Opened, file_name, read, with_record
from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out.giving import Giving, Work
from consentdesk.ui.words import _, copy_words
from consentdesk.workflows import give_copy, give_paper, look_up
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Printers, Saver
from consentdesk.workflows.receipts import status_sheet


class CopyPresenter(Giving[CopyState]):
    def __init__(self, machine: Machine, desk: Desk, record_id: str) -> None:
        super().__init__(machine, desk, CopyState(paper=machine.paper))
        self._record_id, self._suggested = record_id, ""

    def open(self) -> None:
        """Read the record, make or find its copy, and ask for the printers."""
        self._do(self.open, _("Opening the record"), partial(read, self._desk, self._record_id), self._know)
        self.look_for_printers()

    def choose_large(self, large: bool) -> None:
        """The copy in large print is a document of its own, too."""
        self.become(replace(self.state, large=large))
        self.show_paper()

    def _know(self, opened: Opened) -> None:
        self._suggested = file_name(opened)
        self.become(with_record(self.state, opened, self._machine.month_first))
        self.show_paper()
        note = partial(look_up.note_record_opened, self._desk, opened.sealed)
        self._machine.lane.run(self, note, lambda noted: None, self._say)

    @property
    def _wanted(self) -> tuple[str, bool]:
        return self.state.paper, self.state.large

    def _sealed(self) -> Callable[[], bytes]:
        return partial(give_copy.sealed_copy, self._desk, self._record_id, *self._wanted)

    def _printing(self) -> Work:
        what = (self._record_id, self.state.printer, self.state.copies, *self._wanted)
        return partial(_print, self._desk, self._machine.printers, *what)

    def _saving(self, path: Path) -> Work:
        what = (self._record_id, path, *self._wanted)
        return partial(_save, self._desk, self._machine.saver, *what)

    def _declining(self) -> Work:
        return partial(give_copy.decline_copy, self._desk, self._record_id)

    def _given_words(self, how: str) -> str:
        return copy_words(how)

    @property
    def _file_name(self) -> str:
        return self._suggested


def _print(
    desk: Desk, printers: Printers, record_id: str, printer: str, copies: int, paper: str, large: bool
) -> None:
    """The copy, and the sheet of today's answers where some of them count no more (R23)."""
    give_copy.print_copy(desk, printers, record_id, printer, copies, paper, large)
    if (sheet := status_sheet(desk, record_id)) is not None:
        give_paper.print_paper(desk, printers, sheet, printer, copies, paper)


def _save(desk: Desk, saver: Saver, record_id: str, path: Path, paper: str, large: bool) -> None:
    """The same as files; the sheet lies beside the copy."""
    give_copy.save_copy(desk, saver, record_id, path, paper, large)
    if (sheet := status_sheet(desk, record_id)) is not None:
        give_paper.save_paper(desk, saver, sheet, path.with_stem(f"{path.stem}-today"), paper)
