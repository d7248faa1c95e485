"""The words of a rulebook: what patients read in a language, how hard it is, and how it will look."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from consentdesk.domain.plainness import SYLLABLES, grade, sentences
from consentdesk.domain.refusals import Problem
from consentdesk.domain.wording import FilledPage, Statement, pages_for
from consentdesk.workflows.edit_rules.book import Rulebook

PLACES = ("contact", "ways", "clinic", "authority")
HARDEST_GRADE = 6.0
MAX_TITLE, MAX_TEXT = 120, 1500
PLACE = re.compile(r"\{(.*?)\}")


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
    """What is wrong with the changed statements of a language; `where` is <language>:<statement>:<field>."""
    earlier = {statement.id: statement for statement in statements_of(before, language)}
    for statement in statements_of(book, language):
        if statement != earlier.get(statement.id):
            yield from _wrong(statement, earlier.get(statement.id), f"{language}:{statement.id}")


def _wrong(statement: Statement, before: Statement | None, where: str) -> Iterator[Problem]:
    for field, words, most in (("title", statement.title, MAX_TITLE), ("text", statement.text, MAX_TEXT)):
        if not words.strip():
            yield Problem("statement_words_missing", f"{where}:{field}")
        elif len(words) > most:
            yield Problem("text_too_long", f"{where}:{field}", {"most": most})
    named = PLACE.findall(statement.text)
    for place in (name for name in named if name not in PLACES):
        yield Problem("place_unknown", f"{where}:text", {"place": f"{{{place}}}"})
    for place in PLACE.findall(before.text) if before else ():
        if place not in named:
            yield Problem("place_missing", f"{where}:text", {"place": f"{{{place}}}"})
