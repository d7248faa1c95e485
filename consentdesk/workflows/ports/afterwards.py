"""What is asked about images after the signature: withdrawals, papers, take-downs, what falls due."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from consentdesk.domain.dues import AnswersEnd, ComesOfAge, EndingWaits, Frozen, PlaceDue, Wait
from consentdesk.domain.lines import CopyLine
from consentdesk.domain.pack import Ages
from consentdesk.domain.placement import PlacementLine, RemovalLine
from consentdesk.domain.take_down import LetterLine, RemovalCounts, RemovalPlace, Which
from consentdesk.domain.withdrawal import Scope, Withdrawal


class Withdrawals(Protocol):
    """What was withdrawn or suspended, by whom, and what became of it (R29)."""

    def withdrawal(self, ending: str) -> Withdrawal:
        """A withdrawal or a suspension. Raises Refusal `withdrawal_unknown`."""
        ...

    def withdrawals_of(self, patient: str) -> tuple[Withdrawal, ...]:
        """Every withdrawal and suspension about a patient, newest first."""
        ...


class Documents(Protocol):
    """Receipts, letters and sheets, each by its kind and by what it is about."""

    def papers_of(self, document: str, about: str) -> tuple[CopyLine, ...]:
        """The sealed papers of a kind about something, oldest first; not those that were erased."""
        ...

    def paper_given(self, document: str, about: str) -> str:
        """What became of a paper last: "printed", "saved", "declined", or "" while it was not given."""
        ...


class Removals(Protocol):
    """The tasks of taking images down. Lists have reports in short, without notes and proofs."""

    def removals(
        self, which: Which, owner: str, after: RemovalPlace | None = None, limit: int = 50
    ) -> tuple[RemovalLine, ...]:
        """A page of tasks: open ones by their due day, closed ones the newest first. `owner` counts for
        `Which.MINE` alone."""
        ...

    def removal_place(self, removal: str) -> RemovalPlace:
        """Where a task stands in its list. Raises Refusal `removal_unknown`."""
        ...

    def removal(self, id: str) -> RemovalLine:
        """A task with every report, word for word. Raises Refusal `removal_unknown`."""
        ...

    def removals_of(self, ending: str) -> tuple[RemovalLine, ...]:
        """Every task that a withdrawal or a suspension asked for, in the order of their opening."""
        ...

    def removals_at(self, placement: str) -> tuple[RemovalLine, ...]:
        """Every task that one place ever had, oldest first."""
        ...

    def removals_beside(self, removal: RemovalLine) -> tuple[RemovalLine, ...]:
        """The other open tasks at the place of one, for other images of the same patient."""
        ...

    def removal_counts(self, owner: str, day: date) -> RemovalCounts:
        """Of the open tasks: how many, how many whose day has passed, how many of one owner."""
        ...

    def letters_of(self, removal: str) -> tuple[LetterLine, ...]:
        """The letters that were written for a task, oldest first."""
        ...

    def released_to(self, placement: PlacementLine) -> str:
        """The hash of the file that was released to a place; "" where none was."""
        ...

    def placements_reached(self, patient: str, scope: Scope) -> tuple[PlacementLine, ...]:
        """The live places that a patient's withdrawal of this reaches, whoever they were noted for."""
        ...


class Dues(Protocol):
    """What falls due, a page of each from behind a line on."""

    def answers_end(
        self, first: date, last: date, after: AnswersEnd | None = None, limit: int = 50
    ) -> tuple[AnswersEnd, ...]:
        """Records with yes's whose last day lies between these, by that day: none of patients who died, nor
        of images that were erased."""
        ...

    def came_of_age(
        self, ages: Ages, day: date, after: ComesOfAge | None = None, limit: int = 50
    ) -> tuple[ComesOfAge, ...]:
        """Patients who have come of age by a day, and have not decided yet what others agreed to before: the
        latest birthday first. Nobody who died (R14)."""
        ...

    def coming_of_age(
        self, ages: Ages, first: date, last: date, after: ComesOfAge | None = None, limit: int = 50
    ) -> tuple[ComesOfAge, ...]:
        """Those who come of age between two days, by their birthdays."""
        ...

    def agreed_by_others(self, ages: Ages, patient: str) -> tuple[Frozen, ...]:
        """The yes's outside the record that others gave for a patient and that a birthday freezes, or has
        frozen: those that nobody withdrew or answered anew, of images that are still there."""
        ...

    def endings_waiting(
        self, wait: Wait, after: EndingWaits | None = None, limit: int = 50
    ) -> tuple[EndingWaits, ...]:
        """Withdrawals and suspensions that wait for this, the oldest first."""
        ...

    def places_due(self, day: date, after: PlaceDue | None = None, limit: int = 50) -> tuple[PlaceDue, ...]:
        """Live places whose last day or day of review has come, the longest due first; none that somebody is
        to take down anyway."""
        ...
