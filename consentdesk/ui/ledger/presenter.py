"""Leads through the ledger. Reading in it is a fact, and so is reading what it says of a patient (R38)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

from PySide6.QtCore import QTimer

from consentdesk.domain.ledger_lines import Group, Place, Wanted
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.ledger import looking
from consentdesk.ui.ledger.state import LedgerState, Subject
from consentdesk.ui.ledger.told import table
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.export_ledger import Table
from consentdesk.workflows.read_ledger import (
    LedgerPage,
    Whose,
    find_whose,
    note_ledger_opened,
    people_in_ledger,
    read_ledger,
)

SEARCH_AFTER_MS = 150

T = TypeVar("T")


@dataclass(frozen=True)
class _Read:
    page: LedgerPage
    people: dict[str, str]


class LedgerPresenter(Presenter[LedgerState]):
    """`_starts` are the places at which the pages up to the one shown begin."""

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(LedgerState())
        self._machine, self._desk = machine, desk
        self._people: dict[str, str] = {}
        self._wanted = Wanted()
        self._starts: list[Place | None] = [None]
        self._older: Place | None = None
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._pause.timeout.connect(self._search)

    def open(self) -> None:
        """Show the newest lines, and note that somebody reads."""
        self._run(lambda: note_ledger_opened(self._desk), _done)
        self._ask()

    def search(self, typed: str) -> None:
        """Find whom these words may mean, once typing pauses."""
        self._typed = typed.strip()
        if self._typed:
            self._pause.start()
        else:
            self._pause.stop()
            self.become(replace(self.state, found=()))

    def take_first(self) -> None:
        """Look for the first of those whom the typed words mean; say so where they mean nobody."""
        self._pause.stop()
        if self._typed:
            self._find(self._take)

    def choose(self, kind: str, id: str, words: str) -> None:
        """Show the facts of a patient or a person alone."""
        subject, self._typed = Subject(kind, id, words), ""
        if kind == "patient":
            self._run(lambda: note_ledger_opened(self._desk, id), _done)
        self._begin(looking.with_subject(self.state, subject))

    def choose_of_line(self, line_id: str, kind: str) -> None:
        """Show the facts of the patient, or of the person, of a line."""
        row = next(row for row in self.state.lines if row.id == line_id)
        whose = (row.patient_id, row.patient) if kind == "patient" else (row.person_id, row.person)
        self.choose(kind, *whose)

    def drop(self, kind: str) -> None:
        """Show the facts of everybody again."""
        self._begin(looking.without_subject(self.state, kind))

    def choose_group(self, group: str, on: bool) -> None:
        self._begin(looking.with_group(self.state, Group(group), on))

    def take_days(self, first: str, last: str) -> None:
        """From and to which day; nothing changes while one of them is wrong."""
        if (first, last) == (self.state.first_day, self.state.last_day):
            return
        typed = replace(self.state, first_day=first, last_day=last)
        wrong = looking.day_problems(typed, self._machine.day_order, self._machine.clock.now().day)
        if wrong:
            self.become(replace(typed, problems=wrong))
        else:
            self._begin(replace(typed, problems=()))

    def show_older(self) -> None:
        if self._older is not None:
            self._starts.append(self._older)
            self._ask()

    def show_newer(self) -> None:
        if len(self._starts) > 1:
            self._starts.pop()
            self._ask()

    def open_line(self, id: str) -> None:
        """Show what else is known of a line; of none where it was shown."""
        self.become(replace(self.state, open="" if self.state.open == id else id))

    def shown(self) -> tuple[Wanted, Table]:
        """All that fits what the lines shown fit, and how it is put into a table."""
        return self._wanted, table(self._people, self.state.names)

    def _begin(self, state: LedgerState) -> None:
        """Look for something else, from the newest on."""
        self.become(state)
        self._wanted = looking.wanted(state, self._machine.day_order)
        self._starts = [None]
        self._ask()

    def _ask(self) -> None:
        desk, wanted, start = self._desk, self._wanted, self._starts[-1]

        def read() -> _Read:
            people = {line.member.id: line.member.name for line in people_in_ledger(desk)}
            return _Read(read_ledger(desk, wanted, start), people)

        self._run(read, self._show)

    def _show(self, read: _Read) -> None:
        page, self._people, self._older = read.page, read.people, read.page.older
        month_first = self._machine.month_first
        rows = looking.line_rows(page.lines, self._people, month_first)
        newer, older = len(self._starts) > 1, page.older is not None
        state = replace(self.state, names=page.names, lines=rows, newer=newer, older=older)
        self.become(replace(state, loaded=True, open="", trouble=""))

    def _search(self) -> None:
        self._find(lambda found: self.become(looking.with_found(self.state, found)))

    def _find(self, then: Callable[[tuple[Subject, ...]], None]) -> None:
        typed = self._typed

        def found(whose: tuple[Whose, ...]) -> None:
            if typed == self._typed:
                then(looking.subjects(typed, whose, self._people))

        self._machine.lane.run(
            self,
            lambda: find_whose(self._desk, typed),
            found,
            lambda refusal: self._found_none(refusal, found),
        )

    def _found_none(self, refusal: Refusal, found: Callable[[tuple[Whose, ...]], None]) -> None:
        if refusal.code == "nobody_in_ledger":
            found(())
        else:
            self._say(refusal)

    def _take(self, found: tuple[Subject, ...]) -> None:
        if found:
            self.choose(found[0].kind, found[0].id, found[0].words)
        else:
            self.become(looking.with_nobody(self.state))

    def _run(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._machine.lane.run(self, work, done, self._say)

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0]), loaded=True))


def _done(none: None) -> None:
    """Nothing follows."""
