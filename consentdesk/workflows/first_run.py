"""Make a clinic's vault: who, where, whom patients ask, and the first person with a passphrase."""

from __future__ import annotations

from dataclasses import asdict

from consentdesk.domain.facts import Body, ClinicDescribed, PackAdopted, UsesPreset
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.people import Clinic, too_long
from consentdesk.domain.refusals import Problem, refuse_if_any
from consentdesk.workflows.ports import FirstMember, NewVault, VaultDoor

MIN_CODE_DIGITS = 6


def clinic_problems(clinic: Clinic) -> list[Problem]:
    """What a patient's copy would lack (a name, an address, a contact that can be reached, S7), or have no
    room for."""
    contact = clinic.contact
    needed = {"clinic_name": clinic.name, "clinic_address": clinic.address, "contact_name": contact.name}
    found = [Problem(f"{field}_missing", field) for field, text in needed.items() if not text.strip()]
    if not any(way.strip() for way in (contact.telephone, contact.email, contact.post)):
        found.append(Problem("contact_way_missing", "contact_telephone"))
    if contact.email and "@" not in contact.email:
        found.append(Problem("email_wrong", "contact_email"))
    ways = {f"contact_{field}": text for field, text in asdict(contact).items()}
    return [*found, *too_long({"clinic_name": clinic.name, "clinic_address": clinic.address, **ways})]


def member_problems(member: FirstMember, passphrase_again: str) -> list[Problem]:
    """What is wrong with the first person's entries; how strong the passphrase is, the vault judges."""
    found = [] if member.name.strip() else [Problem("member_name_missing", "member_name")]
    if member.passphrase != passphrase_again:
        found.append(Problem("passphrases_differ", "passphrase_again"))
    if not (member.code.isdecimal() and len(member.code) >= MIN_CODE_DIGITS):
        found.append(Problem("code_too_short", "code", {"digits": MIN_CODE_DIGITS}))
    return [*found, *too_long({"member_name": member.name, "member_role": member.role})]


def prepare_vault(
    door: VaultDoor,
    clinic: Clinic,
    member: FirstMember,
    pack: RulePack,
    pack_text: str,
    now: Moment,
    rehearsal: bool = False,
) -> NewVault:
    """A new vault beside its place, waiting for its recovery code to be typed back. Raises the refusals of
    `VaultDoor.prepare` and those of `clinic_problems`."""
    refuse_if_any(clinic_problems(clinic))
    facts: list[Body] = [
        ClinicDescribed(clinic),
        PackAdopted(pack.id, pack.version, pack_text),
        UsesPreset(pack.default_uses),
    ]
    return door.prepare(member, facts, now, rehearsal)
