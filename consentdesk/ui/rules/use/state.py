"""Everything that can be said of one use."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.wording import UseWords


@dataclass(frozen=True)
class LanguageTab:
    """A language to word the use in; `worded` once it has a title there."""

    code: str
    name: str
    worded: bool
    rtl: bool


@dataclass(frozen=True)
class StatementBox:
    """A statement that this use can call for beside those that every use does."""

    id: str
    title: str
    called: bool


@dataclass(frozen=True)
class UseState:
    """`always` are the titles of what this use calls for whatever is chosen. An authorisation needs an end,
    and what is explained of it: neither can be taken away alone. `outlets` are those to choose from.
    `teach_back` is None where the pack has no questions, `second_person` where nothing is checked before an
    image leaves. `asked` are the words around the question: what it
    begins with, yes and no. `problems` are (field, words)."""

    use: str
    languages: tuple[LanguageTab, ...]
    language: str
    words: UseWords
    statements: tuple[StatementBox, ...]
    always: str
    outlet: str
    outlets: tuple[str, ...]
    authorisation: bool
    expiry: bool
    teach_back: bool | None
    second_person: bool | None
    asked: tuple[str, str, str]
    problems: tuple[tuple[str, str], ...] = ()
