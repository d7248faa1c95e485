"""The first run, page after page. objectNames: setup_page (the frame), continue, back, making (while work
runs), trouble, problems, restore_instead; per page setup_clinic (clinic_name, clinic_address,
staff_language_<code>), setup_rules (pack_<id>), setup_contact (contact_name, contact_telephone,
contact_email, contact_post), setup_you (member_name, member_role), setup_secrets (passphrase,
passphrase_again, code), setup_recovery (recovery_code_shown), setup_check (recovery_code).
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.frames import SessionFrame, SessionWords
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.language_choice import LanguageChoice
from consentdesk.ui.setup.pages import setup_pages
from consentdesk.ui.setup.state import SetupPage, SetupState
from consentdesk.ui.words import _

NARROWEST_PX, WIDEST_PX = 720, 820


class SetupScreen(QWidget):
    """All pages are there from the start, so that going back loses nothing."""

    edited = Signal(str, str)
    continue_asked = Signal()
    back_asked = Signal()
    language_asked = Signal(str)
    restore_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame = SessionFrame(SessionWords(_("Back"), ""), "setup_page")
        self._frame.later.hide()
        self._languages = LanguageChoice()
        self._restore = LinkButton(_("Bring a clinic's vault back from a backup"), "restore_instead")
        self._pages = setup_pages()
        for page in self._pages.values():
            page.hide()
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._busy, self._place = BusyBar("making"), Text("", "quiet", "place")
        self._state: SetupState | None = None
        self._connect()
        self._lay_out()

    def draw(self, state: SetupState) -> None:
        """Draw what has changed; what is being typed keeps its cursor."""
        before, self._state = self._state, state
        self._pages[state.page].draw(state)
        self._busy.show_progress(state.busy)
        self._trouble.show_bar(state.trouble, "bad")
        self._place.show_words(_place(state))
        if before is None or state.page is not before.page:
            self._turn(state.page)
        if before is None or state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._state:
            self._pages[self._state.page].focus_first()

    def _turn(self, page: SetupPage) -> None:
        for each, shown in self._pages.items():
            reveal(shown, each is page)
        self._frame.show_step(_("Step {number} of {total}").format(number=page.number, total=len(SetupPage)))
        self._frame.show_back(page is not SetupPage.CLINIC)
        self._frame.show_primary(_primary(page))
        for way in (self._languages, self._restore):
            reveal(way, page is SetupPage.CLINIC)
        self._frame.primary.setFocus()  # a page without a field has nothing else to press
        self._pages[page].focus_first()

    def _connect(self) -> None:
        self._frame.continue_asked.connect(self.continue_asked)
        self._frame.back_asked.connect(self.back_asked)
        self._languages.asked.connect(self.language_asked)
        self._restore.clicked.connect(self.restore_asked)
        for page in self._pages.values():
            page.edited.connect(self.edited)
            page.entered.connect(self.continue_asked)

    def _lay_out(self) -> None:
        self._frame.show_patient("ConsentDesk")
        self._frame.set_extras(self._languages, self._restore)
        content = held(
            column(
                self._problems,
                self._trouble,
                self._busy,
                *self._pages.values(),
                self._place,
                None,
                spacing=12,
            )
        )
        content.setMinimumWidth(NARROWEST_PX)
        content.setMaximumWidth(WIDEST_PX)
        self._frame.set_content(held(row(None, content, None)))
        self.setLayout(column(self._frame))


def _primary(page: SetupPage) -> str:
    named = {SetupPage.RECOVERY: _("I have written it down"), SetupPage.CHECK: _("Open the desk")}
    return named.get(page, _("Continue"))


def _place(state: SetupState) -> str:
    if state.page is not SetupPage.CLINIC or state.problems:
        return ""
    words = _(
        "The encrypted vault will lie in {folder}, where there is none yet. If this clinic already has one, "
        "close this window and connect the drive it lies on."
    )
    return words.format(folder=state.folder)
