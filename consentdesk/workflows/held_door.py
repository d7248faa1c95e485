"""The door of a vault as a desk uses it: for one process at a time, and never past a vault that is gone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from consentdesk.domain.refusals import refuse

if TYPE_CHECKING:  # the first window asks only whether there is a vault
    from consentdesk.domain.facts import Body
    from consentdesk.domain.lines import CheckReport, FoundBackup
    from consentdesk.domain.moment import Moment
    from consentdesk.workflows.ports import FirstMember, NewVault, Progress, Vault, VaultDoor


class Hold(Protocol):
    def release(self) -> None: ...


class Note(Protocol):
    """Remembers beside a vault's place that there was one."""

    def forbids_a_new_one(self) -> bool: ...
    def leave(self) -> None: ...


class HeldDoor:
    """Whoever unlocks or makes the vault holds the door until `release`. A rehearsal passes no door but that
    of a vault made for rehearsal."""

    def __init__(
        self, path: Path, door: VaultDoor, take_hold: Callable[[Path], Hold], note: Note, rehearsal: bool
    ) -> None:
        self._path, self._door, self._take_hold = path, door, take_hold
        self._note, self._rehearsal = note, rehearsal
        self._hold: Hold | None = None
        self._unfinished: NewVault | None = None

    @property
    def path(self) -> Path:
        return self._path

    def exists(self) -> bool:
        """Whether a vault lies here, or did once, or anything else that must not be covered up."""
        return self._note.forbids_a_new_one()

    def prepare(self, first: FirstMember, facts: Sequence[Body], at: Moment, rehearsal: bool) -> NewVault:
        """As the port says; besides, raises Refusal `vault_in_use`."""
        self._hold_it()
        try:
            self._unfinished = self._door.prepare(first, facts, at, rehearsal or self._rehearsal)
        except BaseException:
            self.release()
            raise
        return _HeldPreparation(self, self._unfinished)

    def people(self) -> tuple[str, ...]:
        return self._door.people()

    def unlock(self, passphrase: str, who: str = "") -> Vault:
        """As the port says; besides, raises Refusal `vault_in_use` and `vault_not_for_rehearsal`."""
        if self._path.parent.is_dir():  # else there is nothing to hold: the vault is missing
            self._hold_it()
        try:
            vault = self._door.unlock(passphrase, who)
            self._refuse_clinic(vault)
        except BaseException:
            self.release()
            raise
        self._note.leave()
        return vault

    def backups_in(self, folder: Path) -> tuple[FoundBackup, ...]:
        return self._door.backups_in(folder)

    @contextmanager
    def set_aside(self) -> Iterator[None]:
        """As the port says; besides, raises Refusal `vault_in_use`."""
        self._hold_it()
        try:
            with self._door.set_aside():
                yield
        finally:
            self.release()

    def restore(self, folder: Path, secret: str, progress: Progress) -> CheckReport:
        """As the port says, and let go again; besides, raises Refusal `vault_in_use`."""
        self._hold_it()
        try:
            report = self._door.restore(folder, secret, progress)
            self._note.leave()
        finally:
            self.release()
        return report

    def mend_slots(self, folder: Path) -> None:
        """As the port says, and let go again; besides, raises Refusal `vault_in_use`."""
        self._hold_it()
        try:
            self._door.mend_slots(folder)
        finally:
            self.release()

    def moved_in(self) -> None:
        """A new vault lies in its place."""
        self._unfinished = None
        self._note.leave()

    def release(self) -> None:
        """Let other processes open the vault, and leave nothing of one that was not finished; a second call
        does nothing."""
        if self._unfinished:
            self._unfinished.abandon()
        if self._hold:
            self._hold.release()
        self._unfinished = self._hold = None

    def _hold_it(self) -> None:
        self.release()
        self._hold = self._take_hold(self._path)

    def _refuse_clinic(self, vault: Vault) -> None:
        if self._rehearsal and not vault.rehearsal:
            vault.close()
            raise refuse("vault_not_for_rehearsal", "vault")


class _HeldPreparation:
    """A vault in the making: whoever makes it holds the door."""

    def __init__(self, door: HeldDoor, prepared: NewVault) -> None:
        self._door, self._prepared = door, prepared

    @property
    def recovery_code(self) -> str:
        return self._prepared.recovery_code

    def finish(self, typed_recovery_code: str) -> Vault:
        """As the port says; the door stays held for the vault that comes out."""
        vault = self._prepared.finish(typed_recovery_code)
        self._door.moved_in()
        return vault

    def abandon(self) -> None:
        self._door.release()
