"""The pictures. objectNames: gallery_page, gallery_site, gallery_more, gallery_lists, gallery_clear,
gallery_use_<use>, gallery_status_<status>, gallery_photographer_<id>, gallery_first_day, gallery_last_day,
saved_list_<id>, list_name, list_save, list_forget, gallery_grid, gallery_nothing (with first_consent, or
nothing_clear), gallery_chosen, may_use, release, register, masking,
report_incident, open_record, trouble.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from consentdesk.domain.listing import Status
from consentdesk.ui.gallery.grid import Grid, Small
from consentdesk.ui.gallery.more import Lists, More
from consentdesk.ui.gallery.state import NOTHING_ASKED, GalleryState
from consentdesk.ui.gallery.told import status_words
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.text import Text, name_widget, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.reporting import ROOM, of_images
from consentdesk.ui.words import _, ngettext

SITE_PX = 340
GRID_LEAST_PX = 240


class GalleryScreen(QWidget):
    """`asked(what, value)` says what is looked for ("use", "status", "photographer"); `open_asked(image)`
    that its record is wanted; `work_opened(room, about)` leads on with the pictures that are chosen."""

    site_typed = Signal(str)
    asked = Signal(str, str)
    days_given = Signal(str, str)
    clear_asked = Signal()
    unfold_asked = Signal(str)
    list_chosen = Signal(str)
    list_named = Signal(str)
    forget_asked = Signal()
    older_asked = Signal()
    open_asked = Signal(str)
    work_opened = Signal(str, str)
    record_opened = Signal(str)
    new_consent_asked = Signal(str)

    def __init__(self, small: Small) -> None:
        super().__init__()
        self.setObjectName("gallery_page")
        self._trouble, self._site = Bar("trouble"), _site_box()
        self._folds = {
            "more": LinkButton(_("Days and photographer"), "gallery_more"),
            "lists": LinkButton(_("Lists"), "gallery_lists"),
        }
        self._clear = LinkButton(_("Show all"), "gallery_clear", _("Show all pictures"))
        self._uses = ChipRow("gallery_use", "")
        statuses = [(status.value, status_words(status)) for status in Status]
        self._statuses = ChipRow("gallery_status", "", statuses)
        self._more, self._lists = More(), Lists()
        self.grid = Grid("gallery_grid", _("Pictures"), small)
        self._nothing = Text("", "quiet", "gallery_nothing")
        self._begin = SecondaryButton(_("New consent"), "first_consent")
        self._all = SecondaryButton(_("Show all"), "nothing_clear", _("Show all pictures"))
        self._chosen = Text("", "body", "gallery_chosen", wrap=False)
        self._acts = [
            SecondaryButton(_("May I use these?"), "may_use"),
            SecondaryButton(_("Release…"), "release"),
            SecondaryButton(_("Note a place…"), "register", _("Note where these pictures are")),
            LinkButton(_("Incident…"), "report_incident", _("They were seen where they should not be")),
            LinkButton(_("Open the record"), "open_record"),
        ]
        self._mask = LinkButton(_("Crop or cover…"), "masking", _("Crop or cover this picture"))
        self._connect()
        self._lay_out()
        self._tell_chosen()

    def draw(self, state: GalleryState) -> None:
        """Draw what has changed; what is typed stays, and so do the keyboard and what is chosen."""
        self._trouble.show_bar(state.trouble, "bad")
        if state.asked.site != self._site.text().strip():
            self._site.setText(state.asked.site)
        self._uses.show_options(state.uses)
        self._uses.show_value(state.asked.use)
        self._statuses.show_value(state.asked.status)
        reveal(self._more, state.unfolded == "more")
        reveal(self._lists, state.unfolded == "lists")
        self._more.draw(state)
        self._lists.draw(state)
        reveal(self._clear, state.asked != NOTHING_ASKED)
        self.grid.show_tiles(state.tiles, state.turn)
        self._draw_nothing(state)
        self._lead_keyboard()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._lead_keyboard()

    def _lead_keyboard(self) -> None:
        """To the pictures as soon as there are some, unless somebody is at work elsewhere on the page."""
        here = self.window().focusWidget()
        if self.grid.isVisible() and (here is None or not self.isAncestorOf(here)):
            self.grid.setFocus()

    def _draw_nothing(self, state: GalleryState) -> None:
        """In place of the pictures: why there are none, and the way on."""
        empty, first = not state.tiles and not state.looking, state.asked == NOTHING_ASKED
        looking = _("Looking further back…") if state.looking and state.turn else ""
        told = _("No pictures have been kept yet.") if first else _("No picture fits this.")
        self._nothing.show_words("" if state.tiles else told if empty else looking)
        reveal(self._begin, empty and first)
        reveal(self._all, empty and not first)
        reveal(self._none, not state.tiles)
        for part in (self.grid, self._foot):
            reveal(part, bool(state.tiles))

    def _tell_chosen(self) -> None:
        count = len(self.grid.chosen)
        chosen = ngettext("{count} picture chosen", "{count} pictures chosen", count).format(count=count)
        hint = _("Space chooses a picture, Enter opens its record.")
        self._chosen.setText(chosen if count else hint)
        for button in self._acts:
            reveal(button, bool(count))
        reveal(self._mask, count == 1)

    def _lead_on(self, room: str) -> None:
        self.work_opened.emit(room, " ".join(self.grid.chosen))

    def _connect(self) -> None:
        self._site.textEdited.connect(self.site_typed)
        self._begin.clicked.connect(lambda: self.new_consent_asked.emit(""))
        for button in (self._clear, self._all):
            button.clicked.connect(self.clear_asked)
        for what, link in self._folds.items():
            link.clicked.connect(partial(self.unfold_asked.emit, what))
        self._uses.chosen.connect(partial(self.asked.emit, "use"))
        self._statuses.chosen.connect(partial(self.asked.emit, "status"))
        self._more.photographer_chosen.connect(partial(self.asked.emit, "photographer"))
        self._more.days_given.connect(self.days_given)
        self._lists.chosen.connect(self.list_chosen)
        self._lists.named.connect(self.list_named)
        self._lists.forget_asked.connect(self.forget_asked)
        self.grid.opened.connect(self.open_asked)
        self.grid.end_near.connect(self.older_asked)
        self.grid.chosen_changed.connect(self._tell_chosen)
        may_use, release, register, report, open_record = self._acts
        may_use.clicked.connect(partial(self._lead_on, "may_use"))
        release.clicked.connect(partial(self._lead_on, "release"))
        register.clicked.connect(partial(self._lead_on, "register"))
        report.clicked.connect(lambda: self.work_opened.emit(ROOM, of_images(self.grid.chosen)))
        self._mask.clicked.connect(lambda: self.work_opened.emit("masking", f"{self.grid.chosen[0]} gallery"))
        open_record.clicked.connect(lambda: self.open_asked.emit(self.grid.chosen[0]))
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(lambda: self._site.setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _lay_out(self) -> None:
        self._site.setFixedWidth(SITE_PX)
        self.grid.setMinimumHeight(GRID_LEAST_PX)
        self._chosen.setMinimumHeight(44)
        folds = row(*self._folds.values(), self._clear, spacing=2)
        head = row(Text(_("Pictures"), "title", wrap=False), None, folds, self._site, spacing=14)
        acts = held(Wrap(*self._acts[:-1], self._mask, self._acts[-1], spacing=6, to_end=True))
        foot = row(self._chosen, acts, spacing=10)
        foot.setStretch(1, 1)
        self._foot = held(foot)
        self._none = held(column(self._nothing, row(self._begin, self._all, None), None, spacing=12))
        filters = column(self._uses, self._statuses, self._more, self._lists, spacing=8)
        page = column(head, self._trouble, filters, spacing=12)
        page.addWidget(self.grid, 1)
        page.addWidget(self._none, 1)
        page.addWidget(self._foot)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _site_box() -> QLineEdit:
    box = QLineEdit()
    words = _("What they show: left forearm")
    name_widget(box, "gallery_site", words)
    box.setPlaceholderText(words)
    box.setClearButtonEnabled(False)
    return box
