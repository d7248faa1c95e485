"""The list of those who work here and of those who did."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.people.state import PeopleState, PersonRow, Task
from consentdesk.ui.words import _


class Listing(QWidget):
    """`task_asked(task, person)` leads to a task; the person is "" where it is about nobody of the list."""

    task_asked = Signal(str, str)
    key_asked = Signal()
    times_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("people_list")
        self._shown: object = None
        self._admit = PrimaryButton(_("Let somebody in"), "admit")
        self._recovery = LinkButton(_("New recovery code"), "new_recovery_code")
        self._times = LinkButton(_("Cover and lock"), "desk_times")
        self._due = Bar("key_due")
        self._here, self._left = column(spacing=0), column(spacing=0)
        self._gone = Card(held(self._left), heading=_("Worked here"), name="left_card")
        self._connect()
        self._lay_out()

    def draw(self, state: PeopleState) -> None:
        """Rows are made anew only where they changed."""
        words = _("Somebody left, and the vault still lies under the key that they knew")
        self._due.show_bar(
            words if state.due and not state.busy else "", "warn", (("change", _("Change the key")),)
        )
        reveal(self._gone, bool(state.left))
        if (state.here, state.left) != self._shown:
            self._shown = (state.here, state.left)
            _fill(self._here, [self._row(n, person) for n, person in enumerate(state.here, 1)])
            _fill(self._left, map(_quiet_words, state.left))

    def focus_first(self) -> None:
        self._admit.setFocus()

    def _row(self, number: int, person: PersonRow) -> QWidget:
        opener = LinkButton(_("Change"), f"person_{number}", f"{_('Change')}: {person.name}")
        opener.clicked.connect(partial(self.task_asked.emit, Task.CHANGE, person.id))
        line = row(_words(person), opener, spacing=18, margins=(0, 8, 0, 8))
        line.setStretch(0, 1)
        return held(line)

    def _connect(self) -> None:
        self._admit.clicked.connect(lambda: self.task_asked.emit(Task.ADMIT, ""))
        self._recovery.clicked.connect(lambda: self.task_asked.emit(Task.RECOVERY, ""))
        self._times.clicked.connect(self.times_asked)
        self._due.asked.connect(lambda name: self.key_asked.emit())

    def _lay_out(self) -> None:
        ways = (self._times, self._recovery, self._admit)
        head = row(Text(_("People"), "title", wrap=False), None, *ways, spacing=20)
        here = Card(held(self._here), heading=_("Work here"), name="here_card")
        page = column(head, self._due, here, self._gone, None, spacing=18)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _words(person: PersonRow) -> QWidget:
    name = _("{name} (you)").format(name=person.name) if person.is_me else person.name
    lines = (Text(name, "strong"), Text(person.can), Text(person.hint, "quiet"))
    return held(column(*lines, spacing=0))


def _quiet_words(person: PersonRow) -> QWidget:
    return held(column(Text(person.name), Text(person.hint, "quiet"), spacing=0, margins=(0, 4, 0, 4)))


def _fill(lines: QVBoxLayout, widgets: Iterable[QWidget]) -> None:
    clear(lines)
    for widget in widgets:
        lines.addWidget(widget)
        widget.show()  # at once, so that it can take the keyboard
