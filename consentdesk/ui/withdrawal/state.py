"""Everything the page shows of a withdrawal or a suspension."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Finding(StrEnum):
    """What was found out about who may decide."""

    ASKER = "asker"  # whoever asked may: it is withdrawn
    PATIENT = "patient"  # the patient wants it too: it is withdrawn
    NOBODY = "nobody"  # nobody who may decide wants it: it counts again


@dataclass(frozen=True)
class TaskRow:
    """A place that has to be left: where, by when or what became of it, and whether that is still open."""

    removal: str
    where: str = field(repr=False)
    told: str
    open: bool


@dataclass(frozen=True)
class WithdrawalState:
    """`lines` are sentences: what, who asked, how, what became of it. `papers` says that there is a receipt,
    `final` that every place was seen to; `first` that the first receipt is shown all the same. `settles`:
    whoever sits here can settle it."""

    ending: str = ""
    patient: str = ""
    title: str = ""
    name: str = field(default="", repr=False)
    lines: tuple[str, ...] = field(default=(), repr=False)
    tasks: tuple[TaskRow, ...] = ()
    papers: bool = False
    final: bool = False
    first: bool = False
    waits: bool = False
    settles: bool = False
    finding: str = ""
    reason: str = field(default="", repr=False)
    problems: tuple[tuple[str, str], ...] = ()
    busy: str = ""
    trouble: str = ""

    @property
    def problem_words(self) -> dict[str, str]:
        return dict(self.problems)
