"""A letter. objectNames: letter, removal_letter_to, letter_language (with letter_language_<language>),
letter_picture (with letter_picture_yes, letter_picture_no), letter_about (with letter_about_one,
letter_about_all), write_it, problems, trouble; those of the paper.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import ProblemSummary
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.removals.letter.state import LetterState
from consentdesk.ui.removals.told import LANGUAGES
from consentdesk.ui.words import _
from consentdesk.workflows.give_paper import Document

LINES = 4


class LetterScreen(QWidget):
    """Draws a LetterState, and the paper that `paper` makes of a document once there is one."""

    to_typed = Signal(str)
    language_chosen = Signal(str)
    picture_chosen = Signal(bool)
    everywhere_chosen = Signal(bool)
    write_asked = Signal()

    def __init__(self, paper: Callable[[Document], QWidget]) -> None:
        super().__init__()
        self.setObjectName("letter")
        self._paper, self._tried = paper, 0
        self._trouble, self._problems = Bar("trouble"), ProblemSummary(_("There is a problem"))
        hint = _("As on an envelope: who, where, and an address where you have one.")
        self._to = Field("removal_letter_to", _("Whom the letter is for"), hint, lines=LINES)
        self._language = ChipRow("letter_language", _("Language"), tuple(LANGUAGES.items()))
        choices = (("no", _("Name the picture by its number")), ("yes", _("Show it small, too")))
        self._picture = ChipRow("letter_picture", _("The picture in the letter"), choices)
        self._about = ChipRow("letter_about", _("What the letter is about"))
        self._write = PrimaryButton(_("Write the letter"), "write_it")
        self._connect()
        self._lay_out()

    def draw(self, state: LetterState) -> None:
        """Draw what has changed; what is typed stays."""
        self._trouble.show_bar(state.trouble, "bad")
        self._to.show_text(state.to)
        self._language.show_value(state.language)
        self._picture.show_value("yes" if state.pictured else "no")
        self._to.show_problem(dict(state.problems).get("removal_letter_to", ""))
        self._about.show_options((("one", _("This picture")), ("all", _all_there(state.others))))
        self._about.show_value("all" if state.everywhere else "one")
        reveal(self._about, bool(state.others))
        reveal(self._picture, state.can_picture)
        reveal(self._asking, state.asking)
        if state.tried != self._tried:
            self._tried = state.tried
            self._problems.show_problems(state.problems)

    def show_paper(self, document: object) -> None:
        """Show the letter (a Document), to be printed or saved."""
        assert isinstance(document, Document)
        self._problems.show_problems(())
        part = self._paper(document)
        self._page.addWidget(part, 1)
        part.show()

    def _connect(self) -> None:
        self._to.edited.connect(self.to_typed)
        self._language.chosen.connect(self.language_chosen)
        self._picture.chosen.connect(lambda chosen: self.picture_chosen.emit(chosen == "yes"))
        self._about.chosen.connect(lambda chosen: self.everywhere_chosen.emit(chosen == "all"))
        self._write.clicked.connect(self.write_asked)

    def _lay_out(self) -> None:
        card = Card(
            self._to,
            self._about,
            self._language,
            self._picture,
            held(row(None, self._write)),
            name="letter_card",
        )
        self._asking = held(column(card, None))
        head = Text(_("A letter to whoever runs the place"), "title")
        self._page = column(head, self._trouble, self._problems, self._asking, spacing=10)
        self._page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._page)


def _all_there(others: int) -> str:
    return _("All {count} pictures there").format(count=others + 1)
