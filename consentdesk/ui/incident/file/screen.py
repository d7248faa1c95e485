"""One incident. objectNames: incident_file, incident_title, incident_closed, step_<step> (its way
step_<step>_open), correct_found, picture_<n> from 1, task_<n> from 1 (task_<n>_done), add_task,
paper_<kind>, timeline, next_step, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.incident.file.state import FileState, StepRow, TaskRow, Way
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.beside import Beside
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.words import _

SIDE_PX, BADGE_PX, STEP_PX = 330, 116, 190


class FileScreen(QWidget):
    """Draws a FileState. `page_asked(page)` and `work_opened(room, about)` lead on; `task_done(id)`."""

    page_asked = Signal(str)
    work_opened = Signal(str, str)
    task_done = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("incident_file")
        self._state = FileState()
        self._title, self._closed = Text("", "title", "incident_title"), Bar("incident_closed")
        self._trouble = Bar("trouble")
        self._steps, self._found, self._pictures = column(spacing=0), column(spacing=2), column(spacing=0)
        self._tasks, self._papers = column(spacing=6), column(spacing=2)
        self._correct = LinkButton(_("Correct it…"), "correct_found", _("Correct what was found"))
        self._add = LinkButton(_("Add a task…"), "add_task")
        self._timeline = LinkButton(_("Everything that was said and done"), "timeline")
        self._next = PrimaryButton("", "next_step")
        self._connect()
        self._lay_out()

    def draw(self, state: FileState) -> None:
        """Draw what has changed."""
        before, self._state = self._state, state
        self._title.show_words(state.title)
        self._closed.show_bar(state.closed, "good")
        self._trouble.show_bar(state.trouble, "bad")
        if state.steps != before.steps:
            _fill(self._steps, [self._step(each) for each in state.steps])
        if state.found != before.found:
            _fill(
                self._found, [Text(line, "strong" if not n else "body") for n, line in enumerate(state.found)]
            )
        if state.pictures != before.pictures:
            _fill(self._pictures, [self._way(each) for each in state.pictures])
        if state.tasks != before.tasks:
            _fill(self._tasks, [self._task(n, each) for n, each in enumerate(state.tasks, start=1)])
        if state.papers != before.papers:
            _fill(self._papers, [self._way(each) for each in state.papers])
        self._draw_ways(state)

    def _draw_ways(self, state: FileState) -> None:
        going = state.loaded and not state.closed
        reveal(self._correct, going)
        reveal(self._add, going and state.leads)
        reveal(self._task_card, (going and state.leads) or bool(state.tasks))
        reveal(self._paper_card, bool(state.papers))
        if state.next is not None:
            self._next.show_words(state.next.words)
        reveal(self._next, state.next is not None)

    def _way(self, way: Way) -> QWidget:
        link = LinkButton(way.words, way.name)
        link.clicked.connect(partial(self._follow, way))
        return held(row(link, None))

    def _follow(self, way: Way) -> None:
        if way.room:
            self.work_opened.emit(way.room, way.page)
        else:
            self.page_asked.emit(way.page)

    def _step(self, step: StepRow) -> QWidget:
        name = f"step_{step.step}"
        badge = Badge(step.badge, step.mood)
        badge.setFixedWidth(BADGE_PX)
        words = Text(step.words, "strong")
        words.setFixedWidth(STEP_PX)
        detail = Text(step.detail, "quiet", name)
        opener = LinkButton(step.leads, f"{name}_open", f"{step.leads}: {step.words}")
        opener.clicked.connect(partial(self.page_asked.emit, step.page))
        line = row(badge, words, detail, opener, spacing=14, margins=(0, 3, 0, 3))
        line.setStretchFactor(detail, 1)
        return held(line)

    def _go_on(self) -> None:
        if self._state.next is not None:
            self._follow(self._state.next)

    def _task(self, number: int, task: TaskRow) -> QWidget:
        name = f"task_{number}"
        words = Text(task.words, "body", name)
        detail = Text(task.detail, "problem" if task.late else "quiet")
        parts = row(column(words, detail, spacing=0), spacing=8)
        parts.setStretch(0, 1)
        if not task.done and not self._state.closed:
            done = LinkButton(_("Done"), f"{name}_done", f"{_('Done')}: {task.words}")
            done.clicked.connect(partial(self.task_done.emit, task.id))
            parts.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        return held(parts)

    def _connect(self) -> None:
        self._correct.clicked.connect(lambda: self.page_asked.emit(f"correct:{self._state.page}"))
        self._add.clicked.connect(lambda: self.page_asked.emit(f"task:{self._state.page}"))
        self._timeline.clicked.connect(lambda: self.page_asked.emit(f"timeline:{self._state.page}"))
        self._next.clicked.connect(self._go_on)

    def _lay_out(self) -> None:
        steps = Card(held(self._steps), name="steps_card")
        steps.body.setContentsMargins(20, 10, 14, 10)
        ways = row(held(self._pictures), None, self._correct, spacing=4)
        found = Card(held(self._found), held(ways), name="found_card")
        self._task_card = Card(
            held(self._tasks), held(row(self._add, None)), heading=_("Tasks"), name="tasks"
        )
        self._paper_card = Card(held(self._papers), heading=_("Papers"), name="papers")
        cards = (found, self._task_card, self._paper_card)
        for card in cards:
            card.body.setSpacing(6)
            card.body.setContentsMargins(20, 12, 14, 10)
        side = held(column(*cards, None, spacing=12))
        foot = row(self._timeline, None, self._next, spacing=12)
        doing = held(column(steps, foot, None, spacing=14))
        across = Beside(side, doing, SIDE_PX, spacing=16, at_end=True)
        page = column(self._title, self._closed, self._trouble, across, None, spacing=10)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _fill(lines: QVBoxLayout, widgets: list[QWidget]) -> None:
    clear(lines)
    for widget in widgets:
        lines.addWidget(widget)
        widget.show()
