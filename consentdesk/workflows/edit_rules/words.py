"""The words of a rulebook: what patients read in a language, how hard it is, and how it will look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from consentdesk.domain.plainness import SYLLABLES, grade, sentences
from consentdesk.domain.refusals import Problem
from consentdesk.domain.wording import PLACE, PLACES, FilledPage, Statement, UseWords, pages_for
from consentdesk.workflows.edit_rules.book import Rulebook
from consentdesk.workflows.edit_rules.uses import use_ids, words_of_use

HARDEST_GRADE = 6.0
MAX_TITLE, MAX_TEXT = 120, 1500
MAX_OF_USE = {"title": MAX_TITLE, "short": 60, "hint": 300}
_ANY_PLACE = re.compile(r"\{[^{}]*\}?|\}")  # also one that was not written out to its end


def statements_of(book: Rulebook, language: str) -> tuple[Statement, ...]:
    """The statements that the pack calls for, in the order of its pages."""
    words = book.words[language]
    called, worded = book.pack["statements"]["ids"], {row["id"]: row for row in words["statements"]}
    placed = [id for page in words["pages"] for id in page["statements"] if id in called and id in worded]
    return tuple(Statement(**worded[id]) for id in placed)


def change_statement(book: Rulebook, language: str, statement: Statement) -> Rulebook:
    """Say a statement in other words. They are a draft again until somebody approves them."""
    words = {"title": statement.title, "text": statement.text}
    rows = book.words[language]["statements"]
    changed = [{**row, **words} if row["id"] == statement.id else row for row in rows]
    return book if changed == rows else book.with_words(language, statements=changed)


def reading_grade(language: str, statement: Statement) -> float | None:
    """How hard a statement is: a US school grade by the formula made for the language; None where there is
    none, or nothing to read."""
    text = PLACE.sub("Ana", f"{statement.title} {statement.text}")  # names are no reading matter
    return grade(language, text) if language in SYLLABLES and sentences(text) else None


def preview(book: Rulebook, language: str, today: date) -> tuple[FilledPage, ...]:
    """The pages as a patient will see them who is asked about every use. Raises Refusal `pack_malformed`,
    `pack_is_template`, `wording_malformed`."""
    pack, wording = book.rules(today), book.wording(language)
    return pages_for(wording, pack, (use.id for use in pack.uses), book.clinic)


def word_problems(before: Rulebook, book: Rulebook, language: str) -> Iterator[Problem]:
    """What is wrong with the changed words of a language: of its statements, where `where` is
    <language>:<statement>:<field>, and of its uses, where it is use:<use>:<language>:<field>."""
    earlier = {statement.id: statement for statement in statements_of(before, language)}
    for statement in statements_of(book, language):
        if statement != earlier.get(statement.id):
            yield from _wrong(statement, earlier.get(statement.id), f"{language}:{statement.id}")
    for id in use_ids(book):
        if (words := words_of_use(book, id, language)) != words_of_use(before, id, language):
            yield from _wrong_of_use(words, f"use:{id}:{language}")


def changed_words(before: Rulebook, book: Rulebook, language: str) -> Iterator[tuple[str, str]]:
    """What has other words in a language than before, as (`where` as above, words)."""
    earlier = statements_of(before, language)
    for said in (statement for statement in statements_of(book, language) if statement not in earlier):
        yield from ((f"{language}:{said.id}:{field}", getattr(said, field)) for field in ("title", "text"))
    for id in use_ids(book):
        if (words := words_of_use(book, id, language)) != words_of_use(before, id, language):
            yield from ((f"use:{id}:{language}:{field}", getattr(words, field)) for field in MAX_OF_USE)


def _wrong(statement: Statement, before: Statement | None, where: str) -> Iterator[Problem]:
    for field, words, most in (("title", statement.title, MAX_TITLE), ("text", statement.text, MAX_TEXT)):
        if not words.strip():
            yield Problem("statement_words_missing", f"{where}:{field}")
        elif len(words) > most:
            yield Problem("text_too_long", f"{where}:{field}", {"most": most})
    named = _ANY_PLACE.findall(statement.text)
    known = [f"{{{place}}}" for place in PLACES]
    yield from (Problem("place_unknown", f"{where}:text", {"place": p}) for p in named if p not in known)
    in_title = _ANY_PLACE.findall(statement.title)  # nothing is filled in there
    yield from (Problem("place_unknown", f"{where}:title", {"place": place}) for place in in_title)
    kept = _ANY_PLACE.findall(before.text) if before else ()
    yield from (Problem("place_missing", f"{where}:text", {"place": p}) for p in kept if p not in named)


def _wrong_of_use(words: UseWords, where: str) -> Iterator[Problem]:
    for field, most in MAX_OF_USE.items():
        if len(getattr(words, field)) > most:
            yield Problem("text_too_long", f"{where}:{field}", {"most": most})
