"""Leads a receipt, a letter or a sheet out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out.giving import Giving, Work
from consentdesk.ui.paper_out.state import PaperState
from consentdesk.ui.words import paper_given_words
from consentdesk.workflows import give_paper
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document


class PaperPresenter(Giving[PaperState]):
    """`given(how)` says that it was printed, saved or declined just now."""

    given = Signal(str)

    def __init__(self, machine: Machine, desk: Desk, document: Document, file_name: str) -> None:
        super().__init__(machine, desk, PaperState(paper=machine.paper))
        self._document, self._name = document, file_name

    def open(self) -> None:
        """Make the paper or find it, see what became of it, and ask for the printers."""
        asked = partial(give_paper.paper_given, self._desk, self._document)
        self._machine.lane.run(self, asked, self._know, self._say)
        self.show_paper()
        self.look_for_printers()

    def _know(self, how: str) -> None:
        self.become(replace(self.state, given=paper_given_words(how) if how else ""))

    def _sealed(self) -> Callable[[], bytes]:
        return partial(give_paper.sealed_paper, self._desk, self._document, self.state.paper)

    def _printing(self) -> Work:
        state = self.state
        what = (self._document, state.printer, state.copies, state.paper)
        return partial(give_paper.print_paper, self._desk, self._machine.printers, *what)

    def _saving(self, path: Path) -> Work:
        what = (self._document, path, self.state.paper)
        return partial(give_paper.save_paper, self._desk, self._machine.saver, *what)

    def _declining(self) -> Work:
        return partial(give_paper.decline_paper, self._desk, self._document)

    def _given(self, how: str) -> None:
        super()._given(how)
        self.given.emit(how)

    def _given_words(self, how: str) -> str:
        return paper_given_words(how)

    @property
    def _file_name(self) -> str:
        return self._name
