"""A statement being worded, and the page it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.wording import FilledPage, Statement, Wording


@dataclass(frozen=True)
class ShownPage:
    """The page as it will be shown, the `number`th of `total`."""

    wording: Wording
    page: FilledPage
    number: int
    total: int
    first_name: str


@dataclass(frozen=True)
class StatementsState:
    """`titles` are (id, title) of all statements in the order of the pages, `changed` the ids of those that
    differ from what is in force. `grade` says how hard the present one is, `hard` that it is too hard.
    `problems` are (field, words); `shown` is None where the page cannot be drawn."""

    titles: tuple[tuple[str, str], ...]
    changed: tuple[str, ...]
    statement: Statement
    places: str
    grade: str
    hard: bool
    rtl: bool
    problems: tuple[tuple[str, str], ...]
    shown: ShownPage | None
