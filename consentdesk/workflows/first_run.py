"""Make a clinic's vault: who, where, whom patients ask, and the first person with a passphrase."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from consentdesk.domain.facts import Body, ClinicDescribed
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack
from consentdesk.domain.pack_text import pack_title, parse_pack
from consentdesk.domain.people import Clinic, particulars_problems, too_long
from consentdesk.domain.refusals import Problem, Refusal, refuse_if_any
from consentdesk.workflows.adopt_pack import adoption
from consentdesk.workflows.choose_secrets import secrets_problems
from consentdesk.workflows.ports import FirstMember, NewVault, Secrets, VaultDoor


@dataclass(frozen=True)
class PackOffer:
    """A rule pack that a clinic can choose, or cannot yet: then `pack` is None and `problems` say why."""

    id: str
    title: str
    text: str
    pack: RulePack | None
    problems: tuple[Problem, ...] = ()


def packs_on_offer(texts: Mapping[str, str]) -> tuple[PackOffer, ...]:
    """The packs in TOML texts by id, those that can be chosen first, then by title."""
    offers = (_offer(id, text) for id, text in texts.items())
    return tuple(sorted(offers, key=lambda offer: (offer.pack is None, offer.title)))


def _offer(id: str, text: str) -> PackOffer:
    file = f"{id}.toml"
    try:
        pack = parse_pack(text, file)
    except Refusal as refusal:
        return PackOffer(id, pack_title(text) or id, text, None, refusal.problems)
    return PackOffer(id, pack.title, text, pack)


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
    secrets = Secrets(member.passphrase, member.code)
    return [
        *particulars_problems(member.name, member.role),
        *secrets_problems(secrets, passphrase_again),
    ]


def prepare_vault(
    door: VaultDoor,
    clinic: Clinic,
    member: FirstMember,
    offer: PackOffer,
    now: Moment,
    rehearsal: bool = False,
) -> NewVault:
    """A new vault beside its place, waiting for its recovery code to be typed back. Raises the refusals of
    `VaultDoor.prepare`, those of `clinic_problems`, and those of an offer that cannot be chosen yet."""
    refuse_if_any((*clinic_problems(clinic), *offer.problems))
    assert offer.pack is not None
    facts: list[Body] = [ClinicDescribed(clinic), *adoption(offer.pack, offer.text)]
    return door.prepare(member, facts, now, rehearsal)
