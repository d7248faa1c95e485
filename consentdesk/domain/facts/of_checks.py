"""Facts about whether somebody could be recognised, and about agreeing to a post."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from consentdesk.domain.reidentification.check import Check


@dataclass(frozen=True)
class ReidentificationChecked:
    """An image, its words and its outlet were looked through for what identifies the patient (R26)."""

    KIND: ClassVar[str] = "reidentification_checked"
    SCHEMA: ClassVar[int] = 1
    check: Check


@dataclass(frozen=True)
class PostingAgreed:
    """A second person agrees that an image leaves as a check has it (R27)."""

    KIND: ClassVar[str] = "posting_agreed"
    SCHEMA: ClassVar[int] = 1
    check: str


@dataclass(frozen=True)
class PostingDeclined:
    """A second person does not agree, and says why: the check opens nothing, unless they agree later."""

    KIND: ClassVar[str] = "posting_declined"
    SCHEMA: ClassVar[int] = 1
    check: str
    reason: str = field(repr=False)
