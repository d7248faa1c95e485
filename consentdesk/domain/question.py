"""What a patient replied when asked whether a statement was understood."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.domain.moment import Moment


@dataclass(frozen=True)
class Attempt:
    """One reply to a question, word for word."""

    reply: str
    right: bool
    at: Moment


@dataclass(frozen=True)
class AskedQuestion:
    """A question as it was worded, the statement that it is about, and every reply in order. `by` is who
    replied: whoever decides, "patient" or "representative"; empty in what was recorded without it."""

    id: str
    statement: str
    text: str
    attempts: tuple[Attempt, ...]
    by: str = ""

    @property
    def understood(self) -> bool:
        return self.attempts[-1].right
