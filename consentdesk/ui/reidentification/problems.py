"""What stands against finishing a check, at its places on the page. Without a window."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from consentdesk.domain.refusals import Problem
from consentdesk.ui.reidentification.state import LOOK, FindingRow
from consentdesk.ui.reidentification.told import (
    open_findings_words,
    open_lines_words,
    outlet_missing_words,
)
from consentdesk.ui.words import sentence
from consentdesk.workflows.reidentify import Findings

LINE, FINDING = "look:", "found:"
PLACES = {"outlet": "check_outlet", "use": "check_use"}


def told_problems(problems: Sequence[Problem], findings: Sequence[FindingRow]) -> tuple[tuple[str, str], ...]:
    """The places on the page and words: open lines of the checklist in one, and those of the `findings` that
    are wrong in another."""
    return tuple(_told(problems, findings))


def row_problems(problems: Sequence[Problem], found: Findings) -> dict[str, str]:
    """What is wrong with each finding, by its key."""
    return {_key(problem, found): sentence(problem) for problem in problems if _is_finding(problem)}


def _told(problems: Sequence[Problem], findings: Sequence[FindingRow]) -> Iterator[tuple[str, str]]:
    lines = [problem for problem in problems if problem.where.startswith(LINE)]
    if lines:
        yield f"{LOOK}{lines[0].where.removeprefix(LINE)}", open_lines_words(len(lines))
    numbers = [number for number, row in enumerate(findings, start=1) if row.problem]
    if numbers:
        yield f"finding_{numbers[0]}", open_findings_words(len(numbers))
    for problem in problems:
        if problem.where and problem not in lines and not _is_finding(problem):
            yield PLACES.get(problem.where, problem.where), _words(problem)


def _words(problem: Problem) -> str:
    """The gate's sentence for the outlet tells of an answer, not of what to enter here."""
    return outlet_missing_words() if problem.code == "outlet_not_named" else sentence(problem)


def _is_finding(problem: Problem) -> bool:
    return problem.where.startswith(FINDING)


def _key(problem: Problem, found: Findings) -> str:
    """Of the finding that a problem is about: it counts them as they were found."""
    number = int(problem.where.removeprefix(FINDING))
    return found.found[number].key if number < len(found.found) else ""
