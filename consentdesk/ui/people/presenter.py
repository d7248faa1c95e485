"""Leads the page of people: the list, and one task at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal

from consentdesk.domain.access import Role
from consentdesk.domain.people import initials_of
from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.machine import Machine
from consentdesk.ui.people.doing import do, page_of, page_problems, place_of
from consentdesk.ui.people.state import PAGES, Entries, PeoplePage, PeopleState, Task
from consentdesk.ui.people.told import outcome_words, person_row, working_words
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.people import (
    StaffLine,
    begin_new_recovery_code,
    change_key,
    key_change_is_due,
    staff_list,
)
from consentdesk.workflows.ports import NewRecoveryCode

T = TypeVar("T")


@dataclass(frozen=True)
class _Read:
    staff: tuple[StaffLine, ...]
    due: bool


class PeoplePresenter(Presenter[PeopleState]):
    """What was typed for a task is forgotten with it. `access_changed` follows a change of whoever sits
    here."""

    access_changed = Signal()

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(PeopleState())
        self._machine, self._desk = machine, desk
        self._new_code: NewRecoveryCode | None = None
        machine.lane.broke.connect(self._break_off)  # a method: it goes with the page

    def refresh(self) -> None:
        """Read who works here."""
        desk = self._desk
        self._machine.lane.run(
            self, lambda: _Read(staff_list(desk), key_change_is_due(desk)), self._show, self._fail
        )

    def begin(self, name: str, person: str = "") -> None:
        """Begin the task of this name, about a person of the list or about nobody yet."""
        task = Task(name)
        row = next((row for row in self.state.here if row.id == person), None)
        entries = Entries(row.name, row.profession, row.initials, row.roles) if row else Entries()
        fresh = replace(self._list(), task=task, page=PAGES[task][0], person=row, entries=entries)
        self.become(fresh)

    def edit(self, name: str, text: str) -> None:
        """Take what was typed into a field. Initials follow the name until somebody chooses others."""
        before = self.state.entries
        typed = {name: text.strip().upper() if name == "initials" else text.strip()}
        if name == "member_name" and before.initials == self._initials_for(before.member_name):
            typed["initials"] = self._initials_for(typed[name])
        self.become(replace(self.state, entries=before.with_typed(typed)))

    def give_role(self, name: str, given: bool) -> None:
        """Choose the role of this name, or take it back."""
        role, entries = Role(name), self.state.entries
        roles = {*entries.roles, role} if given else {*entries.roles} - {role}
        chosen = tuple(each for each in Role if each in roles)
        self.become(replace(self.state, entries=replace(entries, roles=chosen)))

    def go_on(self) -> None:
        """To the next page, or say what is missing; a second press while work runs does nothing."""
        if self.state.busy:
            return
        self._say(page_problems(self.state))
        if self.state.problems:
            return
        if self.state.page is PeoplePage.RECOVERY:
            self._begin_code()
        elif self.state.page is self._pages[-1]:
            self._do()
        else:
            self._turn(1)

    def go_back(self) -> None:
        """To the page before, and from the first one to the list. A recovery code that was shown and not
        typed back is forgotten."""
        if self.state.busy:
            return
        if self.state.page is self._pages[0] or self.state.page is PeoplePage.WRITE_DOWN:
            self._leave()
        else:
            self._turn(-1)

    def change_key(self) -> None:
        """Put the vault under another key, once somebody left."""
        if not self.state.busy:
            words = _("Putting the vault under another key. It takes about as long as copying the vault")
            self._work(words, partial(change_key, self._desk), self._key_changed)

    def _do(self) -> None:
        state, new = self.state, self._new_code
        assert state.task is not None
        typed_back = partial(new.finish, state.entries.recovery_code) if new else None
        self._work(working_words(state.task), typed_back or partial(do, self._desk, state), self._done)

    def _done(self, none: object) -> None:
        done, row = self.state, self.state.person
        self._leave()
        self.become(replace(self.state, outcome=outcome_words(done)))
        if done.task is Task.REMOVE:
            self.change_key()
        else:
            self.refresh()
        if row is not None and row.is_me:
            self.access_changed.emit()

    def _key_changed(self, none: object) -> None:
        changed = _("The vault lies under another key now")
        told = ". ".join(part for part in (self.state.outcome, changed) if part)
        self.become(replace(self.state, outcome=told))
        self.refresh()

    def _begin_code(self) -> None:
        begin = partial(begin_new_recovery_code, self._desk, self.state.entries.own_code)
        self._work(_("Making a recovery code"), begin, self._show_code)

    def _show_code(self, new: NewRecoveryCode) -> None:
        self._new_code = new
        self.become(replace(self.state, recovery_code=new.code))
        self._turn(1)

    def _work(self, words: str, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self.become(replace(self.state, busy=words, trouble="", problems=()))

        def finished(outcome: T) -> None:
            self.become(replace(self.state, busy=""))
            done(outcome)

        self._machine.lane.run(self, work, finished, self._refused)

    def _show(self, read: _Read) -> None:
        now, month_first = self._machine.clock.now(), self._machine.month_first
        rows = [(person_row(line, now, month_first), line.left) for line in read.staff]
        here = tuple(row for row, left in rows if left is None)
        gone = tuple(row for row, left in rows if left is not None)
        me = next((row.name for row in here if row.is_me), "")
        self.become(replace(self.state, here=here, left=gone, me=me, due=read.due, loaded=True))

    def _break_off(self) -> None:
        """A bug, which the window owns up to: what was typed stays, and can be asked for again."""
        self.become(replace(self.state, busy=""))

    def _fail(self, refusal: Refusal) -> None:
        self.become(replace(self.state, busy="", trouble=sentence(refusal.problems[0])))

    def _refused(self, refusal: Refusal) -> None:
        """At the field it belongs to, on whichever page of the task that is; else above the page."""
        if refusal.code == "locked_by_codes":
            self._machine.lock()
            return
        first = refusal.problems[0]
        page = page_of(self.state, place_of(first))
        entries = replace(self.state.entries, own_code="")
        self.become(replace(self.state, busy="", entries=entries))
        if page is None:
            self._fail(refusal)
            self.refresh()
        else:
            self.become(replace(self.state, page=page))
            self._say(refusal.problems)

    def _say(self, problems: tuple[Problem, ...]) -> None:
        self.become(replace(self.state, problems=tuple((place_of(p), sentence(p)) for p in problems)))

    def _turn(self, by: int) -> None:
        page = self._pages[self._pages.index(self.state.page) + by]
        self.become(replace(self.state, page=page, problems=(), trouble=""))

    def _leave(self) -> None:
        self._new_code = None
        self.become(self._list())

    def _list(self) -> PeopleState:
        """The list alone: nothing of a task is kept."""
        s = self.state
        return PeopleState(here=s.here, left=s.left, me=s.me, due=s.due, loaded=s.loaded)

    @property
    def _pages(self) -> tuple[PeoplePage, ...]:
        return PAGES[self.state.task] if self.state.task else (PeoplePage.LIST,)

    def _initials_for(self, name: str) -> str:
        return initials_of(name, {row.initials for row in self.state.here})
