"""Everything the signing pages show: one for each person, and one for whoever explained."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from PySide6.QtGui import QImage

from consentdesk.domain.route import Route
from consentdesk.domain.signature import Drawing

Words = tuple[tuple[str, str], ...]


class Kind(StrEnum):
    """What a person is asked for on their page."""

    SIGN = "sign"
    RATHER_NOT = "rather_not"  # the patient said no to everything
    NOT_POSSIBLE = "not_possible"  # the patient could not be asked
    OWN_NO = "own_no"  # a young child said no unasked


@dataclass(frozen=True)
class Chip:
    """A granted use that the patient can say no to; `name` is the button's objectName."""

    name: str
    words: str
    said_no: bool = False


@dataclass(frozen=True)
class PictureChoices:
    """One picture and its granted uses. The image is null while it is coming."""

    words: str
    image: QImage
    chips: tuple[Chip, ...]


@dataclass(frozen=True)
class TypedLine:
    """A line to type in, where it is asked for, and what stands there."""

    asked: bool = False
    text: str = field(default="", repr=False)
    problem: str = ""


@dataclass(frozen=True)
class SigningState:
    """A page for one person who signs, agrees, or says no. `offers` are (objectName, words) of the buttons
    below the pad, `answers` pairs of use and answer; `voided`, `problem` and `help` are sentences or empty.
    `way` is how they agree, `hint` what to do where that is not with the pen, `other_way` what staff press
    for another one, empty where that is not asked. `drawing` is what the pad shows when the page opens,
    `heard_by` the name of whoever hears what is said aloud."""

    place: str
    kind: Kind
    heading: str = field(repr=False)
    lead: str
    signer: str = field(repr=False)
    progress: str
    primary: str
    offers: Words
    way: Route = Route.SCREEN
    hint: str = field(default="", repr=False)
    other_way: str = ""
    answers_title: str = ""
    answers: Words = ()
    choices_hint: str = field(default="", repr=False)
    choices: tuple[PictureChoices, ...] = ()
    drawing: Drawing | None = field(default=None, repr=False)
    witness: TypedLine = TypedLine()
    heard_by: TypedLine = TypedLine()
    reason: TypedLine = TypedLine()
    asks_naming: bool = False
    may_be_named: bool | None = None
    voided: str = ""
    problem: str = ""
    help: str = ""

    @property
    def has_pad(self) -> bool:
        return self.kind is Kind.SIGN and self.way is Route.SCREEN


@dataclass(frozen=True)
class AttestState:
    """The last page, for whoever explained: who they are, what it means, what was signed before.
    `signed` pairs a person with what they did, `way` says how; `problems` are (where, words)."""

    who: str = field(repr=False)
    meaning: str
    signed: Words = field(repr=False)
    way: str = ""
    sealing: bool = False
    problems: Words = ()


SignState = SigningState | AttestState
