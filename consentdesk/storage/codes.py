"""A member's short code: it lifts the cover and attests while the vault is open; it never opens one."""

from __future__ import annotations

import hmac
import secrets

from consentdesk.domain.codec import canonical, parse
from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Database
from consentdesk.storage.core import Part
from consentdesk.storage.keys.argon import FLOOR, SALT_BYTES, Effort, derive

TRIES = 3


class Codes(Part):
    def check_code(self, code: str) -> None:
        """Raises Refusal `code_wrong` (details left), and `locked_by_codes` from the third wrong one on,
        until the vault is unlocked anew. The count survives a restart. Whoever came in by the recovery code
        has none: `no_code_here`."""
        assert not self._db.in_transaction, "a rollback would forget the wrong code"
        member = self._core.member
        found = self._db.row("SELECT effort, salt, derived, wrong FROM codes WHERE member = ?", member)
        if found is None or self._core.by_recovery:
            raise refuse("no_code_here", "code")
        effort, salt, derived, wrong = found
        if wrong >= TRIES:
            raise refuse("locked_by_codes", "code")
        self._db.run("UPDATE codes SET wrong = wrong + 1 WHERE member = ?", member)
        if not hmac.compare_digest(derive(code, salt, parse(Effort, effort.encode())), derived):
            left = TRIES - wrong - 1
            raise refuse("code_wrong", "code", left=left) if left else refuse("locked_by_codes", "code")
        self._db.run("UPDATE codes SET wrong = 0 WHERE member = ?", member)

    def attest(self, code: str, message: bytes) -> str:
        """As `check_code`; then the message signed with the member's key (Ed25519, hex)."""
        self.check_code(code)
        return self._core.signing_key.sign(message).hex()


def set_code(db: Database, member: str, code: str) -> None:
    """Give a member a code. It costs the least Argon2id allowed: it is asked for often, inside the vault."""
    salt = secrets.token_bytes(SALT_BYTES)
    db.run(
        "INSERT OR REPLACE INTO codes VALUES (?, ?, ?, ?, 0)",
        *(member, canonical(FLOOR).decode(), salt, derive(code, salt, FLOOR)),
    )


def remove_code(db: Database, member: str) -> None:
    db.run("DELETE FROM codes WHERE member = ?", member)


def unlock_codes(db: Database, member: str) -> None:
    """The passphrase was right: a member locked out by codes may try again."""
    db.run("UPDATE codes SET wrong = 0 WHERE member = ? AND wrong >= ?", member, TRIES)
