"""All words of a language, to be read before they are approved."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.wording import FilledPage


@dataclass(frozen=True)
class ApproveState:
    """`uses` are (title, hint). `approved` says by whom and when, once they are; each of the `tries` empties
    the field for the code."""

    language: str
    rtl: bool
    pages: tuple[FilledPage, ...]
    uses: tuple[tuple[str, str], ...]
    person: str
    approved: str = ""
    problem: str = ""
    tries: int = 0
