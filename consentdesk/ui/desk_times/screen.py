"""When the desk covers and locks itself. objectNames: desk_times_page, cover_minutes, lock_minutes,
set_times, times_done, trouble, problems; desk_times_back leads home.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.desk_times.state import DeskTimesState
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _
from consentdesk.workflows.desk_times import COVER_MINUTES, LOCK_MINUTES

WIDEST_PX = 760


class DeskTimesScreen(QWidget):
    """`edited(field, text)` as somebody types, `set_asked` when it is to count; `times_set(TimesSet)` once it
    does."""

    edited = Signal(str, str)
    set_asked = Signal()
    times_set = Signal(object)
    home_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("desk_times_page")
        self._back = LinkButton(f"‹  {_('Home')}", "desk_times_back", _("Home"))
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._done = Bar("times_done")
        self._cover = Field("cover_minutes", _("Cover after"), _minutes(COVER_MINUTES))
        self._lock = Field("lock_minutes", _("Lock after"), _minutes(LOCK_MINUTES))
        self._set = PrimaryButton(_("Save"), "set_times")
        self._drawn = DeskTimesState()
        self._connect()
        self._lay_out()

    def draw(self, state: DeskTimesState) -> None:
        """Draw what has changed; what is being typed keeps its cursor."""
        before, self._drawn = self._drawn, state
        problems = dict(state.problems)
        for name, field, text in (
            ("cover_minutes", self._cover, state.cover),
            ("lock_minutes", self._lock, state.lock),
        ):
            field.show_text(text)
            field.show_problem(problems.get(name, ""))
        self._trouble.show_bar(state.trouble, "bad")
        self._done.show_bar(_("Saved. It counts from now on.") if state.done else "", "good")
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._cover.setFocus()

    def _connect(self) -> None:
        self._back.clicked.connect(self.home_asked)
        self._set.clicked.connect(self.set_asked)
        for name, field in (("cover_minutes", self._cover), ("lock_minutes", self._lock)):
            field.edited.connect(partial(self.edited.emit, name))
            field.entered.connect(self.set_asked)

    def _lay_out(self) -> None:
        card = Card(Text(_about()), heading=_("When nobody touches this desk"))
        card.body.addLayout(side_by_side(self._cover, self._lock))
        card.body.addWidget(Text(_about_patients(), "quiet"))
        card.body.addLayout(row(None, self._set))
        for part in (self._problems, self._trouble, self._done, card):
            part.setMaximumWidth(WIDEST_PX)
        parts = (self._back, Text(_("Cover and lock"), "title"), self._problems, self._trouble, self._done)
        page = column(*parts, card, None, spacing=16)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _minutes(allowed: range) -> str:
    return _("Minutes, from {least} to {most}").format(least=allowed[0], most=allowed[-1])


def _about() -> str:
    return _(
        "First the desk covers itself: staff pages are out of sight, and the code of whoever is signed in "
        "brings them back. Later it locks: then it needs a passphrase. Sessions are kept as they are."
    )


def _about_patients() -> str:
    return _(
        "A page that a patient reads is not covered. It dims after 5 quiet minutes and locks after 15, or "
        "later where the desk does. Sleep, a locked screen and another user lock the desk at once."
    )
