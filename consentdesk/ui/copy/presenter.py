"""Leads the copy's page: made once, shown from memory, printed, saved or declined (R23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.copy.state import CopyState
from consentdesk.ui.copy.told import Opened, file_name, read, with_record
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.printing import no_printer, with_printers
from consentdesk.ui.words import _, copy_words, sentence
from consentdesk.workflows import give_copy, look_up
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Printer

T = TypeVar("T")
PAGE_PX = 1100
FEWEST, MOST = 1, 9


class CopyPresenter(Presenter[CopyState]):
    """Nothing here is silent: whatever is refused stands in the page, with what can be done now.
    `printer_used(str)` names the printer that a copy was sent to."""

    printer_used = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, record_id: str, last_printer: str = "") -> None:
        super().__init__(CopyState(paper=machine.paper))
        self._machine, self._desk, self._record_id = machine, desk, record_id
        self._last_printer, self._file_name = last_printer, ""
        self._again: Callable[[], None] = self.open
        self._under_way: list[str] = []

    def open(self) -> None:
        """Read the record, make or find its copy, and ask for the printers."""
        self._do(self.open, _("Opening the record"), partial(read, self._desk, self._record_id), self._know)
        self._look_for_printers()

    def unfold(self) -> None:
        """Show every printer to choose from."""
        self.become(replace(self.state, choosing=True))

    def choose_printer(self, name: str) -> None:
        self.become(replace(self.state, printer=name, choosing=False))

    def change_copies(self, by: int) -> None:
        self.become(replace(self.state, copies=min(max(self.state.copies + by, FEWEST), MOST)))

    def choose_paper(self, paper: str) -> None:
        """The copy for other paper is a document of its own, sealed when it is first made."""
        if paper != self.state.paper:
            self.become(replace(self.state, paper=paper))
            self._show_copy()

    def choose_large(self, large: bool) -> None:
        """So is the one in large print."""
        self.become(replace(self.state, large=large))
        self._show_copy()

    def print_copy(self) -> None:
        """Send the sealed copy to the printer."""
        state, printers = self.state, self._machine.printers
        if not state.printer:
            self._again = self._look_for_printers
            self.become(replace(state, trouble=state.trouble or no_printer()))
            return
        what = (self._record_id, state.printer, state.copies, state.paper, state.large)
        work = partial(give_copy.print_copy, self._desk, printers, *what)
        self._give(self.print_copy, _("Printing"), work, "printed")

    def save(self) -> None:
        """Ask where, and save the sealed copy there."""
        path = self._machine.files.save_as(self._file_name)
        if path is not None:
            what = (self._machine.saver, self._record_id, path, self.state.paper, self.state.large)
            work = partial(give_copy.save_copy, self._desk, *what)
            self._give(self.save, _("Saving"), work, "saved")

    def decline(self) -> None:
        """The patient does not want a copy."""
        work = partial(give_copy.decline_copy, self._desk, self._record_id)
        self._give(self.decline, _("Noting it"), work, "declined")

    def came_out(self) -> None:
        self.become(replace(self.state, outcome=""))

    def try_again(self) -> None:
        """Do what was refused once more."""
        self.become(replace(self.state, trouble=""))
        self._again()

    def _know(self, opened: Opened) -> None:
        self._file_name = file_name(opened)
        self.become(with_record(self.state, opened, self._machine.day_order == "mdy"))
        self._show_copy()
        note = partial(look_up.note_record_opened, self._desk, opened.sealed)
        self._machine.lane.run(self, note, lambda noted: None, self._say)

    def _show_copy(self) -> None:
        wanted = self._wanted
        work = partial(_pages, self._desk, self._record_id, *wanted)
        self._do(self._show_copy, _("Making the copy"), work, partial(self._show_pages, wanted))

    @property
    def _wanted(self) -> tuple[str, bool]:
        """Paper and print that are chosen now."""
        return self.state.paper, self.state.large

    def _show_pages(self, wanted: tuple[str, bool], pages: tuple[QImage, ...]) -> None:
        if wanted == self._wanted:
            self.become(replace(self.state, pages=pages))
        else:
            self._show_copy()

    def _look_for_printers(self) -> None:
        self._machine.pool.run(self, self._machine.printers.list_printers, self._take_printers, self._say)

    def _take_printers(self, printers: tuple[Printer, ...]) -> None:
        trouble = self.state.trouble if printers else no_printer()
        self.become(replace(with_printers(self.state, printers, self._last_printer), trouble=trouble))

    def _give(self, again: Callable[[], None], busy: str, work: Callable[[], None], how: str) -> None:
        self.become(replace(self.state, trouble="", outcome=""))
        self._do(again, busy, work, lambda done: self._given(how))

    def _given(self, how: str) -> None:
        outcome = _("Did it come out?") if how == "printed" else ""
        self.become(replace(self.state, given=copy_words(how), outcome=outcome))
        if how == "printed":
            self.printer_used.emit(self.state.printer)

    def _do(
        self, again: Callable[[], None], busy: str, work: Callable[[], T], done: Callable[[T], None]
    ) -> None:
        """Do `work` on the lane, unless the same is under way; `again` is what "Try again" does if it is
        refused."""
        if busy in self._under_way:
            return

        def finished(value: T) -> None:
            self._ended(busy)
            done(value)

        def failed(refusal: Refusal) -> None:
            self._again = again
            self._ended(busy)
            self._say(refusal)
            if refusal.code.startswith("printer"):
                self._look_for_printers()

        self._under_way.append(busy)
        self.become(replace(self.state, busy=busy))
        self._machine.lane.run(self, work, finished, failed)

    def _ended(self, busy: str) -> None:
        self._under_way.remove(busy)
        self.become(replace(self.state, busy=self._under_way[-1] if self._under_way else ""))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def _pages(desk: Desk, record_id: str, paper: str, large: bool) -> tuple[QImage, ...]:
    """Each page of the sealed copy as a picture, in memory only."""
    pdf = give_copy.sealed_copy(desk, record_id, paper, large)
    return tuple(QImage.fromData(page) for page in desk.copies.pictures(pdf, PAGE_PX))
