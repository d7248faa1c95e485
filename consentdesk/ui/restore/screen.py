"""Bring a vault back. objectNames: restore_page, folder (the button that asks for one), folder_chosen,
backup_<n> (from 1, the newest first), recovery_code, restore, restoring (with restoring_progress,
restoring_cancel), set_aside, restored, back_from_restore, unlock_restored, trouble, problems.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.frames import SessionFrame, SessionWords
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.restore.state import RestoreState
from consentdesk.ui.words import _, ngettext

WIDTH_PX = 1000


class RestoreScreen(QWidget):
    """`restore_asked(str)` carries the recovery code typed, `backup_asked(str)` a backup's folder."""

    choose_asked = Signal()
    backup_asked = Signal(str)
    restore_asked = Signal(str)
    stop_asked = Signal()
    back_asked = Signal()
    unlock_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._frame = SessionFrame(SessionWords(_("Back"), ""), "restore_page")
        self._frame.later.hide()
        self._frame.back.setObjectName("back_from_restore")
        self._problems, self._trouble = ProblemSummary(_("There is a problem")), Bar("trouble")
        self._busy, self._aside = BusyBar("restoring", _("Stop")), Bar("set_aside")
        self._choose, self._folder = SecondaryButton("", "folder"), Text("", "body", "folder_chosen")
        self._folder_problem = Text("", "problem", "folder_problem")
        self._found, self._more = OptionGrid("backup", _("Which one?"), 3), Text("", "quiet", "more_backups")
        hint = _("Or the passphrase of somebody who could sign in when the backup was taken")
        self._code = Field("recovery_code", _("Recovery code"), hint, secret=True)
        self._report = Text("", "body", "restored")
        self._state = RestoreState("")
        self._connect()
        self._lay_out()

    def draw(self, state: RestoreState) -> None:
        """Draw what has changed; the code stays as it is typed until the vault is back."""
        before, self._state = self._state, state
        self._draw_found(state)
        self._draw_troubles(state, before)
        reveal(self._entry, not state.report)
        reveal(self._came, bool(state.report))
        self._report.setText("\n".join(state.report))
        if state.report:
            self._code.show_text("")
        elif state.found and state.found != before.found:
            self._code.setFocus()
        self._frame.show_back(not state.running and not state.report)
        self._frame.primary.setObjectName("unlock_restored" if state.report else "restore")
        self._frame.show_primary(_("Go on to unlock it") if state.report else _("Bring it back"))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._choose.setFocus()

    def _draw_found(self, state: RestoreState) -> None:
        self._choose.show_words(_("Another folder") if state.folder else _("Choose the folder"))
        self._folder.setText(state.folder or _("The folder or stick that backups were made to"))
        numbers = {row.folder: str(n) for n, row in enumerate(state.found, 1)}
        options = [Option(numbers[row.folder], row.words, row.hint) for row in state.found]
        self._found.show_options(options, numbers.get(state.taken))
        reveal(self._found, bool(options))
        more = ngettext(
            "{count} older one lies there too: choose its own folder to take it",
            "{count} older ones lie there too: choose the folder of one to take it",
            state.more,
        )
        self._more.show_words(more.format(count=state.more) if state.more else "")

    def _draw_troubles(self, state: RestoreState, before: RestoreState) -> None:
        words = dict(state.problems)
        self._folder_problem.show_words(words.get("folder", ""))
        self._code.show_problem(words.get("recovery_code", ""))
        self._trouble.show_bar(state.trouble, "bad")
        self._busy.show_progress(state.running, state.done, state.total)
        self._aside.show_bar(_about_aside(state) if state.aside else "", "warn")
        if state.problems != before.problems:
            self._problems.show_problems(state.problems)

    def _take(self, number: str) -> None:
        self.backup_asked.emit(self._state.found[int(number) - 1].folder)

    def _go_on(self) -> None:
        if self._state.report:
            self.unlock_asked.emit()
        else:
            self.restore_asked.emit(self._code.text)

    def _connect(self) -> None:
        self._choose.clicked.connect(self.choose_asked)
        self._found.chosen.connect(self._take)
        self._busy.cancel_asked.connect(self.stop_asked)
        self._code.entered.connect(self._go_on)
        self._frame.continue_asked.connect(self._go_on)
        self._frame.back_asked.connect(self.back_asked)

    def _lay_out(self) -> None:
        where = row(self._folder, self._choose, spacing=12)
        where.setStretchFactor(self._folder, 1)
        card = Card(
            *(self._folder_problem, held(where), self._found, self._more, self._code), heading=_("The backup")
        )
        self._entry = held(column(Text(_about()), self._aside, card, spacing=14), "restore_entry")
        self._came = Card(self._report, Text(_after(), "body"), heading=_("The vault is back"), name="came")
        troubles = (self._problems, self._trouble, self._busy)
        title = Text(_("Bring a vault back from a backup"), "title")
        content = held(column(title, *troubles, self._entry, self._came, None, spacing=14))
        content.setFixedWidth(WIDTH_PX)
        self._frame.show_patient("ConsentDesk")
        self._frame.set_content(held(row(None, content, None)))
        self.setLayout(column(self._frame))


def _about() -> str:
    return _("Everything that was in the vault when the backup was taken comes back.")


def _about_aside(state: RestoreState) -> str:
    words = _("What lies in {folder} now is not deleted: it stays beside it, under a name with today's date.")
    return words.format(folder=state.place)


def _after() -> str:
    return _(
        "What happened after the backup was taken may be missing, withdrawals too. Until somebody has looked "
        "into it, pictures are refused for every use outside the medical record; home says so."
    )
