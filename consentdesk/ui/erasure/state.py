"""Everything the page of erasures shows."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class ErasureRow:
    """A proposal: `what` is erased, on which ground, by whose proposal. `note` is the proposer's; `verdict`
    says who can agree and when. `agrees` are the words of the button of whoever can, "" for who cannot,
    `declines` those of the other one."""

    id: str
    what: str = field(repr=False)
    about: str = ""
    note: str = field(default="", repr=False)
    verdict: str = ""
    agrees: str = ""
    declines: str = ""


@dataclass(frozen=True)
class EndedRow:
    """What became of a proposal."""

    what: str = field(repr=False)
    about: str
    erased: bool


@dataclass(frozen=True)
class Asked:
    """The page before a proposal has its answer: `erases` for good, or declines. `lines` are headings and
    what they say."""

    erasure: str
    erases: bool
    title: str
    what: str = field(repr=False)
    lines: tuple[tuple[str, str], ...] = ()
    action: str = ""


@dataclass(frozen=True)
class ErasureState:
    """`asked` stands in place of the lists while a proposal is answered. `erased` follows an erasure: a
    backup is due then. Each of the `tries` empties the field for the code."""

    waiting: tuple[ErasureRow, ...] = ()
    ended: tuple[EndedRow, ...] = ()
    loaded: bool = False
    asked: Asked | None = None
    busy: str = ""
    problem: str = ""
    tries: int = 0
    outcome: str = ""
    erased: bool = False
    trouble: str = ""
