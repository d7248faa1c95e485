"""Words a use, and says what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from consentdesk.domain.pack import OutletKind
from consentdesk.domain.wording import RIGHT_TO_LEFT, UseWords
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.told import language_name
from consentdesk.ui.rules.use.state import LanguageTab, StatementBox, UseState
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import sentence
from consentdesk.workflows.edit_rules.uses import (
    AUTHORISED,
    Needs,
    always_explained,
    always_explained_of,
    change_use,
    has_questions,
    needs_of,
    outlets_of,
    settled_words,
    use_ids,
    word_use,
    words_of_use,
)
from consentdesk.workflows.edit_rules.words import statements_of


class UsePresenter(Part[UseState]):
    """Begins with one language."""

    def __init__(self, copy: WorkingCopy, use: str, language: str) -> None:
        self._use, self._language = use, language
        self._typed: dict[str, UseWords] = {}
        super().__init__(copy)

    def speak(self, language: str) -> None:
        """Word the use in another language."""
        self._language = language
        self._refresh()

    def word(self, title: str, short: str, hint: str) -> None:
        """Call the use so in the present language."""
        words, language = UseWords(title, short, hint), self._language
        self._typed[language] = words
        for field, said in (("short", short), ("hint", hint)):  # which is nothing yet without a title
            self._copy.type(self._field(field), "" if title.strip() else said)
        self._copy.edit(lambda book: word_use(book, self._use, language, words))

    def explain(self, statement: str, called: bool) -> None:
        """Call for a statement before a yes to this use, or not."""
        needs = self._needs
        others = [id for id in needs.statements if id != statement]
        self._change(replace(needs, statements=tuple([*others, statement] if called else others)))

    def reach(self, outlet: str) -> None:
        self._change(replace(self._needs, outlet=outlet))

    def authorise(self, needed: bool) -> None:
        self._change(replace(self._needs, authorisation=needed))

    def end(self, needed: bool) -> None:
        """Ask until when a yes holds, or not."""
        self._change(replace(self._needs, expiry=needed))

    def question(self, needed: bool) -> None:
        """Ask for right answers to the pack's questions, or not."""
        self._change(replace(self._needs, teach_back=needed))

    def have_agreed(self, needed: bool) -> None:
        """Have a second person agree before an image leaves, or not (R27)."""
        self._change(replace(self._needs, second_person=needed))

    @property
    def _needs(self) -> Needs:
        return needs_of(self._copy.book, self._use)

    def _change(self, needs: Needs) -> None:
        before = self._copy.before
        self._copy.edit(lambda book: change_use(book, before, self._use, needs))

    def _refresh(self) -> None:
        if self._use in use_ids(self._copy.book):
            self.become(self._state())

    def _state(self) -> UseState:
        book, needs = self._copy.book, self._needs
        titles = {s.id: s.title for s in statements_of(book, self._copy.staff_language)}
        always = always_explained(book)
        always += tuple(id for id in always_explained_of(self._use) if id not in always)
        choices = [id for id in book.pack["statements"]["ids"] if id not in (*always, AUTHORISED)]
        screen = book.words[self._language]["screen"]
        return UseState(
            use=self._use,
            languages=tuple(self._tab(code) for code in book.words),
            language=self._language,
            words=self._words(),
            statements=tuple(StatementBox(id, titles[id], id in needs.statements) for id in choices),
            always=" ".join(titles[id] for id in always),
            outlet=needs.outlet,
            outlets=outlets_of(self._use),
            authorisation=needs.authorisation,
            expiry=needs.expiry,
            teach_back=needs.teach_back if has_questions(book) else None,
            second_person=needs.second_person if needs.outlet != OutletKind.NONE else None,
            asked=(screen["may_be_used"], screen["yes"], screen["no"]),
            problems=tuple(self._problems()),
        )

    def _problems(self) -> Iterator[tuple[str, str]]:
        """What publishing refused of the words in the present language."""
        here = f"use:{self._use}:{self._language}:"
        found = (problem for problem in self._copy.problems if problem.where.startswith(here))
        return ((problem.where.removeprefix(here), sentence(problem)) for problem in found)

    def _words(self) -> UseWords:
        """As they are being typed, as long as that is what the book has of them: a title that is typed anew
        takes nothing else with it."""
        kept = words_of_use(self._copy.book, self._use, self._language)
        early = UseWords("", *(self._copy.typed.get(self._field(name), "") for name in ("short", "hint")))
        typed = self._typed.get(self._language, early)
        return typed if settled_words(typed) == kept else kept

    def _field(self, name: str) -> str:
        return f"use:{self._use}:{self._language}:{name}"

    def _tab(self, code: str) -> LanguageTab:
        book = self._copy.book
        worded = bool(words_of_use(book, self._use, code).title)
        rtl = book.words[code]["wording"].get("direction") == RIGHT_TO_LEFT
        return LanguageTab(code, language_name(book, code), worded, rtl)
