"""Come to the desk and leave it: both are facts (R38)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from consentdesk.domain.access import Act, Role
from consentdesk.domain.facts import LoggedIn, LoggedOut, TimesSet
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member
from consentdesk.workflows.access import may, open_to_all
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.desk_times import times_in_force
from consentdesk.workflows.emergency import emergency_ends
from consentdesk.workflows.ports import NewVault, Vault, VaultDoor

DeskFor = Callable[[Vault], Desk]


@dataclass(frozen=True)
class Arrival:
    """Who came to which desk, what they may do there, and when it covers and locks itself. `recovering`: by
    the recovery code, for a new passphrase alone. `emergency_ends` is when access in an emergency is over."""

    person: str
    clinic: str
    rehearsal: bool
    acts: frozenset[Act]
    times: TimesSet
    recovering: bool = False
    emergency_ends: Moment | None = None


@open_to_all
def who_is_here(desk: Desk) -> Member:
    """Whoever sits at the desk."""
    return desk.vault.me


@open_to_all
def arrival(desk: Desk) -> Arrival:
    vault = desk.vault
    return Arrival(
        person=vault.me.name,
        clinic=vault.clinic().name,
        rehearsal=vault.rehearsal,
        acts=may(desk),
        times=times_in_force(desk),
        recovering=Role.RECOVERY in vault.me.roles,
        emergency_ends=emergency_ends(desk),
    )


def unlock(door: VaultDoor, desk_for: DeskFor, passphrase: str, who: str = "") -> Desk:
    """Open the vault and note who came. Raises the refusals of `VaultDoor.unlock`."""
    return _come_in(desk_for, door.unlock(passphrase, who))


@open_to_all
def lift_cover(desk: Desk, code: str) -> None:
    """Let whoever sits here see the desk again. Raises the refusals of `Vault.check_code`."""
    desk.vault.check_code(code)


@open_to_all
def change_user(desk: Desk, passphrase: str, who: str = "") -> Desk:
    """The same desk with somebody else at it; both are noted, and the one before is used no more. What that
    one had open has to be saved before. Raises the refusals of `Vault.hand_over`."""
    other = replace(desk, vault=desk.vault.hand_over(passphrase, who))
    with other.vault.transaction():
        desk.note(LoggedOut("changed"))
        other.note(LoggedIn())
    return other


def move_in(new: NewVault, desk_for: DeskFor, typed_recovery_code: str) -> Desk:
    """Put a new vault in its place and note who came. Raises the refusals of `NewVault.finish`."""
    return _come_in(desk_for, new.finish(typed_recovery_code))


@open_to_all
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
