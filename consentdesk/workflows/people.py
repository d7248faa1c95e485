"""Who works here: let in and out, given roles, helped when they forgot their secrets (R38)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from consentdesk.domain.access import FOR_PEOPLE, Act, Role
from consentdesk.domain.facts import MemberChanged
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member, initials_problems, particulars_problems, reason_problems
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.workflows.access import needs, needs_code
from consentdesk.workflows.choose_secrets import secrets_problems
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import NewRecoveryCode, Secrets


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is to work here. `profession` is what copies print; by `initials` they sign in."""

    name: str = field(repr=False)
    profession: str
    roles: tuple[Role, ...]
    initials: str
    secrets: Secrets


@dataclass(frozen=True)
class StaffLine:
    """Somebody who works here or did. `last_seen` is when they came to the desk last."""

    member: Member
    initials: str
    since: Moment
    left: Moment | None = None
    last_seen: Moment | None = None
    is_me: bool = False


@needs(Act.SEE_PEOPLE)
def staff_list(desk: Desk) -> tuple[StaffLine, ...]:
    """Those who work here in the order in which they came, then those who left, whoever left last first."""
    vault = desk.vault
    initials, me = vault.initials(), vault.me.id
    lines = [
        StaffLine(m.member, initials.get(m.member.id, ""), m.since, m.left, vault.last_seen(m.member.id))
        for m in vault.everyone()
        if Role.RECOVERY not in m.member.roles
    ]
    gone = sorted((line for line in lines if line.left), key=_left, reverse=True)
    return tuple(replace(line, is_me=line.member.id == me) for line in (*filter(_is_here, lines), *gone))


def newcomer_problems(newcomer: Newcomer, passphrase_again: str) -> list[Problem]:
    """What is wrong with the entries for somebody who is to be let in, by their fields."""
    return [
        *particulars_problems(newcomer.name, newcomer.profession),
        *initials_problems(newcomer.initials),
        *roles_problems(newcomer.roles),
        *secrets_problems(newcomer.secrets, passphrase_again),
    ]


def roles_problems(roles: Iterable[Role]) -> list[Problem]:
    """Why somebody cannot be given these roles, by the field `roles`."""
    given = set(roles)
    return [] if given and given <= set(FOR_PEOPLE) else [Problem("roles_missing", "roles")]


@needs_code(Act.MANAGE_PEOPLE)
def admit_person(desk: Desk, newcomer: Newcomer) -> Member:
    """Let somebody in. Raises the refusals of `newcomer_problems`, `initials_taken`, `passphrase_weak`."""
    refuse_if_any(newcomer_problems(newcomer, newcomer.secrets.passphrase))
    name, profession = newcomer.name.strip(), newcomer.profession.strip()
    roles = _in_order(newcomer.roles)
    return desk.vault.admit(name, profession, roles, newcomer.initials, newcomer.secrets, desk.now())


@needs_code(Act.MANAGE_PEOPLE)
def change_roles(desk: Desk, member: str, roles: tuple[Role, ...]) -> Member:
    """Say what somebody may do from now on. Raises Refusal `member_unknown`, `roles_missing`,
    `last_administrator`."""
    changed = replace(_who_works_here(desk, member), roles=_in_order(roles))
    refuse_if_any(roles_problems(roles))
    if not any(Role.ADMINISTRATOR in m.roles for m in (changed, *_others(desk, member))):
        raise refuse("last_administrator", "roles")
    return _note_change(desk, changed, "roles")


@needs_code(Act.MANAGE_PEOPLE)
def change_particulars(desk: Desk, member: str, name: str, profession: str) -> Member:
    """Another name or profession, as copies print them from now on. Raises Refusal `member_unknown`,
    and those of `particulars_problems`."""
    before = _who_works_here(desk, member)
    refuse_if_any(particulars_problems(name, profession))
    return _note_change(desk, replace(before, name=name.strip(), role=profession.strip()), "particulars")


@needs_code(Act.MANAGE_PEOPLE)
def renew_secrets_of(desk: Desk, member: str, secrets: Secrets) -> Member:
    """New secrets for somebody who forgot theirs; what they had opens and signs nothing any more. Raises
    Refusal `own_secrets_elsewhere` for whoever sits here, `member_unknown`, `passphrase_weak`, and those of
    `secrets_problems`."""
    if member == desk.vault.me.id:
        raise refuse("own_secrets_elsewhere")
    return _renew(desk, member, secrets)


@needs(Act.RENEW_SECRETS)
def renew_after_recovery(desk: Desk, member: str, secrets: Secrets) -> Member:
    """As `renew_secrets_of`, for whoever came in by the recovery code: they have no code to be asked for."""
    return _renew(desk, member, secrets)


@needs_code(Act.MANAGE_PEOPLE)
def remove_person(desk: Desk, member: str, reason: str) -> None:
    """Somebody works here no more: from now on their passphrase opens nothing, and their key signs nothing.
    `change_key` follows. Raises Refusal `removal_reason_missing`, `text_too_long`, `member_unknown`,
    `member_is_self`, `last_administrator`."""
    refuse_if_any(reason_problems(reason, "reason", "removal_reason_missing"))
    desk.vault.dismiss(member, reason.strip(), desk.now())


@needs(Act.CHANGE_KEY)
def change_key(desk: Desk) -> None:
    """Put the vault under another key, so that what somebody kept of the one before opens it no more. Raises
    the refusals of `KeyKeeping.rekey`."""
    desk.vault.rekey(desk.now())


@needs(Act.CHANGE_KEY)
def key_change_is_due(desk: Desk) -> bool:
    """Whether somebody left and the vault still lies under the key they knew."""
    return desk.vault.rekey_is_due()


@needs_code(Act.MANAGE_PEOPLE)
def begin_new_recovery_code(desk: Desk) -> NewRecoveryCode:
    """A recovery code to be written down. It takes the place of the one before once it was typed back."""
    return desk.vault.new_recovery_code()


def _renew(desk: Desk, member: str, secrets: Secrets) -> Member:
    refuse_if_any(secrets_problems(secrets, secrets.passphrase))
    return desk.vault.renew_secrets(member, secrets, desk.now())


def _note_change(desk: Desk, changed: Member, why: str) -> Member:
    desk.note(MemberChanged(changed, why))
    return changed


def _who_works_here(desk: Desk, member: str) -> Member:
    found = next((m for m in desk.vault.members() if m.id == member), None)
    if found is None:
        raise refuse("member_unknown")
    return found


def _others(desk: Desk, member: str) -> tuple[Member, ...]:
    return tuple(other for other in desk.vault.members() if other.id != member)


def _in_order(roles: Iterable[Role]) -> tuple[Role, ...]:
    given = set(roles)
    return tuple(role for role in Role if role in given)


def _is_here(line: StaffLine) -> bool:
    return line.left is None


def _left(line: StaffLine) -> Moment:
    assert line.left is not None
    return line.left
