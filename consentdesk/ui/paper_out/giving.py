"""Leads a paper out: made once, shown from memory, printed, saved or declined (R23)."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Hashable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

from PySide6.QtGui import QImage

from consentdesk.domain.refusals import Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out.state import PaperState
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.printing import no_printer, with_printers
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Printer

S = TypeVar("S", bound=PaperState)
T = TypeVar("T")
Work: TypeAlias = Callable[[], None]

PAGE_PX = 1100
FEWEST, MOST = 1, 9


class Giving(Presenter[S]):
    """Nothing here is silent: whatever is refused stands in the page, with what can be done now. Subclasses
    say what is given: each `_…` that is asked for returns work for the lane, on what is chosen now."""

    def __init__(self, machine: Machine, desk: Desk, state: S) -> None:
        super().__init__(state)
        self._machine, self._desk = machine, desk
        self._again: Work = self.show_paper
        self._under_way: list[str] = []

    @abstractmethod
    def _sealed(self) -> Callable[[], bytes]:
        """The paper's bytes."""

    @abstractmethod
    def _printing(self) -> Work: ...

    @abstractmethod
    def _saving(self, path: Path) -> Work: ...

    @abstractmethod
    def _declining(self) -> Work: ...

    @abstractmethod
    def _given_words(self, how: str) -> str: ...

    @property
    @abstractmethod
    def _file_name(self) -> str:
        """A name for the saved file that says nothing about the patient."""

    @property
    def _wanted(self) -> Hashable:
        """What of the choices makes it another paper."""
        return self.state.paper

    def unfold(self) -> None:
        """Show every printer to choose from."""
        self.become(replace(self.state, choosing=True))

    def choose_printer(self, name: str) -> None:
        self.become(replace(self.state, printer=name, choosing=False))

    def change_copies(self, by: int) -> None:
        self.become(replace(self.state, copies=min(max(self.state.copies + by, FEWEST), MOST)))

    def choose_paper(self, paper: str) -> None:
        """It is a document of its own on other paper, sealed when it is first made."""
        if paper != self.state.paper:
            self.become(replace(self.state, paper=paper))
            self.show_paper()

    def print_paper(self) -> None:
        """Send what is sealed to the printer."""
        if not self.state.printer:
            self._again = self.look_for_printers
            self.become(replace(self.state, trouble=self.state.trouble or no_printer()))
            return
        self._give(self.print_paper, _("Printing"), self._printing(), "printed")

    def save(self) -> None:
        """Ask where, and save what is sealed there."""
        path = self._machine.files.save_as(self._file_name)
        if path is not None:
            self._give(self.save, _("Saving"), self._saving(path), "saved")

    def decline(self) -> None:
        """Nobody wants it."""
        self._give(self.decline, _("Noting it"), self._declining(), "declined")

    def came_out(self) -> None:
        self.become(replace(self.state, outcome=""))

    def try_again(self) -> None:
        """Do what was refused once more."""
        self.become(replace(self.state, trouble=""))
        self._again()

    def show_paper(self) -> None:
        """Make the paper, or find it, and show its pages."""
        work = partial(_pages, self._desk, self._sealed())
        self._do(self.show_paper, _("Making the paper"), work, partial(self._show_pages, self._wanted))

    def look_for_printers(self) -> None:
        self._machine.pool.run(self, self._machine.printers.list_printers, self._take_printers, self._say)

    def _show_pages(self, wanted: Hashable, pages: tuple[QImage, ...]) -> None:
        if wanted == self._wanted:
            self.become(replace(self.state, pages=pages))
        else:
            self.show_paper()

    def _take_printers(self, printers: tuple[Printer, ...]) -> None:
        trouble = self.state.trouble if printers else no_printer()
        last_used = self._machine.last_printer.name
        self.become(replace(with_printers(self.state, printers, last_used), trouble=trouble))

    def _give(self, again: Work, busy: str, work: Work, how: str) -> None:
        self.become(replace(self.state, trouble="", outcome=""))
        self._do(again, busy, work, lambda done: self._given(how))

    def _given(self, how: str) -> None:
        outcome = _("Did it come out?") if how == "printed" else ""
        self.become(replace(self.state, given=self._given_words(how), outcome=outcome))
        if how == "printed":
            self._machine.last_printer.name = self.state.printer

    def _do(self, again: Work, busy: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
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
                self.look_for_printers()

        self._under_way.append(busy)
        self.become(replace(self.state, busy=busy))
        self._machine.lane.run(self, work, finished, failed)

    def _ended(self, busy: str) -> None:
        self._under_way.remove(busy)
        self.become(replace(self.state, busy=self._under_way[-1] if self._under_way else ""))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def _pages(desk: Desk, sealed: Callable[[], bytes]) -> tuple[QImage, ...]:
    """Each page of the sealed paper as a picture, in memory only."""
    return tuple(QImage.fromData(page) for page in desk.copies.pictures(sealed(), PAGE_PX))
