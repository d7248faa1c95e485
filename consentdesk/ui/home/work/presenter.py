"""Leads the work list."""

from __future__ import annotations

from dataclasses import replace

from consentdesk.domain.access import Act
from consentdesk.domain.refusals import Refusal
from consentdesk.ui.home.work.room import shown
from consentdesk.ui.home.work.rows import Rows
from consentdesk.ui.home.work.state import KindRows, WorkState
from consentdesk.ui.machine import Machine
from consentdesk.ui.presenter import Presenter
from consentdesk.ui.words import sentence
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.take_session import discard_session
from consentdesk.workflows.work_list import (
    Line,
    Work,
    WorkGroup,
    WorkList,
    look_again_in_a_year,
    more_work,
    work_list,
)


class WorkPresenter(Presenter[WorkState]):
    """Reads what waits; a kind that somebody unfolds is read page by page."""

    def __init__(self, machine: Machine, desk: Desk) -> None:
        super().__init__(WorkState())
        self._machine, self._desk = machine, desk
        self._work = WorkList((), frozenset())
        self._unfolded: set[Work] = set()

    def refresh(self) -> None:
        """Read what waits now."""
        self._machine.lane.run(self, lambda: work_list(self._desk), self._show, self._say)

    def show_more(self, named: str) -> None:
        """Unfold a kind of which not everything is in sight, and read on where there is more."""
        kind = Work(named)
        group = next(group for group in self._work.groups if group.kind is kind)
        self._unfolded.add(kind)
        if group.count == len(group.lines):
            self._draw()
            return
        self._machine.lane.run(
            self,
            lambda: more_work(self._desk, kind, group.lines[-1]),
            lambda lines: self._add(group, lines),
            self._say,
        )

    def ask_away(self, draft: str) -> None:
        """Ask whether a session is to be discarded; none where `draft` is empty."""
        self._draw(leaving=draft)

    def discard(self, draft: str) -> None:
        """Give a session up for good: what was entered and its pictures are erased (R6)."""
        desk = self._desk
        self._machine.lane.run(
            self, lambda: discard_session(desk, draft), lambda gone: self.refresh(), self._say
        )

    def note_look(self, placement: str) -> None:
        """Somebody looked at a place, and looks again in a year."""
        desk = self._desk
        self._machine.lane.run(
            self, lambda: look_again_in_a_year(desk, placement), lambda noted: self.refresh(), self._say
        )

    def _show(self, work: WorkList) -> None:
        self._work = work
        self._draw()

    def _add(self, group: WorkGroup, lines: tuple[Line, ...]) -> None:
        """What came after the last line of a group."""
        known = (*group.lines, *lines)
        count = max(group.count, len(known)) if lines else len(known)
        wider = replace(group, lines=known, count=count)
        groups = tuple(wider if g.kind is group.kind else g for g in self._work.groups)
        self._show(replace(self._work, groups=groups))

    def _draw(self, leaving: str = "") -> None:
        groups = self._work.groups
        rows = Rows(self._work.acts, self._machine.clock.now(), self._machine.day_order)
        lines = shown(groups, self._unfolded)
        kinds = (rows.of_kind(group, lines[group.kind]) for group in groups)
        asking = tuple(_asking(kind, leaving) for kind in kinds)
        self.become(WorkState(asking, loaded=True, may_begin=Act.TAKE_CONSENT in self._work.acts))

    def _say(self, refusal: Refusal) -> None:
        self.become(replace(self.state, trouble=sentence(refusal.problems[0])))


def _asking(kind: KindRows, leaving: str) -> KindRows:
    """The rows, one of them asking whether its session is to be discarded."""
    rows = (replace(row, leaving=bool(leaving) and row.about == leaving) for row in kind.rows)
    return replace(kind, rows=tuple(rows))
