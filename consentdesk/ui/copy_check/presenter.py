"""Leads the check of a copy: by its code as typed or scanned, or by a picture or a PDF of it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from consentdesk.domain.access import Act
from consentdesk.domain.copy_code import read_copy_code
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.copy_check.state import CopyCheckState
from consentdesk.ui.copy_check.told import verdict_of
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, day_in_words, sentence
from consentdesk.workflows.access import may
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.check_copy import CheckedCopy, check_copy, code_on, patient_of_copy
from consentdesk.workflows.desk import Desk

FIELDS = {"code": "copy_code", "hash": "copy_hash"}


class CopyCheckPresenter(Presenter[CopyCheckState]):
    """Pictures of a copy are read away from the window and kept nowhere. `patient_found(id)` names whose copy
    it is, once somebody wants to withdraw."""

    patient_found = Signal(str)

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(CopyCheckState())
        self._machine, self._desk = machine, desk
        machine.pool.broke.connect(self._give_up)

    def check(self, code: str, chain_hash: str) -> None:
        """Check what was typed; the text of the QR code can stand in the place of the record's code."""
        work = partial(check_copy, self._desk, code, chain_hash)
        self._machine.lane.run(self, work, self._show, self._say)

    def choose_file(self) -> None:
        """Ask for a picture, a scan or the PDF of a copy."""
        self.take_files(self._machine.files.scans())

    def take_files(self, paths: list[Path]) -> None:
        """Check the copy on these files by the code that stands on it."""
        if not paths or self.state.busy:
            return
        self.become(CopyCheckState(busy=_("Looking for the code on the copy"), tries=self.state.tries))
        decoder = self._machine.decoder

        def look() -> str:
            return code_on(page for path in paths for page in decoder.read_pages(read_source(path)))

        self._machine.pool.run(self, look, self._check_read, self._say)

    def _check_read(self, told: str) -> None:
        seen = read_copy_code(told)
        if seen:  # the fields are to say what the verdict is about
            self.become(replace(self.state, read=(seen.code, seen.chain_hash)))
        self.check(told, "")

    def _show(self, checked: CheckedCopy) -> None:
        month_first = self._machine.month_first
        uses = {use: words.short for use, words in self._desk.staff_wording.uses.items()}
        verdict = verdict_of(checked, uses, lambda day: day_in_words(day, month_first))
        self.become(CopyCheckState(verdict=verdict, tries=self.state.tries))
        self._machine.lane.run(self, partial(may, self._desk), self._offer, self._say)

    def withdraw(self) -> None:
        """Whoever brings the copy wants something to end."""
        code = self.state.verdict.code if self.state.verdict else ""
        work = partial(patient_of_copy, self._desk, code)
        self._machine.lane.run(self, work, self.patient_found.emit, self._say)

    def _offer(self, acts: frozenset[Act]) -> None:
        self.become(replace(self.state, withdraws=Act.WITHDRAW in acts))

    def _give_up(self, place: str) -> None:
        """A bug while a file was read: it is told elsewhere, and another file can be tried."""
        if self.state.busy:
            self.become(CopyCheckState())

    def _say(self, refusal: Refusal) -> None:
        problem, tries = refusal.problems[0], self.state.tries + 1
        if problem.where in FIELDS:
            self.become(CopyCheckState(problems=((FIELDS[problem.where], sentence(problem)),), tries=tries))
        else:
            self.become(CopyCheckState(trouble=sentence(problem), tries=tries))
