"""Everything the ledger's page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from consentdesk.domain.ledger_lines import Group


@dataclass(frozen=True)
class LineRow:
    """One fact in columns. `day` stands above the first line of each day; `details` are (label, words), shown
    once the line is opened. `patient_id` and `person_id` are what else can be looked for from here."""

    id: str
    day: str
    time: str
    person: str
    words: str = field(repr=False)
    patient: str = field(default="", repr=False)
    patient_id: str = ""
    person_id: str = ""
    details: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True)
class Subject:
    """A patient or a person whose facts can be looked for: `kind` is "patient" or "person"."""

    kind: str
    id: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class LedgerState:
    """`found` are those whom the typed words may mean, `chosen` those whose facts are shown alone. `open` is
    the id of the line whose details are shown. `problems` are words by the name of a field. `names`: those of
    patients are seen."""

    names: bool = True
    found: tuple[Subject, ...] = ()
    chosen: tuple[Subject, ...] = ()
    groups: tuple[Group, ...] = ()
    first_day: str = ""
    last_day: str = ""
    lines: tuple[LineRow, ...] = ()
    loaded: bool = False
    open: str = ""
    newer: bool = False
    older: bool = False
    problems: tuple[tuple[str, str], ...] = ()
    trouble: str = ""

    def problem(self, name: str) -> str:
        """What is wrong with a field, in words."""
        return dict(self.problems).get(name, "")


@dataclass(frozen=True)
class SavingState:
    """How lines are saved as a table. `asking`: for the code of whoever does it, with what is wrong with it
    as `problem`; `running` are words while it goes on, with `done` of `total` lines; `outcome` is what came
    of the last one, `failed` whether that is bad news."""

    asking: bool = False
    problem: str = ""
    running: str = ""
    done: int = 0
    total: int = 0
    outcome: str = ""
    failed: bool = False
