"""The expected no: a stable code, safe details, and where it belongs. Words for it live in `ui.words`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One reason why something cannot go on.

    `code` is stable (tests, scenarios and sentences name it); `where` is the name of the field or
    part it belongs to ("born", "answer:3:online"); `details` are values that a sentence may show and a
    log may keep: counts, limits, ids, file formats. Never a patient's name.
    """

    code: str
    where: str = ""
    details: dict[str, str | int] = field(default_factory=dict)


class Refusal(Exception):
    """Raised when a rule, a limit or the machine says no. Never a bug: it is always shown in words."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(p.code for p in problems))
        self.problems = problems

    @property
    def code(self) -> str:
        return self.problems[0].code


def refuse(code: str, where: str = "", **details: str | int) -> Refusal:
    """A refusal with one problem, ready to raise."""
    return Refusal(Problem(code, where, details))


def refuse_if_any(problems: Iterable[Problem]) -> None:
    """Raise one refusal that names every problem, or return when there is none."""
    found = tuple(problems)
    if found:
        raise Refusal(*found)
