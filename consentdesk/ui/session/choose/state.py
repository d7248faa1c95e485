"""One picture and its questions: what the choose page shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from consentdesk.domain.wording import Statement


@dataclass(frozen=True)
class OutletChoice:
    id: str
    name: str


@dataclass(frozen=True)
class Part:
    """One element of an authorisation (R21), there or missing."""

    words: str
    present: bool


@dataclass(frozen=True)
class Grant:
    """What a yes that leaves the house has to say: where, and until when. `chosen` is the id of an outlet;
    `other`, `until` and `event` are texts as they stand in their fields."""

    question: str
    outlets: tuple[OutletChoice, ...]
    chosen: str
    other_label: str
    other: str = ""
    until: str = ""
    until_problem: str = ""
    event: str = ""
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True)
class UseCard:
    """One question. `answer` is None until someone answered; `aside` is what staff call the use, where they
    read another language; `summary` says where a yes reaches and until when; `grant` is there while that is
    open; `same` offers this answer for all pictures; `ask` leads to the questions that this yes waits for."""

    use: str
    name: str
    title: str
    hint: str
    answer: bool | None = None
    aside: str = ""
    summary: str = ""
    grant: Grant | None = None
    same: bool = False
    ask: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Small:
    """A thumbnail to walk by. `done`: nothing is open for this picture."""

    number: int
    spoken: str
    done: bool
    image: QImage = field(default_factory=QImage)


@dataclass(frozen=True)
class ChooseState:
    """`rtl`: the questions run from right to left. `warnings` are there until the clinician has read them
    (R27); `problems` are (objectName, words), to which the keyboard goes when `checks` has grown: how often
    Continue found something missing."""

    number: int
    caption: str
    spoken_picture: str
    question: str
    reassurance: str
    cards: tuple[UseCard, ...]
    smalls: tuple[Small, ...]
    yes: str
    no: str
    note: str = ""
    primary: str = ""
    rtl: bool = False
    aloud: bool = False
    checks: int = 0
    warnings: tuple[Statement, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    picture: QImage = field(default_factory=QImage)
