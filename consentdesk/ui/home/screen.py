"""Home. objectNames: home_page, new_consent, report_incident, rules, emergency_access, backup, backup_due,
search, find_picture, trouble; <code> is the bar of a notice, <code>_review its button; today_<n> opens a
record; found_<n> opens a patient, found_<n>_by says what of them fits, and found_<n>_consent begins a session
with them; nobody_consent is the one button where nobody was found, check_copy stands below what was found.
Numbers count from 1. What waits is the card `work`. Whoever sees no patients finds way_<room> instead.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from consentdesk.domain.access import Act
from consentdesk.ui.home.state import FoundRow, HomeState, NoticeRow, RecordRow
from consentdesk.ui.home.ways import Ways
from consentdesk.ui.home.work.card import WorkCard
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Badge, Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, name_widget, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.reporting import FIRST_PAGE, ROOM
from consentdesk.ui.words import _, more_fit

NEW = ""  # for whom a consent begins: a patient still to be entered


class HomeScreen(QWidget):
    """Rows are rebuilt only where they changed; what is typed in the search box is never touched."""

    new_consent_asked = Signal(str)
    session_opened = Signal(str)
    copy_opened = Signal(str)
    record_opened = Signal(str)
    patient_opened = Signal(str)
    search_asked = Signal(str)
    first_asked = Signal()
    picture_asked = Signal()
    files_given = Signal(list)
    rules_asked = Signal()
    backup_asked = Signal()
    room_asked = Signal(str)
    work_opened = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("home_page")
        self._state = HomeState("")
        self._greeting, self._trouble = Text("", "title", "greeting", wrap=False), Bar("trouble")
        self._new = PrimaryButton(_("New consent   Ctrl+N"), "new_consent", _("New consent"))
        self._new.clicked.connect(lambda: self.new_consent_asked.emit(NEW))
        self._rules = LinkButton(_("Rules and words"), "rules")
        self._rules.clicked.connect(self.rules_asked)
        self._incident = LinkButton(_("Something was posted without consent…"), "report_incident")
        self._incident.clicked.connect(lambda: self.work_opened.emit(ROOM, FIRST_PAGE))
        self._emergency = LinkButton(_("Access in an emergency"), "emergency_access")
        self._emergency.clicked.connect(lambda: self.room_asked.emit("emergency"))
        self._backup, self._due = LinkButton("", "backup"), Badge(_("Backup due"), "warn")
        self._backup.clicked.connect(self.backup_asked)
        self._due.setObjectName("backup_due")
        self._notices, self._ways = column(spacing=8), Ways()
        self._ways.room_asked.connect(self.room_asked)
        self._search = _search_box()
        self._search.textEdited.connect(self.search_asked)
        self._search.returnPressed.connect(self.first_asked)
        self._picture = LinkButton(_("Find by a picture…"), "find_picture")
        self._picture.clicked.connect(self.picture_asked)
        self.work, self._today, self._found = self._work_card(), column(spacing=6), column(spacing=6)
        self._lay_out()

    def draw(self, state: HomeState) -> None:
        """Draw what has changed."""
        before, self._state = self._state, state
        self._greeting.setText(state.greeting)
        self._trouble.show_bar(state.trouble, "bad")
        reveal(self._emergency, state.emergency)
        self._draw_backup(state, before)
        self._draw_offers(state)
        if (state.today, state.loaded) != (before.today, before.loaded):
            self._draw_today(state)
        if (state.found, state.acts) != (before.found, before.acts):
            self._draw_found(state)

    def _work_card(self) -> WorkCard:
        work = WorkCard()
        for name in ("session_opened", "new_consent_asked", "copy_opened", "patient_opened", "work_opened"):
            getattr(work, name).connect(getattr(self, name))
        work.keyboard_lost.connect(self._search.setFocus)
        return work

    def _draw_offers(self, state: HomeState) -> None:
        """Only what whoever sits here may do."""
        looks = Act.LOOK in state.acts
        self._results.setVisible(looks and state.found is not None)
        self._lists.setVisible(looks and state.found is None)
        self._search.setVisible(looks)
        self._picture.setVisible(looks and Act.ASK_USE in state.acts)
        self._new.setVisible(Act.TAKE_CONSENT in state.acts)
        self._incident.setVisible(Act.OPEN_INCIDENT in state.acts)
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
            nobody = _("Nobody here has this name, number or birth date.")
            self._found.addWidget(self._nothing(nobody, "nobody_consent"))
        if Act.CHECK_COPY in state.acts:
            self._found.addWidget(self._to_copy())

    def _notice(self, line: NoticeRow) -> Bar:
        bar = Bar(line.code)
        bar.show_bar(line.words, "warn", (("review", line.action),))
        bar.asked.connect(lambda name: self.room_asked.emit(line.room))
        return bar

    def _today_row(self, number: int, line: RecordRow) -> QWidget:
        opener = LinkButton(_("Open"), f"today_{number}", f"{_('Open')}: {line.name}")
        opener.clicked.connect(lambda: self.record_opened.emit(line.id))
        return _line(None, held(column(Text(line.name), Text(line.hint, "quiet"), spacing=0)), opener)

    def _found_row(self, number: int, line: FoundRow) -> QWidget:
        begin = self._begin(f"found_{number}_consent", line.id, f": {line.name}")
        opener = LinkButton(_("Open"), f"found_{number}", f"{_('Open')}: {line.name}")
        opener.clicked.connect(lambda: self.patient_opened.emit(line.id))
        words = held(column(Text(line.name, "strong"), Text(line.hint, "quiet"), spacing=0))
        return _line(None, words, Text(line.by, "quiet", f"found_{number}_by", wrap=False), opener, begin)

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
        today = Card(_top(self._today), heading=_("Sessions today"), name="today")
        lists = row(self.work, today, spacing=20)
        lists.setStretch(0, 3)
        lists.setStretch(1, 2)
        self._lists = held(lists, "lists")
        self._results = Card(_top(self._found), heading=_("Patients"), name="results")
        ways = (self._emergency, self._due, self._backup, self._rules, self._new)
        hello = column(self._greeting, row(self._incident, None), None, spacing=0)
        head = row(hello, held(Wrap(*ways, spacing=20, to_end=True)), spacing=20)
        head.setStretch(1, 1)
        self._notices_place, self._ways_place = held(self._notices), held(column(self._ways, None))
        self._notices_place.hide()
        search = row(self._search, self._picture, spacing=14)
        page = column(head, search, self._notices_place, self._trouble, spacing=20)
        page.addWidget(self._lists, 1)
        page.addWidget(self._results, 1)
        page.addWidget(self._ways_place, 1)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _search_box() -> QLineEdit:
    box = QLineEdit()
    words = _("Name, record number, birth date or the code on a copy; or drop a picture here")
    name_widget(box, "search", words)
    box.setPlaceholderText(words)
    box.setMinimumHeight(54)
    box.setAcceptDrops(False)  # else it would take the name of a file for words
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
