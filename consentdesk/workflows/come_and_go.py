"""Come to the desk and leave it: both are facts (R38)."""

from __future__ import annotations

from collections.abc import Callable

from consentdesk.domain.facts import LoggedIn, LoggedOut
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import NewVault, Vault, VaultDoor

DeskFor = Callable[[Vault], Desk]


def unlock(door: VaultDoor, desk_for: DeskFor, passphrase: str) -> Desk:
    """Open the vault and note who came. Raises the refusals of `VaultDoor.unlock`."""
    return _come_in(desk_for, door.unlock(passphrase))


def move_in(new: NewVault, desk_for: DeskFor, typed_recovery_code: str) -> Desk:
    """Put a new vault in its place and note who came. Raises the refusals of `NewVault.finish`."""
    return _come_in(desk_for, new.finish(typed_recovery_code))


def go_out(desk: Desk, how: str) -> None:
    """Note that the person left, and close the vault whatever comes of the note. `how` is "asked", "quiet"
    or "code" (three wrong codes)."""
    try:
        desk.note(LoggedOut(how))
    finally:
        desk.vault.close()


def _come_in(desk_for: DeskFor, vault: Vault) -> Desk:
    try:
        desk = desk_for(vault)
        desk.note(LoggedIn())
    except BaseException:
        vault.close()
        raise
    return desk
