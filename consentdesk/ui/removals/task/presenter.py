"""Leads the page of one task."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtGui import QGuiApplication, QImage

from consentdesk.domain.placement import Outcome, ProofKind, RemovalLine
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.kit.dates import parse_day, typed_day
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.removals.room import NOTHING_SAID, Entries, Room, told
from consentdesk.ui.removals.task.reading import Read, read, shown, small
from consentdesk.ui.removals.task.state import TaskState
from consentdesk.ui.words import _
from consentdesk.workflows import take_down
from consentdesk.workflows.add_images import read_source
from consentdesk.workflows.take_down import Shown

T = TypeVar("T")


class TaskPresenter(Presenter[TaskState]):
    """What is entered is kept in the room until it is noted."""

    def __init__(self, room: Room, removal: str) -> None:
        super().__init__(TaskState())
        self._room, self._id, self._noting = room, removal, False

    def open(self, notice: str = "") -> None:
        """Read what is known of the task and show it."""
        self._run(lambda: read(self._room, self._id), partial(self._show, notice))

    def copy_link(self) -> None:
        """Put the link where it can be pasted into a browser: the program itself opens none."""
        QGuiApplication.clipboard().setText(self.state.link)
        self.become(replace(self.state, notice=_("The link was copied.")))

    def choose_outcome(self, outcome: str) -> None:
        only = self.state.proofs[0][0] if len(self.state.proofs) == 1 else self.state.entries.proof
        self._enter(replace(self.state.entries, outcome=outcome, proof=only))

    def choose_proof(self, proof: str) -> None:
        self._enter(replace(self.state.entries, proof=proof))

    def say_everywhere(self) -> None:
        """Say the same of the other pictures at the place, or of this one alone again."""
        entries = self.state.entries
        self._enter(replace(entries, everywhere=not entries.everywhere))

    def type_note(self, text: str) -> None:
        self._enter(replace(self.state.entries, note=text))

    def type_day(self, text: str) -> None:
        self._enter(replace(self.state.entries, day=text))

    def add_pictures(self) -> None:
        """Ask for files, and read the pages in them away from the window."""
        paths = self._room.machine.files.images()
        if not paths:
            return
        self.become(replace(self.state, busy=_("Reading the pictures"), trouble=""))
        work = partial(_pages, self._room, paths)
        self._room.machine.pool.run(self, work, self._add, self._refused)

    def drop_pictures(self) -> None:
        """Take out again what was added."""
        self._enter(replace(self.state.entries, pictures=()), added=())

    def report(self) -> None:
        """Note what became of it; a second press while that is under way says nothing twice."""
        entries = self.state.entries
        if self._noting:
            return
        if not entries.outcome:
            self._refused(Refusal(Problem("removal_outcome_missing", "outcome")))
            return
        note = "" if self.state.gone else entries.note
        what = (self._id, Outcome(entries.outcome), note, self._shown(), entries.everywhere)
        self._noting = True
        self._run(lambda: take_down.report(self._room.desk, *what), self._noted)

    def begin_to_hand_on(self) -> None:
        """Ask for somebody else, or another day."""
        handing = self.state.handing
        self.become(replace(self.state, handing=replace(handing, changing=not handing.changing)))

    def choose_owner(self, owner: str) -> None:
        self.become(replace(self.state, handing=replace(self.state.handing, new_owner=owner)))

    def type_due(self, text: str) -> None:
        self.become(replace(self.state, handing=replace(self.state.handing, new_due=text)))

    def hand_on(self) -> None:
        """Give it to whom was chosen, due on the day that was typed."""
        handing, order = self.state.handing, self._room.machine.day_order
        day = parse_day(handing.new_due, order)
        if day is None:
            example = typed_day(self._room.today, order)
            self._refused(Refusal(Problem("ledger_day_wrong", "due", {"example": example})))
            return
        work = partial(take_down.hand_on, self._room.desk, self._id, handing.new_owner, day)
        self._run(work, lambda line: self.open(_("Noted.")))

    def _shown(self) -> Shown | None:
        entries = self.state.entries
        if not self.state.gone or not entries.proof:
            return None
        kind = ProofKind(entries.proof)
        pictures = entries.pictures if kind is ProofKind.PICTURE else ()
        opened = parse_day(entries.day, self._room.machine.day_order)
        return Shown(kind, pictures, entries.note, opened if kind is ProofKind.LINK_CHECKED else None)

    def _enter(self, entries: Entries, added: tuple[QImage, ...] | None = None) -> None:
        self._room.said[self._id] = entries
        images = self.state.added if added is None else added
        self.become(replace(self.state, entries=entries, added=images, notice=""))

    def _add(self, pages: tuple[tuple[bytes, QImage], ...]) -> None:
        entries = self.state.entries
        pictures = (*entries.pictures, *(picture for picture, _image in pages))
        images = (*self.state.added, *(image for _picture, image in pages))
        self.become(replace(self.state, busy="", problems=()))
        self._enter(replace(entries, pictures=pictures), images)

    def _noted(self, line: RemovalLine) -> None:
        self._noting = False
        self._room.said.pop(self._id, None)
        if line.open:
            self.open(_("Noted. It goes one further up: see what to do now."))
        else:
            self.open(_("Noted. This take-down is closed."))

    def _show(self, notice: str, found: Read) -> None:
        entries = self._room.said.get(self._id, NOTHING_SAID)
        added = tuple(small(picture) for picture in entries.pictures)
        state = shown(self._room, found, entries)
        self.become(replace(state, added=added, tried=self.state.tried, notice=notice))

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._room.machine.lane.run(self, work, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        self._noting = False
        found = told(refusal.problems)
        at_fields = tuple(each for each in found if each[0])
        trouble = next((words for where, words in found if not where), "")
        state = replace(self.state, problems=at_fields, trouble=trouble, tried=self.state.tried + 1)
        self.become(replace(state, busy="", notice="", loaded=True))


def _pages(room: Room, paths: list[Path]) -> tuple[tuple[bytes, QImage], ...]:
    """Every page of these files as our own picture, and small."""
    decoder = room.machine.decoder
    pictures = [page.picture for path in paths for page in decoder.read_pages(read_source(path))]
    return tuple((picture, small(picture)) for picture in pictures)
