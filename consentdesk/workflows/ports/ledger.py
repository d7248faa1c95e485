"""The ledger, written to and read: drafts before it, bytes beside it, and what erases (R38, R40)."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from consentdesk.domain.draft import Draft
from consentdesk.domain.erasure import Erasure
from consentdesk.domain.facts import Body, Fact
from consentdesk.domain.ledger_lines import LedgerLine, Place, Wanted
from consentdesk.domain.lines import DraftLine
from consentdesk.domain.moment import Moment
from consentdesk.workflows.ports.long_work import Reading


class Ledger(Protocol):
    """Appending facts. Everything inside one `transaction()` becomes durable together or not at all; one
    inside another joins it."""

    def transaction(self) -> AbstractContextManager[None]: ...

    def append(self, body: Body, at: Moment, patient: str | None = None) -> Fact:
        """Append a fact, signed by whoever unlocked the vault; views are updated in the same transaction.
        Opens a transaction of its own when none is open."""
        ...


class Drafts(Protocol):
    def save_draft(self, draft: Draft, at: Moment) -> None: ...
    def draft(self, id: str) -> Draft:
        """Raises Refusal `draft_unknown`."""
        ...

    def drafts(self) -> tuple[DraftLine, ...]: ...
    def remove_draft(self, id: str) -> None:
        """Remove it and make it unreadable."""
        ...


class Blobs(Protocol):
    """Bytes addressed by their SHA-256, each sealed under a key of its own; checked on every read."""

    def put_blob(self, data: bytes, key: str) -> str:
        """Store bytes under a key id ("image:<source hash>", "patient:<id>"); returns their SHA-256 (hex).
        Storing the same again changes nothing."""
        ...

    def blob(self, sha256: str) -> bytes:
        """Raises Refusal `blob_unknown` (erased or never there) or `blob_damaged`."""
        ...

    def destroy_key(self, key: str) -> None:
        """Make everything under a key unreadable for good, and remove its blobs."""
        ...


class LedgerBook(Protocol):
    """The ledger to be read, newest first by the time as written. `names` puts patients' names in."""

    def ledger_page(
        self, wanted: Wanted, before: Place | None = None, limit: int = ..., names: bool = False
    ) -> tuple[LedgerLine, ...]:
        """The newest lines of those wanted, or those older than `before`."""
        ...

    def ledger_line(self, hash: str) -> LedgerLine | None:
        """The line of the fact with this chain hash (hex)."""
        ...

    def has_facts_of(self, patient: str) -> bool:
        """Whether the ledger says anything of a patient with this id, erased or not."""
        ...

    def reading_ledger(self, wanted: Wanted, names: bool = False) -> Reading: ...


class Erasing(Protocol):
    """Making content unreadable for good, and who asked for it (R40)."""

    def erasures(self) -> tuple[Erasure, ...]:
        """Every proposal, those that wait first, then the one that ended last."""
        ...

    def erasures_waiting(self) -> int:
        """How many proposals wait for an answer."""
        ...

    def erasure(self, id: str) -> Erasure:
        """Raises Refusal `erasure_unknown`."""
        ...

    def newcomers(self, at: Moment) -> tuple[str, ...]:
        """Who cannot be the second person for what is proposed at a moment: whoever was let in by somebody
        else, or got other secrets, less than the delay of a solo practice before."""
        ...

    def erasing(self) -> AbstractContextManager[None]:
        """A transaction that erases, all or nothing, and wipes its traces once it is durable. Not inside
        another one."""
        ...

    def erase_image(self, source_sha256: str, at: Moment) -> tuple[str, ...]:
        """Destroy an image's bytes, view and thumbnail, and the sealed copies that show it; hashes and
        records stay. Returns the ids of the destroyed keys (hex); none where it was erased already."""
        ...

    def erase_patient(self, patient: str, at: Moment) -> tuple[str, ...]:
        """Destroy all that facts, images, copies and signed pages tell of a patient, but images that a later
        record says are somebody else's. Returns the ids of the destroyed keys (hex)."""
        ...
