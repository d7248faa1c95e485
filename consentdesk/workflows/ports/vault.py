"""The vault: made, found, unlocked."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from consentdesk.domain.damage import Hit
from consentdesk.domain.facts import Body
from consentdesk.domain.lines import CheckReport, Finding, FoundBackup
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member
from consentdesk.workflows.ports.afterwards import Documents, Dues, Removals, Withdrawals
from consentdesk.workflows.ports.checks import Checks
from consentdesk.workflows.ports.incidents import Incidents
from consentdesk.workflows.ports.keys import KeyKeeping
from consentdesk.workflows.ports.ledger import Blobs, Drafts, Erasing, Ledger, LedgerBook
from consentdesk.workflows.ports.long_work import Checking, Mending, Progress, Taking
from consentdesk.workflows.ports.views import Asked, Lists, Views


class Vault(
    Ledger,
    Drafts,
    Blobs,
    Views,
    Asked,
    Checks,
    Removals,
    Incidents,
    Withdrawals,
    Documents,
    Dues,
    Lists,
    LedgerBook,
    Erasing,
    KeyKeeping,
    Protocol,
):
    """An unlocked vault. Used from one thread. `rehearsal` vaults are never a clinic's."""

    @property
    def id(self) -> str: ...
    @property
    def rehearsal(self) -> bool: ...
    @property
    def me(self) -> Member:
        """Whoever unlocked it."""
        ...

    def attest(self, code: str, message: bytes) -> str:
        """Check the member's short code and sign a message with their key; returns the signature in hex.
        Raises Refusal `code_wrong` (details left), `locked_by_codes` after the third wrong one, and
        `no_code_here` for whoever came in by the recovery code."""
        ...

    def check_code(self, code: str) -> None:
        """As `attest`, without signing: lifts the cover."""
        ...

    def backing_up(self, folder: Path) -> Taking:
        """A backup of this vault in a folder, still to be run."""
        ...

    def check(self, anchors: Sequence[str] = ()) -> CheckReport:
        """Check the chain, every signature and every hash; anchors are chain hashes from outside."""
        ...

    def checking(self, anchors: Sequence[str] = ()) -> Checking:
        """The same check, still to be run, on any thread."""
        ...

    def hit_by(self, finding: Finding) -> Hit:
        """What a finding of a check hits, as far as the vault can still tell."""
        ...

    def mending(self, folder: Path, files: Sequence[str]) -> Mending:
        """What brings damaged files (their SHA-256) back from the backups in a folder, still to be run."""
        ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class FirstMember:
    """The first person of a new vault. Secrets hide from `repr`."""

    name: str = field(repr=False)
    role: str
    passphrase: str = field(repr=False)
    code: str = field(repr=False)


class NewVault(Protocol):
    """A vault that is made but not yet in its place: it counts only after its recovery code was checked."""

    @property
    def recovery_code(self) -> str: ...
    def finish(self, typed_recovery_code: str) -> Vault:
        """Open the new vault with the typed recovery code as a test, put it in its place, and return it
        unlocked. Raises Refusal `recovery_code_wrong`; it can be tried again."""
        ...

    def abandon(self) -> None: ...


class VaultDoor(Protocol):
    """Where a vault lies: made once, opened with a passphrase, never made anew by opening."""

    @property
    def path(self) -> Path: ...
    def exists(self) -> bool: ...
    def prepare(self, first: FirstMember, facts: Sequence[Body], at: Moment, rehearsal: bool) -> NewVault:
        """Make a vault beside its place. Raises Refusal `vault_exists`, `folder_read_only`, `disk_full`,
        `passphrase_weak`, `code_too_short`."""
        ...

    def people(self) -> tuple[str, ...]:
        """The initials of those who can sign in, in the order in which they came; empty where the slots
        cannot be read."""
        ...

    def unlock(self, passphrase: str, who: str = "") -> Vault:
        """By the passphrase of the person with these initials, of anybody without them, or by the recovery
        code: then `me` has the role `RECOVERY` alone. Raises Refusal `passphrase_wrong` (details left),
        `wait_after_wrong_passphrases` (details seconds), `member_removed`, `vault_missing`, `vault_foreign`,
        `vault_damaged`, `slots_lost` (neither generation can be read), `vault_newer`, `folder_read_only`,
        `disk_full`."""
        ...

    def restore(self, folder: Path, secret: str, progress: Progress) -> CheckReport:
        """Bring a vault back here, where nothing lies, from the backup in a folder, as a new device. Raises
        Refusal `backup_not_found`, `backups_of_several`, `backup_damaged`, `recovery_code_wrong`,
        `vault_exists`, `vault_newer`, `disk_full`, `folder_read_only`; then nothing lies here."""
        ...

    def backups_in(self, folder: Path) -> tuple[FoundBackup, ...]:
        """The backups in a folder, newest first, or the one whose folder it is. Raises Refusal
        `backup_not_found`, `backups_of_several`."""
        ...

    def set_aside(self) -> AbstractContextManager[None]:
        """While the block runs what lies here has another name beside this one, with the day and the time in
        it; it keeps it where the block ends well, and is back in its place where it does not. Nothing is ever
        deleted. Raises Refusal `vault_in_use`, `folder_read_only`, `file_in_use`."""
        ...

    def mend_slots(self, folder: Path) -> None:
        """Put slots that were lost back as the newest backup of this vault in a folder has them. Raises
        Refusal `backup_not_found`, `backups_of_several`, `backup_damaged`, `backup_of_another_vault`."""
        ...
