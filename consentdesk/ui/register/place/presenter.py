"""Leads the page of one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage

from consentdesk.domain.access import Act
from consentdesk.domain.placement import Outcome, Placement
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.kit.dates import parse_day, typed_day
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.record.viewing import thumbnails
from consentdesk.ui.register.entries import PlaceEntries, as_entered, entry_problems, placement
from consentdesk.ui.register.place.state import PlaceState
from consentdesk.ui.register.room import Room, told
from consentdesk.ui.register.told import left_words
from consentdesk.ui.words import _
from consentdesk.workflows.access import may
from consentdesk.workflows.register import PlaceFile, change_placement, end_placement, place, reviewed

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class _Read:
    file: PlaceFile
    images: dict[str, QImage]
    uses: tuple[tuple[str, str], ...]
    may_report: bool


class PlacePresenter(Presenter[PlaceState]):
    """`done(page, notice)` leads back to the list."""

    done = Signal(str, str)

    def __init__(self, room: Room, id: str) -> None:
        super().__init__(PlaceState())
        self._room, self._id = room, id
        self._order = room.machine.day_order
        self._noted: Placement | None = None
        room.unsaved = self._unsaved

    def open(self, notice: str = "", typed: PlaceEntries | None = None) -> None:
        """Read what is known of the place and show it, with what was `typed` and is not noted yet."""
        desk = self._room.desk

        def read() -> _Read:
            file = place(desk, self._id)
            images = thumbnails(desk, [file.image]) if file.image else {}
            return _Read(file, images, self._room.uses(), Act.OPEN_INCIDENT in may(desk))

        self._run(read, lambda found: self._show(found, notice, typed))

    def type(self, name: str, text: str) -> None:
        if self.state.fixed and name in ("use", "outlet"):
            self.state_changed.emit(self.state)  # what was pressed stays as the release has it
        else:
            self.become(replace(self.state, entries=self.state.entries.with_text(name, text)))

    def save(self) -> None:
        """Note what is entered."""
        wrong = entry_problems(self.state.entries, self._order, self._room.today)
        if wrong:
            self._refused(Refusal(*wrong))
        elif self._noted is not None:
            after = placement(self.state.entries, self._order, self._noted)
            self._run(lambda: change_placement(self._room.desk, after), lambda noted: self.open(_("Noted.")))

    def type_next(self, text: str) -> None:
        self.become(replace(self.state, next_review=text))

    def look(self) -> None:
        """Somebody looked that it is as noted; the day typed is when to look again."""
        typed = self.state.next_review.strip()
        day = parse_day(typed, self._order)
        if typed and day is None:
            example = typed_day(self._room.today, self._order)
            self._refused(Refusal(Problem("ledger_day_wrong", "place_next", {"example": example})))
            return
        work = partial(reviewed, self._room.desk, self._id, day)
        self._run(work, lambda noted: self.open(_("Noted: looked today."), self._still_typed(typed)))

    def begin_to_end(self) -> None:
        """Ask how the image left."""
        self.become(replace(self.state, ending=not self.state.ending, problems=()))

    def choose_outcome(self, outcome: str) -> None:
        self.become(replace(self.state, outcome=outcome))

    def type_end_note(self, text: str) -> None:
        self.become(replace(self.state, end_note=text))

    def end(self) -> None:
        """Note that the image is no longer there."""
        state, desk = self.state, self._room.desk
        if not state.outcome:
            self._refused(Refusal(Problem("placement_outcome_missing", "place_outcome")))
            return
        outcome = Outcome(state.outcome)
        self._run(lambda: end_placement(desk, self._id, outcome, state.end_note), lambda none: self._ended())

    def _ended(self) -> None:
        self._room.unsaved = bool
        self.done.emit("places", _("Noted: the picture is no longer there."))

    def _still_typed(self, review: str) -> PlaceEntries | None:
        """What is entered and not noted, beside the day of the next review, which is."""
        return self.state.entries.with_text("review", review) if self._unsaved() else None

    def _show(self, read: _Read, notice: str, typed: PlaceEntries | None) -> None:
        line, order = read.file.line, self._order
        known = line.placement
        self._noted = known
        shown = replace(
            PlaceState(tried=self.state.tried),
            id=self._id,
            title=known.title,
            image=read.images.get(known.image, QImage()),
            image_words=line.image_label or known.image[:6],
            patient=line.patient,
            patient_name=line.patient_name,
            told=self._told(read.file),
            has_to_leave=self._has_to_leave(read.file),
            task=read.file.to_be_left.removal.id if read.file.to_be_left else "",
            left=self._left(read.file),
            fixed=bool(known.release),
            may_report=read.may_report,
            entries=typed or as_entered(known, order),
            uses=read.uses,
            next_review=typed_day(self._room.today + A_YEAR, order),
            notice=notice,
            loaded=True,
        )
        self.become(shown)

    def _told(self, file: PlaceFile) -> str:
        day = self._room.day(file.line.noted_at.day)
        if file.line.placement.release:
            return _("Released from here. Last noted on {day}").format(day=day)
        return _("Noted by hand. Last noted on {day}").format(day=day)

    def _has_to_leave(self, file: PlaceFile) -> str:
        task = file.to_be_left
        if task is None:
            return ""
        return _("This picture may not be here. It has to leave by {day}.").format(
            day=self._room.day(task.removal.due)
        )

    def _left(self, file: PlaceFile) -> str:
        line = file.line
        if line.outcome is None or line.ended_at is None:
            return ""
        return f"{left_words(line.outcome)}, {self._room.day(line.ended_at.day)}"

    def _unsaved(self) -> bool:
        noted, typed = self._noted, self.state.entries
        return noted is not None and not self.state.left and typed != as_entered(noted, self._order)

    def _run(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self._room.machine.lane.run(self, work, done, self._refused)

    def _refused(self, refusal: Refusal) -> None:
        found = told(refusal.problems)
        at_fields = tuple(each for each in found if each[0])
        trouble = next((words for where, words in found if not where), "")
        state = replace(self.state, problems=at_fields, trouble=trouble, tried=self.state.tried + 1)
        self.become(replace(state, notice=""))
