"""The first two cards of the paper route: the form goes out, and its pages come back.

objectNames: print_card, print_form, save_form, printed, stale, those of `ui.printing` · scans_card, scans
(adds pages), adding, adding_cancel, refused_<n>, refused_close, page_<n> (its words: page_<n>_words) · for
each page without a readable code: loose_<key>, loose_<key>_is_<page>, loose_<key>_out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QWidget

from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import Picture
from consentdesk.ui.kit.text import Text, restyle
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.printing import Destination
from consentdesk.ui.session.sign.paper.state import FormPage, LoosePage, PaperState, Words
from consentdesk.ui.words import _

PAGE_PX = (96, 134)


class FormPrinting(Card):
    """Where the form is printed; `where` is the part that chooses printer and paper."""

    print_asked = Signal()
    save_asked = Signal()

    def __init__(self) -> None:
        super().__init__(heading=_("1  Print the form"), name="print_card")
        self._printed, self._stale = Text("", "strong", "printed"), Bar("stale")
        self.where = Destination(counts_copies=False)
        self._print = SecondaryButton(_("Print"), "print_form")
        self._save = SecondaryButton(_("Save PDF"), "save_form")
        self._print.clicked.connect(self.print_asked)
        self._save.clicked.connect(self.save_asked)
        what = Text(_("It has every answer, each statement, and a line for each person to sign."), "quiet")
        out = row(self._print, self._save, spacing=10)
        out.setStretch(0, 1)
        out.setStretch(1, 1)
        for part in (what, self._printed, self._stale, self.where, held(out)):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.setFocusProxy(self._print)

    def draw(self, state: PaperState) -> None:
        self._printed.show_words(state.printed)
        self._stale.show_bar(state.stale, "warn")
        self._print.show_words(_("Print again") if state.printed else _("Print"))
        self.where.draw(state.out)


class SignedPages(Card):
    """Where signed pages come in, and which of them are back."""

    add_asked = Signal()
    cancel_asked = Signal()
    forget_asked = Signal()
    page_said = Signal(int, int)
    left_out = Signal(int)

    def __init__(self) -> None:
        super().__init__(heading=_("2  Add the signed pages"), name="scans_card")
        add = SecondaryButton(_("Add pages"), "scans", _("Add the signed pages"))
        add.clicked.connect(self.add_asked)
        hint = Text(_("or drop scans or photos here"), "quiet")
        self._progress, self._refused = BusyBar("adding", _("Cancel")), Refused()
        self._progress.cancel_asked.connect(self.cancel_asked)
        self._refused.closed.connect(self.forget_asked)
        self._pages, self._loose = Wrap(), column(spacing=12)
        self._tiles: dict[int, PageTile] = {}
        self._lines: tuple[tuple[LoosePage, ...], int] = ((), 0)
        loose = held(self._loose)
        adding = row(add, hint, spacing=14)
        adding.setStretch(1, 1)
        for part in (held(adding), self._progress, self._refused, held(self._pages), loose):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.setFocusProxy(add)

    def draw(self, state: PaperState) -> None:
        self._progress.show_progress(state.progress, state.done, state.total)
        self._refused.draw(state.refused)
        self._draw_pages(state.pages)
        lines = (state.loose, len(state.pages))
        if lines != self._lines:
            self._lines = lines
            self._draw_loose(*lines)

    def _draw_pages(self, pages: Sequence[FormPage]) -> None:
        if list(self._tiles) != [page.number for page in pages]:
            clear(self._pages)
            self._tiles = {page.number: PageTile(page.number) for page in pages}
            for tile in self._tiles.values():
                self._pages.addWidget(tile)
        for page in pages:
            self._tiles[page.number].draw(page)

    def _draw_loose(self, loose: Sequence[LoosePage], pages: int) -> None:
        clear(self._loose)
        for page in loose:
            self._loose.addWidget(self._asked(page, pages))

    def _asked(self, page: LoosePage, pages: int) -> QWidget:
        """A page of which staff say which one it is."""
        name = f"loose_{page.key}"
        seen = Sheet(name)
        seen.show_page(page.image, _("A page without a code"))
        question = _("No code can be read on this page. Which one is it?")
        buttons = [self._is(page.key, number) for number in range(1, pages + 1)]
        out = LinkButton(_("Leave it out"), f"{name}_out")
        out.clicked.connect(partial(self.left_out.emit, page.key))
        asked = held(column(Text(question, "strong"), held(Wrap(*buttons, out)), None, spacing=8))
        line = row(seen, asked, spacing=14)
        line.setStretch(1, 1)
        return held(line)

    def _is(self, key: int, number: int) -> SecondaryButton:
        words = _("Page {number}").format(number=number)
        button = SecondaryButton(words, f"loose_{key}_is_{number}")
        button.clicked.connect(partial(self.page_said.emit, key, number))
        return button


class Sheet(QFrame):
    """A small page with its edge drawn, for paper is as white as a card; an empty place while missing."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._picture = Picture(name)
        self._picture.setMinimumSize(0, 0)
        self.setFixedSize(*PAGE_PX)
        self.setLayout(column(self._picture, margins=(2, 2, 2, 2)))

    def show_page(self, image: QImage, words: str, missing: bool = False) -> None:
        self._picture.show_image(image, words)
        restyle(self, missing=missing)


class PageTile(QWidget):
    """A page of the form: its picture once it is back, and words for where it is."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._sheet, self._words = Sheet(f"page_{number}"), Text("", "quiet", f"page_{number}_words")
        self._words.setFixedWidth(PAGE_PX[0])
        self.setLayout(column(self._sheet, self._words, None, spacing=4))

    def draw(self, page: FormPage) -> None:
        self._sheet.show_page(page.image, page.words, not page.back)
        self._words.setText(page.words)


class Refused(QWidget):
    """Files that were not taken, each with its reason."""

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(spacing=4)
        self._drawn: Words = (("", ""),)
        close = LinkButton(_("Close"), "refused_close")
        close.clicked.connect(self.closed)
        self.setLayout(column(held(self._lines), row(None, close), spacing=2))

    def draw(self, refused: Words) -> None:
        self.setVisible(bool(refused))
        if refused == self._drawn:
            return
        self._drawn = refused
        clear(self._lines)
        for number, (name, reason) in enumerate(refused, start=1):
            self._lines.addWidget(Text(f"{name}: {reason}", "problem", f"refused_{number}"))
