"""Who can open the vault: let in, given other secrets, sent away; in the ledger and in the slots at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Protocol, Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.access import Role
from consentdesk.domain.facts import MemberAdded, MemberChanged, MemberRemoved
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member, initials_of
from consentdesk.domain.refusals import refuse
from consentdesk.storage import rekeying
from consentdesk.storage.codes import remove_code, set_code, unlock_codes
from consentdesk.storage.core import Part, public_hex
from consentdesk.storage.keys.passphrases import parse_recovery_code, require_code, require_passphrase
from consentdesk.storage.keys.slots import (
    PASSPHRASE,
    RECOVERY,
    Keys,
    Slot,
    Slots,
    make_slot,
    open_slots,
    tried_for,
)
from consentdesk.storage.keys.waiting import Tries
from consentdesk.storage.ledger import Ledger
from consentdesk.storage.recovery import NewRecoveryCode
from consentdesk.storage.views.questions import everyone
from consentdesk.storage.ways_in import changing, slots_of

FALLBACK_INITIALS = "A"  # for a name without letters


class Secrets(Protocol):
    """What one person alone knows."""

    @property
    def passphrase(self) -> str: ...
    @property
    def code(self) -> str: ...


class People(Part):
    """Each act raises besides Refusal `disk_full`, `folder_read_only`, `disk_failing`."""

    def initials(self) -> dict[str, str]:
        """By which letters each person signs in, by member id."""
        return {slot.member: slot.initials for slot in self._slots.slots if slot.opens_with == PASSPHRASE}

    def admit(
        self, name: str, role: str, roles: tuple[Role, ...], initials: str, secrets: Secrets, at: Moment
    ) -> Member:
        """Somebody new, with a slot, a signing key and a code of their own. Raises Refusal `passphrase_weak`,
        `code_too_short`, `initials_taken`."""
        letters = initials.strip().upper()
        if letters in self.initials().values():
            raise refuse("initials_taken", "initials")
        signing_key = Ed25519PrivateKey.generate()
        member = Member(self._core.new_id(), name, role, public_hex(signing_key), roles)
        slot = self._new_slot(member.id, secrets, signing_key, letters)
        self._change((*self._slots.slots, slot), secrets, MemberAdded(member), at)
        return member

    def renew_secrets(self, member: str, secrets: Secrets, at: Moment) -> Member:
        """New secrets and a new signing key for somebody who forgot theirs. Raises Refusal `passphrase_weak`,
        `code_too_short`, `member_unknown`, `member_is_self` for whoever is here and knows theirs,
        `recovery_code_old` where a recovery code of the old form has their signing key."""
        slot, known = self._slot_of(member), self._who_works_here(member)
        if self._forgot_own(member):
            signing_key = self._core.signing_key  # which the code that they came in by has, too
        else:
            self._require_other(member)
            signing_key = Ed25519PrivateKey.generate()
        renewed = replace(known, public_key=public_hex(signing_key))
        other = self._new_slot(member, secrets, signing_key, slot.initials)
        self._change(self._slots_with(slot, other), secrets, MemberChanged(renewed, "secrets"), at)
        Tries(self._db.folder).forget(member, self._core.now())
        return renewed

    def change_own_secrets(self, passphrase: str, secrets: Secrets) -> None:
        """Other secrets for whoever is here; the signing key stays. Raises Refusal `passphrase_wrong`,
        `wait_after_wrong_passphrases`, `passphrase_weak`, `code_too_short`, `no_code_here` for the recovery
        code."""
        if self._core.by_recovery:
            raise refuse("no_code_here", "passphrase")
        slot = self._slot_of(self._core.member)
        self._open_one_of((slot,), passphrase)
        other = self._new_slot(self._core.member, secrets, self._core.signing_key, slot.initials)
        with changing(self._db, self._slots_with(slot, other)):
            set_code(self._db, self._core.member, secrets.code)

    def dismiss(self, member: str, reason: str, at: Moment) -> None:
        """Somebody leaves: their slot and their code are gone. Raises Refusal `member_unknown`,
        `member_is_self`, `last_administrator`, and `recovery_code_old` as `renew_secrets` does."""
        leaving = self._who_works_here(member)
        self._require_other(member)
        if not any(Role.ADMINISTRATOR in m.roles for m in self._working() if m != leaving):
            raise refuse("last_administrator", "member")
        staying = tuple(slot for slot in self._slots.slots if slot.member != member)
        with changing(self._db, staying):
            remove_code(self._db, member)
            Ledger(self._core).append(MemberRemoved(member, reason), at)

    def rekey(self, at: Moment) -> None:
        """Put the database under another key. Raises Refusal `disk_full` before anything changes,
        `vault_busy` while a backup or a check runs, `recovery_code_old`, `passphrase_old`."""
        rekeying.rekey(self._core, at)

    def rekey_is_due(self) -> bool:
        """Whether somebody left and the key has not changed since."""
        return rekeying.is_due(self._db)

    def new_recovery_code(self) -> NewRecoveryCode:
        """Another recovery code, which counts once it was typed back."""
        return NewRecoveryCode(self._core)

    def hand_over(self, passphrase: str, who: str = "") -> Self:
        """The same open vault in somebody else's name. Raises Refusal `passphrase_wrong` (details left),
        `wait_after_wrong_passphrases`, `recovery_code_elsewhere`."""
        if parse_recovery_code(passphrase):
            raise refuse("recovery_code_elsewhere", "passphrase")
        keys = self._open_one_of(self._slots.slots, passphrase, who)
        unlock_codes(self._db, keys.member)
        signing_key = Ed25519PrivateKey.from_private_bytes(keys.signing_seed)
        return type(self)(replace(self._core, member=keys.member, signing_key=signing_key, by_recovery=False))

    def bring_up_slot(self, passphrase: str) -> None:
        """Whoever came in by a slot of the old form gets one of the new form, with initials."""
        slot = next((s for s in self._slots.slots if s.member == self._core.member), None)
        if slot and slot.is_of_old_form and not self._core.by_recovery:
            taken = self.initials().values()
            name = self._who_works_here(slot.member).name
            initials = initials_of(name, tuple(taken)) or FALLBACK_INITIALS
            other = self._make_slot(slot.member, passphrase, self._core.signing_key, initials)
            with changing(self._db, self._slots_with(slot, other)):
                pass

    @property
    def _slots(self) -> Slots:
        return slots_of(self._db)

    def _working(self) -> Iterable[Member]:
        return (line.member for line in everyone(self._db) if line.works_here)

    def _who_works_here(self, member: str) -> Member:
        for known in self._working():
            if known.id == member:
                return known
        raise refuse("member_unknown", "member")

    def _slot_of(self, member: str) -> Slot:
        for slot in self._slots.slots:
            if slot.member == member and slot.opens_with == PASSPHRASE:
                return slot
        raise refuse("member_unknown", "member")

    def _slots_with(self, before: Slot, after: Slot) -> tuple[Slot, ...]:
        return tuple(after if slot == before else slot for slot in self._slots.slots)

    def _forgot_own(self, member: str) -> bool:
        return self._core.by_recovery and member == self._core.member

    def _require_other(self, member: str) -> None:
        if member == self._core.member:
            raise refuse("member_is_self", "member")
        if any(slot.opens_with == RECOVERY and slot.member == member for slot in self._slots.slots):
            raise refuse("recovery_code_old", "member")

    def _new_slot(self, member: str, secrets: Secrets, signing_key: Ed25519PrivateKey, initials: str) -> Slot:
        require_passphrase(secrets.passphrase)
        require_code(secrets.code)
        return self._make_slot(member, secrets.passphrase, signing_key, initials)

    def _make_slot(self, member: str, passphrase: str, signing_key: Ed25519PrivateKey, initials: str) -> Slot:
        slots, keys = self._slots, Keys(member, self._db.key, signing_key.private_bytes_raw())
        return make_slot(slots.vault, PASSPHRASE, passphrase, keys, slots.effort, initials)

    def _change(
        self, ways: tuple[Slot, ...], secrets: Secrets, fact: MemberAdded | MemberChanged, at: Moment
    ) -> None:
        with changing(self._db, ways):
            Ledger(self._core).append(fact, at)
            set_code(self._db, fact.member.id, secrets.code)

    def _open_one_of(self, ways: tuple[Slot, ...], passphrase: str, who: str = "") -> Keys:
        slots = replace(self._slots, slots=ways)
        whose = [slot.member for slot in tried_for(slots, passphrase, who)]
        tries = Tries(self._db.folder)
        return tries.attempt(self._core.now, whose, lambda: open_slots(slots, passphrase, who))
