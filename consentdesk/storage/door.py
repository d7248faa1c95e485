"""Where a vault lies: made once, opened with a passphrase, never made anew by opening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

from consentdesk.domain.facts import Body
from consentdesk.domain.lines import CheckReport, FoundBackup
from consentdesk.domain.moment import Moment
from consentdesk.storage.aside import set_aside
from consentdesk.storage.backups.restoring import backups_in, restore
from consentdesk.storage.backups.slot_mending import mend_slots
from consentdesk.storage.checking import Progress
from consentdesk.storage.files import DATABASE_FILE, disk_refusals
from consentdesk.storage.keys.argon import Effort, calibrate
from consentdesk.storage.keys.slots import (
    PASSPHRASE,
    PREVIOUS_FILE,
    SLOTS_FILE,
    open_slots,
    read_generations,
    tried_for,
)
from consentdesk.storage.keys.waiting import Tries
from consentdesk.storage.making import First, PreparedVault, make, remove_leftovers, require_free
from consentdesk.storage.opening import (
    SlotReplaced,
    Surroundings,
    newest_slots,
    open_folder,
    require_database,
)
from consentdesk.storage.vault import OpenVault


class VaultDoor:
    """The folder of one vault: `vault.db`, `vault.slots`, `vault.slots.old`, and `vault.tries` after a wrong
    passphrase. `effort` is what a new vault's passphrase costs; None measures this machine."""

    def __init__(
        self, path: Path, now: Callable[[], Moment], new_id: Callable[[], str], effort: Effort | None = None
    ) -> None:
        self._path, self._effort = path, effort
        self._around = Surroundings(now, new_id)

    @property
    def path(self) -> Path:
        return self._path

    def exists(self) -> bool:
        """Whether a vault lies here, or what is left of one: where it does, no new one is offered."""
        return any((self._path / name).exists() for name in (DATABASE_FILE, SLOTS_FILE, PREVIOUS_FILE))

    def prepare(self, first: First, facts: Sequence[Body], at: Moment, rehearsal: bool) -> PreparedVault:
        """Make a vault beside its place, its first facts signed by its first member. Raises Refusal
        `vault_exists`, `folder_read_only`, `disk_full`, `passphrase_weak`, `code_too_short`."""
        require_free(self._path)
        effort = self._effort or calibrate()
        return make(self._path, first, facts, at, rehearsal, effort, self._around)

    def people(self) -> tuple[str, ...]:
        """The initials of those who can sign in; empty where the slots cannot be read."""
        with disk_refusals():
            newest = read_generations(self._path)[:1]
        ways = (slot for slots in newest for slot in slots.slots)
        return tuple(slot.initials for slot in ways if slot.opens_with == PASSPHRASE and slot.initials)

    def unlock(self, passphrase: str, who: str = "") -> OpenVault:
        """The vault, unlocked by the passphrase of the person with these initials, of anybody without them,
        or by the recovery code. Raises Refusal `passphrase_wrong` (details left),
        `wait_after_wrong_passphrases` (details seconds), `member_removed`, `vault_missing`, `vault_foreign`,
        `vault_damaged`, `slots_lost`, `vault_newer`, `folder_read_only`, `disk_full`."""
        with disk_refusals():
            remove_leftovers(self._path)
            require_database(self._path)
            try:
                vault = self._try(passphrase, who)
            except SlotReplaced:  # the files were older than the vault, and are not any more
                vault = self._try(passphrase, who)
            vault.bring_up_slot(passphrase)
            return vault

    def _try(self, passphrase: str, who: str) -> OpenVault:
        slots, tries = newest_slots(self._path), Tries(self._path)
        whose = [slot.member for slot in tried_for(slots, passphrase, who)]
        keys = tries.attempt(self._around.now, whose, lambda: open_slots(slots, passphrase, who))
        return open_folder(self._path, slots, keys, self._around)

    def backups_in(self, folder: Path) -> tuple[FoundBackup, ...]:
        """The backups in a folder, as `backups.restoring` finds them."""
        return backups_in(folder)

    def set_aside(self) -> AbstractContextManager[None]:
        """What lies here has another name while the block runs, and keeps it where that ends well."""
        return set_aside(self._path, self._around.now())

    def restore(self, folder: Path, secret: str, progress: Progress) -> CheckReport:
        """Bring a vault back here from the backup in a folder, as `backups.restoring` does."""
        return restore(folder, self._path, secret, self._around, progress)

    def mend_slots(self, folder: Path) -> None:
        """Put slots that were lost back as the newest backup in a folder has them. Raises Refusal
        `backup_not_found`, `backups_of_several`, `backup_damaged`, `backup_of_another_vault`."""
        with disk_refusals():
            require_database(self._path)
            mend_slots(self._path, folder)
