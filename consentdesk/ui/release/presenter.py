"""Leads images out, once what is to leave was chosen: the gate is asked again when they are written."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.domain.release import ReleaseSheet, WantedRelease
from consentdesk.ui.machine import Machine
from consentdesk.ui.register.entries import entry_problems, placement
from consentdesk.ui.reidentification.wanted import Wanted
from consentdesk.ui.release.choosing import ChoosingPresenter
from consentdesk.ui.release.making import Making
from consentdesk.ui.release.reading import ToRead, ask_to_release
from consentdesk.ui.release.state import LastPage, Released
from consentdesk.ui.release.told import kept_back_words, problem_words, unread
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document


class ReleasePresenter(ChoosingPresenter):
    """From what was chosen over the last page to the files."""

    def __init__(self, machine: Machine, desk: Desk, begun: Wanted) -> None:
        super().__init__(machine, desk, begun)
        self._making: Making | None = None
        self._waiting: WantedRelease | None = None  # for the last page to be read

    def release(self) -> None:
        """Ask the gate once more, have read what is to be read, then ask where to, and let them out."""
        state, wrong = self.state, self._wrong_entries()
        if wrong:
            self._refused(Refusal(*wrong))
        elif not state.making:
            wanted = self._wanted(state.leaving)
            self.become(replace(state, making=_("Asking whether they may leave"), trouble=""))
            work = partial(ask_to_release, self._desk, wanted)
            self._machine.lane.run(self, work, partial(self._have_read, wanted), self._refused)

    def go_back(self) -> None:
        """From the last page to what was chosen; what was read there is read again the next time (R27)."""
        self.become(replace(self.state, last=None))

    def saw_end(self) -> None:
        """The last page was on the screen to its end."""
        self._become_last(seen_to_end=True)

    def mark_read(self, read: bool) -> None:
        self._become_last(read=read, problems=())

    def let_out(self) -> None:
        """Go on from the last page, once it was read."""
        last, wanted = self.state.last, self._waiting
        if last is None or wanted is None:
            return
        if missing := unread(last):
            self._become_last(problems=missing, tried=last.tried + 1)
            return
        self.become(replace(self.state, last=None, making=_("Choosing the folder")))
        self._where_to(replace(wanted, warnings_read=bool(last.warnings)))

    def stop(self) -> None:
        """Give it up: nothing is written."""
        self._forget_making()

    def _wrong_entries(self) -> tuple[Problem, ...]:
        return entry_problems(self.state.entries, self._machine.day_order, self._machine.clock.now().day)

    def _wanted(self, images: tuple[str, ...]) -> WantedRelease:
        place = placement(self.state.entries, self._machine.day_order)
        place = place if self.state.names_outlet else replace(place, outlet="")
        return WantedRelease(images, place, self.state.form, self._captions)

    def _have_read(self, wanted: WantedRelease, to_read: ToRead) -> None:
        if not self.state.making:
            return
        if not to_read:
            self._where_to(wanted)
            return
        self._waiting = wanted
        rows = tuple(row for row in self.state.rows if row.image in wanted.images)
        last = LastPage(
            rows, to_read.use, wanted.place.outlet, to_read.note, to_read.left_in, to_read.warnings
        )
        self.become(replace(self.state, making="", last=last))

    def _become_last(self, **changed: object) -> None:
        if self.state.last is not None:
            last = replace(self.state.last, **changed)  # type: ignore[arg-type]
            self.become(replace(self.state, last=last))

    def _where_to(self, wanted: WantedRelease) -> None:
        folder = self._machine.files.release_folder() if self.state.making else None
        if folder is None:
            self._forget_making()
            return
        self._making = Making(self._machine, self._desk, wanted, folder, self)
        self._making.went_on.connect(self._went_on)
        self._making.refused.connect(lambda refusal: self._refused(refusal))
        self._making.ended.connect(partial(self._ended, folder))
        self.become(replace(self.state, making=_("Making the files"), total=len(wanted.images)))
        self._making.go_on()

    def _went_on(self, done: int) -> None:
        self.become(replace(self.state, done=done))

    def _ended(self, folder: Path, sheet: ReleaseSheet, document: Document) -> None:
        self._forget_making()
        names = tuple(file.name for file in sheet.files)
        self.become(replace(self.state, released=Released(str(folder), names, document)))

    def _forget_making(self) -> None:
        if self._making is not None:
            self._making.deleteLater()
        self._making = None
        self.become(replace(self.state, making="", done=0, total=0))

    def _refused(self, refusal: Refusal) -> None:
        """Say it at the fields; what the gate refuses stands at the pictures."""
        self._forget_making()
        gate = [problem for problem in refusal.problems if problem.where.startswith("image:")]
        others = tuple(
            (problem.where, problem_words(problem, self._day))
            for problem in refusal.problems
            if problem.where and problem not in gate
        )
        kept_back = (("leave_out", kept_back_words(len({p.where for p in gate}))),) if gate else ()
        trouble = "" if others or gate else sentence(refusal.problems[0])
        tried = self.state.tried + 1
        self.become(replace(self.state, problems=(*kept_back, *others), trouble=trouble, tried=tried))
        if gate:
            self._ask()
