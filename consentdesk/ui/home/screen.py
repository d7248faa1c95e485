"""Home. objectNames: home_page, new_consent, rules, emergency_access, backup, backup_due, search, trouble;
<code> is the bar of a notice, <code>_review its button; waiting_<n> opens what waits, discard_<n> asks
whether a session is to be given up (discard_<n>_yes, discard_<n>_no); today_<n> opens a record; found_<n>
opens a patient and found_<n>_consent begins a session with them; first_consent and nobody_consent are the one
button of an empty list, check_copy stands below what was found. Numbers count from 1. Whoever sees no
patients finds way_<room> instead.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.home.state import FoundRow, HomeState, NoticeRow, RecordRow, WaitingRow, Waits
from consentdesk.ui.home.ways import Ways
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import Button, LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.problems import focus_widget
from consentdesk.ui.kit.text import Text, name_widget, reveal
from consentdesk.ui.words import _, more_fit, ngettext

BADGE_PX = 150
NEW = ""  # for whom a consent begins: a patient still to be entered
NOTHING = ""  # which session is to be discarded


class HomeScreen(QWidget):
    """Rows are rebuilt only where they changed; what is typed in the search box is never touched."""

    new_consent_asked = Signal(str)
    session_opened = Signal(str)
    copy_opened = Signal(str)
    record_opened = Signal(str)
    patient_opened = Signal(str)
    search_asked = Signal(str)
    discard_asked = Signal(str)
    discard_confirmed = Signal(str)
    rules_asked = Signal()
    backup_asked = Signal()
    room_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("home_page")
        self._state = HomeState("")
        self._greeting, self._trouble = Text("", "title", "greeting", wrap=False), Bar("trouble")
        self._new = PrimaryButton(_("New consent   Ctrl+N"), "new_consent", _("New consent"))
        self._new.clicked.connect(lambda: self.new_consent_asked.emit(NEW))
        self._rules = LinkButton(_("Rules and words"), "rules")
        self._rules.clicked.connect(self.rules_asked)
        self._emergency = LinkButton(_("Access in an emergency"), "emergency_access")
        self._emergency.clicked.connect(lambda: self.room_asked.emit("emergency"))
        self._backup, self._due = LinkButton("", "backup"), Badge(_("Backup due"), "warn")
        self._backup.clicked.connect(self.backup_asked)
        self._due.setObjectName("backup_due")
        self._notices, self._ways = column(spacing=8), Ways()
        self._ways.room_asked.connect(self.room_asked)
        self._search = _search_box()
        self._search.textEdited.connect(self.search_asked)
        self._waiting, self._today, self._found = (column(spacing=6) for _list in range(3))
        self._lay_out()

    def draw(self, state: HomeState) -> None:
        """Draw what has changed."""
        before, self._state = self._state, state
        self._greeting.setText(state.greeting)
        self._trouble.show_bar(state.trouble, "bad")
        reveal(self._emergency, state.emergency)
        self._draw_backup(state, before)
        self._draw_offers(state)
        if (state.waiting, state.loaded, state.acts) != (before.waiting, before.loaded, before.acts):
            self._draw_waiting(state)
        if (state.today, state.loaded) != (before.today, before.loaded):
            self._draw_today(state)
        if (state.found, state.acts) != (before.found, before.acts):
            self._draw_found(state)

    def _draw_offers(self, state: HomeState) -> None:
        """Only what whoever sits here may do."""
        looks = Act.LOOK in state.acts
        self._results.setVisible(looks and state.found is not None)
        self._lists.setVisible(looks and state.found is None)
        self._search.setVisible(looks)
        self._new.setVisible(Act.TAKE_CONSENT in state.acts)
        self._rules.setVisible(looks and Act.EDIT_RULES in state.acts)
        self._ways_place.setVisible(not looks)
        self._ways.draw(state.acts)

    def _draw_backup(self, state: HomeState, before: HomeState) -> None:
        self._backup.setText(state.backup)
        reveal(self._backup, bool(state.backup))
        reveal(self._due, state.backup_due)
        if state.notices != before.notices:
            _fill(self._notices, [self._notice(row) for row in state.notices])
            reveal(self._notices_place, bool(state.notices))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._search.setFocus()

    def focus_search(self) -> None:
        """Put the cursor where patients are looked for."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def _draw_waiting(self, state: HomeState) -> None:
        here = any(button.hasFocus() for button in self._lists.findChildren(Button))
        _fill(self._waiting, [self._waiting_row(n, r) for n, r in enumerate(state.waiting, 1)])
        if state.more_waiting:
            more = ngettext("{count} more waits", "{count} more wait", state.more_waiting)
            self._waiting.addWidget(Text(more.format(count=state.more_waiting), "quiet"))
        if state.loaded and not state.waiting:
            self._waiting.addWidget(self._nothing(_("Nothing waits for you."), "first_consent"))
        if here:
            self._lead_keyboard(state)

    def _lead_keyboard(self, state: HomeState) -> None:
        """From a row that was drawn anew to the question it asks now, else to where one begins."""
        asked = next((n for n, line in enumerate(state.waiting, 1) if line.leaving), 0)
        if not focus_widget(self, f"discard_{asked}_no"):
            self._search.setFocus()

    def _draw_today(self, state: HomeState) -> None:
        _fill(self._today, [self._today_row(n, r) for n, r in enumerate(state.today, 1)])
        if state.loaded and not state.today:
            self._today.addWidget(Text(_("No session has been sealed today."), "quiet"))

    def _draw_found(self, state: HomeState) -> None:
        found = state.found or ()
        _fill(self._found, [self._found_row(n, r) for n, r in enumerate(found, 1)])
        if state.more_found:
            self._found.addWidget(Text(more_fit(state.more_found), "quiet"))
        if not found:
            self._found.addWidget(self._nothing(_("Nobody here has this name or number."), "nobody_consent"))
        if Act.CHECK_COPY in state.acts:
            self._found.addWidget(self._to_copy())

    def _waiting_row(self, number: int, line: WaitingRow) -> QWidget:
        badge = Badge(line.badge, "info" if line.kind is Waits.SESSION else "warn")
        badge.setFixedWidth(BADGE_PX)
        opener = LinkButton(_("Open"), f"waiting_{number}", f"{line.badge}, {line.words}")
        asked = self.copy_opened if line.kind is Waits.COPY else self.session_opened
        opener.clicked.connect(lambda: asked.emit(line.opens))
        if line.kind is Waits.COPY:
            return _line(badge, Text(line.words), opener)
        if line.leaving:
            return self._discarding(number, line)
        away = LinkButton(_("Discard"), f"discard_{number}", f"{_('Discard')}: {line.words}")
        away.clicked.connect(lambda: self.discard_asked.emit(line.opens))
        return _line(badge, Text(line.words), opener, away)

    def _notice(self, line: NoticeRow) -> Bar:
        bar = Bar(line.code)
        bar.show_bar(line.words, "warn", (("review", line.action),))
        bar.asked.connect(lambda name: self.room_asked.emit(line.room))
        return bar

    def _discarding(self, number: int, line: WaitingRow) -> QWidget:
        yes = SecondaryButton(_("Discard it"), f"discard_{number}_yes")
        yes.clicked.connect(lambda: self.discard_confirmed.emit(line.opens))
        keep = SecondaryButton(_("Keep it"), f"discard_{number}_no")
        keep.clicked.connect(lambda: self.discard_asked.emit(NOTHING))
        asked = Text(
            _("Discard this session? What was entered and its pictures are erased for good."), "strong"
        )
        return held(column(Text(line.words), asked, row(yes, keep, None), spacing=8))

    def _today_row(self, number: int, line: RecordRow) -> QWidget:
        opener = LinkButton(_("Open"), f"today_{number}", f"{_('Open')}: {line.name}")
        opener.clicked.connect(lambda: self.record_opened.emit(line.id))
        return _line(None, held(column(Text(line.name), Text(line.hint, "quiet"), spacing=0)), opener)

    def _found_row(self, number: int, line: FoundRow) -> QWidget:
        begin = self._begin(f"found_{number}_consent", line.id, f": {line.name}")
        opener = LinkButton(_("Open"), f"found_{number}", f"{_('Open')}: {line.name}")
        opener.clicked.connect(lambda: self.patient_opened.emit(line.id))
        words = held(column(Text(line.name, "strong"), Text(line.hint, "quiet"), spacing=0))
        return _line(None, words, opener, begin)

    def _to_copy(self) -> QWidget:
        check = LinkButton(_("Check a copy that somebody brings"), "check_copy")
        check.clicked.connect(lambda: self.room_asked.emit("copy_check"))
        return held(row(check, None))

    def _nothing(self, words: str, name: str) -> QWidget:
        return held(column(Text(words, "quiet"), row(self._begin(name), None), spacing=12))

    def _begin(self, name: str, patient: str = NEW, whose: str = "") -> SecondaryButton:
        begin = SecondaryButton(_("New consent"), name, _("New consent") + whose)
        begin.clicked.connect(lambda: self.new_consent_asked.emit(patient))
        reveal(begin, Act.TAKE_CONSENT in self._state.acts)
        return begin

    def _lay_out(self) -> None:
        waiting = Card(_top(self._waiting), heading=_("Waiting for you"), name="waiting")
        today = Card(_top(self._today), heading=_("Sessions today"), name="today")
        lists = row(waiting, today, spacing=20)
        lists.setStretch(0, 3)
        lists.setStretch(1, 2)
        self._lists = held(lists, "lists")
        self._results = Card(_top(self._found), heading=_("Patients"), name="results")
        ways = (self._emergency, self._due, self._backup, self._rules, self._new)
        head = row(self._greeting, None, *ways, spacing=20)
        self._notices_place, self._ways_place = held(self._notices), held(column(self._ways, None))
        self._notices_place.hide()
        page = column(head, self._search, self._notices_place, self._trouble, spacing=20)
        page.addWidget(self._lists, 1)
        page.addWidget(self._results, 1)
        page.addWidget(self._ways_place, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _search_box() -> QLineEdit:
    box = QLineEdit()
    words = _("Name, record number or the code on a patient's copy")
    name_widget(box, "search", words)
    box.setPlaceholderText(words)
    box.setMinimumHeight(54)
    return box


def _top(lines: QVBoxLayout) -> QWidget:
    return held(column(held(lines), None))


def _line(badge: QWidget | None, words: QWidget, *openers: QWidget) -> QWidget:
    parts = [badge] if badge else []
    line = row(*parts, words, *openers, spacing=18, margins=(0, 4, 0, 4))
    line.setStretchFactor(words, 1)
    return held(line)


def _fill(lines: QVBoxLayout, widgets: list[QWidget]) -> None:
    clear(lines)
    for widget in widgets:
        lines.addWidget(widget)
        widget.show()  # at once, so that it can take the keyboard
