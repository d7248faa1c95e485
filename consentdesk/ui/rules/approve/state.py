"""All words of a language, to be read before they are approved."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.wording import FilledPage


@dataclass(frozen=True)
class ApproveState:
    """`rest` has every word that is not on the `pages`: what they are, and their lines. `approved` says by
    whom and when, once they are; each of the `tries` empties the field for the code."""

    language: str
    rtl: bool
    pages: tuple[FilledPage, ...]
    rest: tuple[tuple[str, tuple[str, ...]], ...]
    person: str
    approved: str = ""
    problem: str = ""
    tries: int = 0
