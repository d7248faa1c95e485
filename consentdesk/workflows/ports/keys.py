"""Who can open the vault."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from consentdesk.domain.access import Role
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member

if TYPE_CHECKING:
    from consentdesk.workflows.ports.vault import Vault


@dataclass(frozen=True)
class Secrets:
    """What one person alone knows: the passphrase opens the vault, the code attests while it is open."""

    passphrase: str = field(repr=False)
    code: str = field(repr=False)


class NewRecoveryCode(Protocol):
    """A recovery code that counts only once it was typed back; until then the one before does."""

    @property
    def code(self) -> str: ...
    def finish(self, typed: str) -> None:
        """From now on this one opens the vault, and the one before does not. Raises Refusal
        `recovery_code_wrong`; it can be tried again."""
        ...


class KeyKeeping(Protocol):
    """Who can open the vault. Each act is durable when it returns, in the ledger and in the slots; broken off
    anywhere, the vault opens as before or as after."""

    def initials(self) -> dict[str, str]:
        """By which letters each person signs in, by member id. They lie readable beside the vault."""
        ...

    def admit(
        self, name: str, role: str, roles: tuple[Role, ...], initials: str, secrets: Secrets, at: Moment
    ) -> Member:
        """Let somebody in, with a slot, a signing key and a code of their own (`MemberAdded`). Raises Refusal
        `passphrase_weak`, `code_too_short`, `initials_taken`."""
        ...

    def renew_secrets(self, member: str, secrets: Secrets, at: Moment) -> Member:
        """Give somebody who forgot theirs new secrets and a new signing key (`MemberChanged`): the old ones
        open and sign nothing any more. Raises Refusal `passphrase_weak`, `code_too_short`, `member_unknown`,
        `member_is_self` for whoever is here and knows theirs, `recovery_code_old` where a recovery code from
        before codes had a name of their own is in theirs."""
        ...

    def change_own_secrets(self, passphrase: str, secrets: Secrets) -> None:
        """Other secrets for whoever unlocked it; the signing key stays. Raises Refusal `passphrase_wrong`,
        `wait_after_wrong_passphrases`, `passphrase_weak`, `code_too_short`, `no_code_here` for whoever came
        in by the recovery code."""
        ...

    def dismiss(self, member: str, reason: str, at: Moment) -> None:
        """Somebody leaves (`MemberRemoved`): their slot is gone, their key signs nothing any more. `rekey`
        follows. Raises Refusal `member_unknown`, `member_is_self`, `last_administrator`,
        `recovery_code_old`."""
        ...

    def rekey(self, at: Moment) -> None:
        """Put the database under another key (`VaultRekeyed`), so that what somebody kept of the old one
        opens it no more; it takes a few times as long as copying it. Everybody's passphrase and the recovery
        code open it as before. Raises Refusal `disk_full` before anything changes, where there is no room for
        a second copy, `vault_busy` while a backup or a check runs, and `recovery_code_old` or
        `passphrase_old` where somebody's way in is from before there were keys of their own."""
        ...

    def rekey_is_due(self) -> bool:
        """Whether somebody left and the key has not changed since."""
        ...

    def new_recovery_code(self) -> NewRecoveryCode:
        """Another recovery code, to be written down and typed back (`RecoveryRenewed`)."""
        ...

    def hand_over(self, passphrase: str, who: str = "") -> Vault:
        """The same open vault in somebody else's name: fast, as nothing is opened anew. This one is used no
        more. Raises Refusal `passphrase_wrong` (details left), `wait_after_wrong_passphrases`,
        `recovery_code_elsewhere` (a recovery code works at the lock window alone)."""
        ...
