"""What the patient reads before any answer, one page at a time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Paragraph:
    """A statement as it stands on the page. `reassures` marks the one that says that care stays the same."""

    title: str
    text: str
    reassures: bool = False


@dataclass(frozen=True)
class ExplainState:
    """One page of the explanation. `picture` names the drawing beside it; `draft_note`, `help` and
    `problem` are sentences or empty."""

    page: str
    heading: str
    picture: str
    paragraphs: tuple[Paragraph, ...]
    progress: str
    primary: str
    read_on: str
    draft_note: str = ""
    help: str = ""
    problem: str = ""
