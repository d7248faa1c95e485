"""What was explained, word for word as it was shown, with language and version (R41); and what was asked, to
be sure that it was understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consentdesk.documents.composing import BODY, NOTE, Composer
from consentdesk.documents.press.blocks import Block, Text
from consentdesk.documents.press.direction import starts_rtl
from consentdesk.documents.press.faces import BOLD
from consentdesk.documents.press.typesetting import Span
from consentdesk.documents.words import Words
from consentdesk.domain.draft import ShownPage
from consentdesk.domain.question import AskedQuestion
from consentdesk.domain.wording import Statement


def explained(composer: Composer, pages: Sequence[ShownPage]) -> Iterator[Block]:
    """Every statement, then where its words are from."""
    yield composer.heading("explained.heading")
    for page in pages:
        yield from (_statement(composer, statement) for statement in page.statements)
    for source in dict.fromkeys(_source(composer.words, page) for page in pages):
        yield composer.quote(source, NOTE)


def asked(composer: Composer, questions: Sequence[AskedQuestion]) -> Iterator[Block]:
    """Each question as it was worded, and how it went; nothing where none was asked."""
    if questions:
        yield composer.heading("asked.heading")
    for question in questions:
        yield composer.say(f"asked.{_outcome(question)}", after=2, question=question.text)


def _outcome(question: AskedQuestion) -> str:
    if not question.understood:
        return "unclear"
    return "at_once" if len(question.attempts) == 1 else "reread"


def _statement(composer: Composer, statement: Statement) -> Block:
    """Word for word, in the direction of its own script."""
    text = (Span(f"{statement.title} ", BOLD), Span(statement.text))
    rtl = starts_rtl(statement.title)
    return Text(composer.faces, text, composer.sized(BODY), rtl, at_right=rtl, after=4)


def _source(words: Words, page: ShownPage) -> str:
    """Language and version of a page, and who approved its words, or that they are a draft."""
    language = words.language_name if page.language == words.language else page.language
    told = words.fill("explained.source", language=language, version=page.version)
    if page.draft_wording:
        return f"{told} {words['explained.draft']}"
    return f"{told} {words.fill('explained.reviewed', name=page.reviewed_by)}" if page.reviewed_by else told
