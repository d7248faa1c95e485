"""The recovery code: whoever types it comes in under a name that is nobody's, with its own signing key."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.access import Role
from consentdesk.domain.facts import RecoveryRenewed
from consentdesk.domain.people import Member
from consentdesk.domain.refusals import refuse
from consentdesk.storage.core import Core, public_hex
from consentdesk.storage.keys.passphrases import new_recovery_code, parse_recovery_code
from consentdesk.storage.keys.slots import RECOVERY, Keys, make_slot
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.views.questions import everyone
from consentdesk.storage.ways_in import changing, slots_of

NAME = "Recovery code"


class NewRecoveryCode:
    """A recovery code that was made and counts for nothing yet."""

    def __init__(self, core: Core) -> None:
        self._core, self._code = core, new_recovery_code()

    @property
    def code(self) -> str:
        """To be written down now: it is kept nowhere."""
        return self._code

    def finish(self, typed: str) -> None:
        """From now on it opens the vault, and the one before does not. Raises Refusal `recovery_code_wrong`;
        it can be tried again."""
        letters = parse_recovery_code(typed)
        if letters is None or letters != parse_recovery_code(self._code):
            raise refuse("recovery_code_wrong", "recovery_code")
        db, slots = self._core.db, slots_of(self._core.db)
        member, keys = recovery_member(self._id(), db.key)
        slot = make_slot(slots.vault, RECOVERY, letters, keys, slots.effort)
        staying = (slot for slot in slots.slots if slot.opens_with != RECOVERY)
        with changing(db, (*staying, slot)):
            Ledger(self._core).append(RecoveryRenewed(member), self._core.now())

    def _id(self) -> str:
        """The same for every recovery code of a vault."""
        members = (line.member for line in everyone(self._core.db))
        known = (member.id for member in members if Role.RECOVERY in member.roles)
        return next(known, "") or self._core.new_id()


def recovery_member(id: str, data_key: bytes) -> tuple[Member, Keys]:
    """In whose name a new recovery code opens the vault, with keys of its own."""
    signing_key = Ed25519PrivateKey.generate()
    member = Member(id, NAME, "", public_hex(signing_key), (Role.RECOVERY,))
    return member, Keys(id, data_key, signing_key.private_bytes_raw())
