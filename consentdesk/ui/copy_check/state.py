"""Everything the page for checking a copy shows."""

from __future__ import annotations

from dataclasses import dataclass

from consentdesk.ui.copy_check.told import Verdict


@dataclass(frozen=True)
class CopyCheckState:
    """`problems` are words by the name of a field (`copy_code`, `copy_hash`); `busy` are words while a file
    is read; `verdict` is what the last copy turned out to be; `trouble` is what else went wrong.
    `read` are code and chain hash of a copy that was read from a file; `tries` counts the refusals;
    `withdraws`: whoever sits here can take down what somebody withdraws."""

    problems: tuple[tuple[str, str], ...] = ()
    busy: str = ""
    verdict: Verdict | None = None
    trouble: str = ""
    read: tuple[str, str] | None = None
    tries: int = 0
    withdraws: bool = False

    def problem(self, name: str) -> str:
        return dict(self.problems).get(name, "")
