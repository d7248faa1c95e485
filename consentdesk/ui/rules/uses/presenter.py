"""Adds uses, takes them away, says which are usual."""

from __future__ import annotations

from PySide6.QtCore import Signal

from consentdesk.domain.pack import RECORD_USE
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.told import language_name, needs_words, use_title
from consentdesk.ui.rules.uses.state import UseRow, UsesState
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.edit_rules.uses import (
    add_from_catalogue,
    add_own_use,
    can_split_teaching,
    choose_usual,
    on_offer,
    remove_use,
    split_teaching,
    unworded,
    use_ids,
)

OWN = "own_use"


class UsesPresenter(Part[UsesState]):
    """`added(str)` follows when a use of the clinic's own was added, whose words and needs come next."""

    added = Signal(str)

    def be_usual(self, id: str, usual: bool) -> None:
        """Ask about a use in the usual session, or not."""

        def chosen(uses: tuple[str, ...]) -> list[str]:
            return [*uses, id] if usual else [use for use in uses if use != id]

        self._copy.edit(lambda book: choose_usual(book, chosen(book.usual)))

    def remove(self, id: str) -> None:
        self._copy.edit(lambda book: remove_use(book, id))

    def add(self, id: str) -> None:
        """Add a use of the catalogue."""
        self._copy.edit(lambda book: add_from_catalogue(book, self._copy.catalogue, id))

    def split(self) -> None:
        self._copy.edit(split_teaching)

    def type_own(self, title: str) -> None:
        self._copy.type(OWN, title)

    def add_own(self) -> None:
        """Add a use of the clinic's own under the title that was typed."""
        copy, title = self._copy, self._copy.typed.get(OWN, "")
        if copy.edit(lambda book: add_own_use(book, title, copy.staff_language, copy.ever)):
            copy.type(OWN, "")
            self.added.emit(use_ids(copy.book)[-1])

    def _state(self) -> UsesState:
        copy, book = self._copy, self._copy.book
        wrong = {p.where: sentence(p) for p in copy.problems}
        return UsesState(
            uses=tuple(self._row(id) for id in use_ids(book)),
            offers=tuple(
                (id, use_title(book, id, copy.staff_language)) for id in on_offer(book, copy.catalogue)
            ),
            can_split=can_split_teaching(book),
            own=copy.typed.get(OWN, ""),
            own_problem=wrong.get(OWN, ""),
        )

    def _row(self, id: str) -> UseRow:
        book = self._copy.book
        lacking = [language_name(book, code) for code in book.words if id in unworded(book, code)]
        return UseRow(
            id=id,
            title=use_title(book, id, self._copy.staff_language),
            needs=needs_words(book, id),
            usual=id in book.usual,
            removable=id != RECORD_USE,
            gap=_("No words yet: {languages}").format(languages=", ".join(lacking)) if lacking else "",
        )
