"""How people agree: on this screen, aloud before a witness, or in ink on paper that comes back (R20)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import StrEnum

from consentdesk.domain.moment import Moment


class Route(StrEnum):
    SCREEN = "screen"
    VERBAL = "verbal"
    PAPER = "paper"


@dataclass(frozen=True)
class Scan:
    """One page of the signed form as it came back: the hash of its picture in the vault. `by_hand`: its code
    could not be read, and staff said which page it is."""

    page: int
    sha256: str
    at: Moment
    by_hand: bool = False


@dataclass(frozen=True)
class PaperForm:
    """The form printed for a session. `id` stands in the code on each page; `binding` is the hash of what was
    printed, so that a change afterwards voids the paper as it voids a signature (R22). `sheet` is the size of
    paper ("A4"): on another one the words part between other pages."""

    id: str
    pages: int
    binding: str
    printed_at: Moment
    scans: tuple[Scan, ...] = ()
    sheet: str = ""

    @property
    def missing_pages(self) -> tuple[int, ...]:
        back = {scan.page for scan in self.scans}
        return tuple(page for page in range(1, self.pages + 1) if page not in back)


@dataclass(frozen=True)
class PageCode:
    """What the code on a printed page says: which form, which page of how many. Nothing of the patient."""

    form: str
    page: int
    pages: int

    def __str__(self) -> str:
        return f"CONSENTDESK-FORM:{self.form}:{self.page}/{self.pages}"


_CODE = re.compile(r"CONSENTDESK-FORM:([0-9a-f-]{36}):([1-9][0-9]{0,2})/([1-9][0-9]{0,2})")


def read_page_code(text: str) -> PageCode | None:
    """The page that a code belongs to; None for any other code."""
    found = _CODE.fullmatch(text)
    return PageCode(found[1], int(found[2]), int(found[3])) if found else None


@dataclass(frozen=True)
class ScannedPage:
    """One page out of a scan or a photo: an upright JPEG without metadata, and the texts of the codes seen
    on it."""

    picture: bytes = field(repr=False)
    codes: tuple[str, ...] = ()

    @property
    def code(self) -> PageCode | None:
        """Which page of which form this is. None where no code says so, or two say different things."""
        found = {code for code in map(read_page_code, self.codes) if code is not None}
        return found.pop() if len(found) == 1 else None
