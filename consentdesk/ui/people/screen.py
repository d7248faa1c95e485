"""Who works here. objectNames: people_page, people_list (admit, new_recovery_code, desk_times, person_<n>
from 1, key_due with key_due_change, here_card, left_card), people_back, people_step, people_continue,
working (while work runs), trouble, outcome, problems; per page people_who (member_name, member_role,
initials), people_roles (roles, role_<role>), people_secrets (passphrase, passphrase_again, code),
people_confirm (own_code), people_person (member_name, member_role, role_<role>, own_code, renew_secrets,
remove_person), people_remove (what_follows, reason, own_code), people_recovery (own_code),
people_write_down (recovery_code_shown), people_type_back (recovery_code).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.people.listing import Listing
from consentdesk.ui.people.pages import people_pages
from consentdesk.ui.people.state import PAGES, PeoplePage, PeopleState, Task
from consentdesk.ui.words import _

WIDEST_PX = 820


class PeopleScreen(QWidget):
    """The list, or one page of a task. All pages are there from the start, so that going back loses nothing.
    `access_changed` follows a change of whoever sits here."""

    edited = Signal(str, str)
    role_given = Signal(str, bool)
    task_asked = Signal(str, str)
    key_asked = Signal()
    continue_asked = Signal()
    back_asked = Signal()
    access_changed = Signal()
    room_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("people_page")
        self._state: PeopleState | None = None
        self._listing, self._pages = Listing(), people_pages()
        self._back, self._step = LinkButton("", "people_back"), Text("", "step", "people_step", wrap=False)
        self._primary = PrimaryButton("", "people_continue")
        self._problems = ProblemSummary(_("There is a problem"))
        self._trouble, self._outcome, self._busy = Bar("trouble"), Bar("outcome"), BusyBar("working")
        self._connect()
        self._lay_out()

    def draw(self, state: PeopleState) -> None:
        """Draw what has changed; what is being typed keeps its cursor."""
        before, self._state = self._state, state
        if state.page in self._pages:
            self._pages[state.page].draw(state)
        self._listing.draw(state)
        self._busy.show_progress(state.busy)
        self._trouble.show_bar(state.trouble, "bad")
        self._outcome.show_bar("" if state.busy else state.outcome, "good")
        if before is None or (state.page, state.task) != (before.page, before.task):
            self._turn(state)
        if before is None or state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._state:
            self._focus(self._state.page)

    def _turn(self, state: PeopleState) -> None:
        for name, page in self._pages.items():
            reveal(page, name is state.page)
        reveal(self._listing, state.task is None)
        reveal(self._task, state.task is not None)
        if state.task is not None:
            pages = PAGES[state.task]
            first = state.page is pages[0]
            self._back.show_words(_("‹  People") if first else _("‹  Back"))
            step = _("Step {number} of {total}") if len(pages) > 1 else ""
            self._step.show_words(step.format(number=pages.index(state.page) + 1, total=len(pages)))
            self._primary.show_words(_primary(state.page, state.task))
        self._focus(state.page)

    def _focus(self, page: PeoplePage) -> None:
        if page is PeoplePage.LIST:
            self._listing.focus_first()
        else:
            self._primary.setFocus()  # a page without a field has nothing else to press
            self._pages[page].focus_first()

    def _ask_about_person(self, task: str) -> None:
        person = self._state.person if self._state else None
        self.task_asked.emit(task, person.id if person else "")

    def _connect(self) -> None:
        self._listing.task_asked.connect(self.task_asked)
        self._listing.key_asked.connect(self.key_asked)
        self._listing.times_asked.connect(lambda: self.room_asked.emit("desk_times"))
        self._back.clicked.connect(self.back_asked)
        self._primary.clicked.connect(self.continue_asked)
        for page in self._pages.values():
            page.edited.connect(self.edited)
            page.entered.connect(self.continue_asked)
            page.role_given.connect(self.role_given)
            page.task_asked.connect(self._ask_about_person)

    def _lay_out(self) -> None:
        head = row(self._back, None, self._step)
        foot = row(None, self._primary)
        pages = column(*self._pages.values())
        self._task = held(column(head, self._problems, pages, foot, spacing=16))
        self._task.setMaximumWidth(WIDEST_PX)
        across = row(self._task, None)
        across.setStretch(0, 9)  # a row gives what wraps the height of the width that it really has
        page = column(self._outcome, self._trouble, self._busy, across, self._listing, None, spacing=16)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _primary(page: PeoplePage, task: Task) -> str:
    named = {
        PeoplePage.CONFIRM: _("Give new secrets") if task is Task.RENEW else _("Let in"),
        PeoplePage.PERSON: _("Save"),
        PeoplePage.REMOVE: _("Remove this person"),
        PeoplePage.RECOVERY: _("Show a new code"),
        PeoplePage.WRITE_DOWN: _("I have written it down"),
        PeoplePage.TYPE_BACK: _("Make it count"),
    }
    return named.get(page, _("Continue"))
