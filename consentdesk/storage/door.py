"""Where a vault lies: made once, opened with a passphrase, never made anew by opening."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from consentdesk.domain.facts import Body
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.files import DATABASE_FILE, disk_refusals
from consentdesk.storage.keys.argon import Effort, calibrate
from consentdesk.storage.keys.slots import PREVIOUS_FILE, SLOTS_FILE, open_slots
from consentdesk.storage.keys.waiting import FREE_TRIES, Tries
from consentdesk.storage.making import First, PreparedVault, make, remove_leftovers, require_free
from consentdesk.storage.opening import (
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

    def unlock(self, passphrase: str) -> OpenVault:
        """The vault, unlocked by a member's passphrase or the recovery code. Raises Refusal
        `passphrase_wrong` (details left), `wait_after_wrong_passphrases` (details seconds), `vault_missing`,
        `vault_foreign`, `vault_damaged`, `vault_newer`, `folder_read_only`, `disk_full`."""
        with disk_refusals():
            remove_leftovers(self._path)
            require_database(self._path)
            slots, tries = newest_slots(self._path), Tries(self._path)
            tries.require_patience(self._around.now())
            count = tries.count_one(self._around.now())
            keys = open_slots(slots, passphrase)
            if keys is None:
                raise refuse("passphrase_wrong", "passphrase", left=max(0, FREE_TRIES - count))
            tries.forget()
            return open_folder(self._path, slots, keys, self._around)
