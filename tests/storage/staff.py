"""People who work at a test's vault, and the old form of its slots."""

from __future__ import annotations

from dataclasses import replace

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from consentdesk.domain.access import Role
from consentdesk.domain.codec import canonical
from consentdesk.domain.people import Member
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.keys.argon import FLOOR, derive
from consentdesk.storage.keys.passphrases import parse_recovery_code
from consentdesk.storage.keys.slots import PASSPHRASE, RECOVERY, Keys, Slot, Slots, to_bytes, write_slots
from consentdesk.storage.vault import OpenVault
from consentdesk.workflows.ports import Secrets
from tests.helpers.sessions import NOW
from tests.storage.conftest import PASSPHRASE as SAMS
from tests.storage.conftest import Place

TAYS = Secrets("seven quiet lamps by the window", "730164")
OTHERS = Secrets("another rainy harbour at noon", "558203")
CLINICIAN = (Role.CLINICIAN,)
ADMINISTRATOR = (Role.ADMINISTRATOR,)


def admit(
    vault: OpenVault, roles: tuple[Role, ...] = CLINICIAN, initials: str = "TT", secrets: Secrets = TAYS
) -> Member:
    return vault.admit("Tay Tester", "nurse", roles, initials, secrets, NOW)


def opens(place: Place, passphrase: str, who: str = "") -> str:
    """In whose name a passphrase opens a vault; why it does not, as a code."""
    try:
        vault = place.door.unlock(passphrase, who)
    except Refusal as refusal:
        (place.folder / "vault.tries").unlink(missing_ok=True)
        return refusal.code
    try:
        return vault.me.name
    finally:
        vault.close()


def of_old_form(place: Place) -> Place:
    """The place with its slots as they were before people had keys of their own: the founder's passphrase and
    the recovery code, both in the founder's name."""
    ways = {PASSPHRASE: SAMS, RECOVERY: parse_recovery_code(place.recovery_code) or ""}
    slots = tuple(_old_slot(place, how, secret) for how, secret in ways.items())
    old = Slots(place.slots.vault, 1, place.slots.database_salt, slots)
    with place.by_hand() as db:
        db.run("UPDATE slots SET data = ?", to_bytes(old))
    write_slots(place.folder, old)
    write_slots(place.folder, old)
    return replace(place, slots=old)


def _old_slot(place: Place, opens_with: str, secret: str) -> Slot:
    keys: Keys = place.keys
    slot = Slot(keys.member, opens_with, FLOOR, "5a" * 16, "0b" * 12)
    said = {name: vars(slot)[name] for name in ("member", "opens_with", "effort", "salt", "nonce", "wrapped")}
    about = canonical({"vault": place.slots.vault, "slot": said})
    cipher = AESGCM(derive(secret, bytes.fromhex(slot.salt), slot.effort))
    wrapped = cipher.encrypt(bytes.fromhex(slot.nonce), keys.data_key + keys.signing_seed, about)
    return replace(slot, wrapped=wrapped.hex())
