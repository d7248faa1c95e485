"""Facts about what became of images after the signature: asked for, let out, placed, withdrawn, removed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from consentdesk.domain.listing import SavedList
from consentdesk.domain.placement import Outcome, Placement, Proof, Removal
from consentdesk.domain.withdrawal import Asking, Scope


@dataclass(frozen=True)
class UsesAsked:
    """Somebody asked whether images (source hashes) may be used for that, there, on that day. `allowed` is
    how many may, `unknown` how many pictures were none of ours; `how` is "window", "files" or "command".
    `refused` are the images that may not; facts from before that was noted name none."""

    KIND: ClassVar[str] = "uses_asked"
    SCHEMA: ClassVar[int] = 1
    images: tuple[str, ...]
    use: str
    outlet: str
    day: date
    allowed: int
    unknown: int
    how: str
    refused: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImageReleased:
    """A file with this image left the vault for a use (R25). Its own hashes say later that it is this image;
    `record` is the one whose yes it rests on, `check` the one for what identifies the patient where the use
    needed one (R26), `placement` where it went; `warned` is whether what R27 says was read just before."""

    KIND: ClassVar[str] = "image_released"
    SCHEMA: ClassVar[int] = 1
    release: str
    image: str
    use: str
    outlet: str
    record: str
    placement: str
    file_sha256: str
    pixels_sha256: str
    format: str
    width: int
    height: int
    marked: bool = False
    caption: str = field(default="", repr=False)
    check: str = ""
    warned: bool = False


@dataclass(frozen=True)
class PlacementNoted:
    """A place where an image is, or what is known of it now: the last one with its id counts."""

    KIND: ClassVar[str] = "placement_noted"
    SCHEMA: ClassVar[int] = 1
    placement: Placement


@dataclass(frozen=True)
class PlacementEnded:
    """The image is no longer there, or the place is beyond reach (R32)."""

    KIND: ClassVar[str] = "placement_ended"
    SCHEMA: ClassVar[int] = 1
    placement: str
    outcome: Outcome
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class ConsentWithdrawn:
    """Permissions ended, from this moment (R29, R30). `kept` are images made from a withdrawn one that
    whoever asked wants to stay (R28); `settles` is the suspension that this one follows."""

    KIND: ClassVar[str] = "consent_withdrawn"
    SCHEMA: ClassVar[int] = 1
    withdrawal: str
    scope: Scope
    asking: Asking
    kept: tuple[str, ...] = ()
    settles: str = ""


@dataclass(frozen=True)
class UseSuspended:
    """Uses outside the record are held back until who is entitled is settled (R29)."""

    KIND: ClassVar[str] = "use_suspended"
    SCHEMA: ClassVar[int] = 1
    suspension: str
    scope: Scope
    asking: Asking


@dataclass(frozen=True)
class SuspensionLifted:
    """A suspension holds no longer, with the reason; after a withdrawal that settles it, too."""

    KIND: ClassVar[str] = "suspension_lifted"
    SCHEMA: ClassVar[int] = 1
    suspension: str
    reason: str = field(repr=False)


@dataclass(frozen=True)
class RemovalOpened:
    """One image has to leave one place (R31); said again with the same id, somebody else or another day."""

    KIND: ClassVar[str] = "removal_opened"
    SCHEMA: ClassVar[int] = 1
    removal: Removal


@dataclass(frozen=True)
class RemovalReported:
    """What became of it, and what shows that."""

    KIND: ClassVar[str] = "removal_reported"
    SCHEMA: ClassVar[int] = 1
    removal: str
    outcome: Outcome
    note: str = field(default="", repr=False)
    proof: Proof | None = None


@dataclass(frozen=True)
class DocumentSealed:
    """A paper as it was made: its bytes lie in the vault under this hash. `document` is its kind:
    "withdrawal_receipt", "final_receipt", "takedown_letter", "new_adult_letter", "release_sheet",
    "status_sheet" or an `IncidentPaper`; `about` the id of the withdrawal, removal, patient, release, record
    (as it stood) or incident (and to whom, and as it was worded) that it speaks of; `shows` are the images
    (source hashes) in it: with one of them it is erased (R40)."""

    KIND: ClassVar[str] = "document_sealed"
    SCHEMA: ClassVar[int] = 1
    document: str
    about: str
    sha256: str
    paper: str
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class DocumentGiven:
    """`how` is "printed", "saved" or "declined"."""

    KIND: ClassVar[str] = "document_given"
    SCHEMA: ClassVar[int] = 1
    document: str
    about: str
    how: str


@dataclass(frozen=True)
class OverviewExported:
    """Numbers about nobody left as a table or a paper; `how` is "printed" or "saved"."""

    KIND: ClassVar[str] = "overview_exported"
    SCHEMA: ClassVar[int] = 1
    how: str


@dataclass(frozen=True)
class ListSaved:
    """A list that somebody looks at again and again."""

    KIND: ClassVar[str] = "list_saved"
    SCHEMA: ClassVar[int] = 1
    saved: SavedList


@dataclass(frozen=True)
class ListForgotten:
    KIND: ClassVar[str] = "list_forgotten"
    SCHEMA: ClassVar[int] = 1
    list: str
