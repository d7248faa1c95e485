"""What the patient reads before any answer, one page at a time, and the questions about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A statement as it stands on the page. `reassures` marks the one that says that care stays the same."""

    title: str
    text: str
    reassures: bool = False


@dataclass(frozen=True)
class Replies:
    """What can be replied to a question, the reply that was given if it stands, and what is then said of it;
    `enough` ends the questions."""

    question: str
    words: tuple[str, ...]
    enough: str
    given: str = ""
    said: str = ""


@dataclass(frozen=True)
class ExplainState:
    """One page of the explanation, or one question about it. `page` tells any two of them apart; `shows` is
    the id of the page of statements, "" while questions are asked. `picture` names the drawing beside it;
    `lead` is said first; `offer` offers the questions; without `primary` nothing but a reply leads on.
    `draft_note`, `help` and `problem` are sentences or empty."""

    page: str
    heading: str
    picture: str
    paragraphs: tuple[Paragraph, ...]
    progress: str
    primary: str
    read_on: str
    shows: str = ""
    lead: str = ""
    offer: str = ""
    replies: Replies | None = None
    draft_note: str = ""
    help: str = ""
    problem: str = ""
