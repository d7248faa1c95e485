"""Who may do what at this desk: roles and acts as data, asked by the workflows (R38).

It binds whoever works through the program. Whoever holds an open vault's data key could read everything: the
roles keep honest people to their work, and every act is a signed fact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What a person is here for; a person can have several."""

    CLINICIAN = "clinician"
    PHOTOGRAPHER = "photographer"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
    RECOVERY = "recovery"  # nobody's: whoever came in with the recovery code


class Act(StrEnum):
    """What is allowed or not, each to be named in a refusal."""

    TAKE_CONSENT = "take_consent"
    DEPART_FROM_RULES = (
        "depart_from_rules"  # a finding of capacity or an override, with its reason (R10, R15)
    )
    CORRECT_RECORD = "correct_record"
    LOOK = "look"  # at patients, their records and images
    GIVE_COPY = "give_copy"
    ASK_USE = "ask_use"  # whether an image may be used for that, there, today (R24)
    RELEASE = "release"  # let an image out for a use, through the gate (R25)
    KEEP_REGISTER = "keep_register"  # of outlets, and of the places where images are
    WITHDRAW = "withdraw"  # take down what somebody withdraws, or have uses suspended (R29)
    TAKE_DOWN = "take_down"  # see to it that images leave their places, and say what became of it (R31)
    OPEN_INCIDENT = "open_incident"  # tell of one, and note what was done (R34)
    LEAD_INCIDENT = "lead_incident"  # assess it, decide who is told, close it (R36, R37)
    LIFT_SUSPENSION = "lift_suspension"  # settle who was entitled, with the reason (R29)
    SEE_OVERVIEW = "see_overview"  # numbers that name nobody
    CHECK_COPY = "check_copy"  # whether a copy that somebody brings is genuine
    EDIT_RULES = "edit_rules"
    READ_LEDGER = "read_ledger"
    EXPORT_LEDGER = "export_ledger"
    CHECK_VAULT = "check_vault"
    MEND_VAULT = "mend_vault"  # bring damaged files back from a backup
    BACK_UP = "back_up"
    REVIEW_GAP = "review_gap"
    SEE_ERASURES = "see_erasures"  # which were proposed, and what became of them
    ERASE = "erase"  # propose it, agree to it, or decline it (R40)
    SEE_PEOPLE = "see_people"  # who works here, and what they may do
    MANAGE_PEOPLE = "manage_people"  # let them in and out, say what they may do, renew forgotten secrets
    CHANGE_KEY = "change_key"  # put the vault under another key, once somebody left
    RENEW_SECRETS = "renew_secrets"  # of one person, by the recovery code alone
    SET_TIMES = "set_times"  # after which the desk covers and locks itself
    OWN_SECRETS = "own_secrets"
    EMERGENCY_ACCESS = "emergency_access"


FOR_EVERYBODY = frozenset({Act.BACK_UP, Act.CHECK_VAULT})
"""What needs no role: a backup is as encrypted as the vault, and a check tells counts."""


def _person(*acts: Act) -> frozenset[Act]:
    """What a role allows, beside what every person may do for themselves."""
    return frozenset({Act.OWN_SECRETS, Act.EMERGENCY_ACCESS, *acts})


_AFTERWARDS = frozenset(
    {
        Act.ASK_USE,
        Act.RELEASE,
        Act.KEEP_REGISTER,
        Act.WITHDRAW,
        Act.TAKE_DOWN,
        Act.OPEN_INCIDENT,
        Act.SEE_OVERVIEW,
    }
)
"""What everybody may do who works with patients and their images."""

ALLOWED: Mapping[Role, frozenset[Act]] = MappingProxyType(
    {
        Role.CLINICIAN: _person(
            Act.TAKE_CONSENT,
            Act.DEPART_FROM_RULES,
            Act.CORRECT_RECORD,
            Act.LOOK,
            Act.GIVE_COPY,
            Act.CHECK_COPY,
            *_AFTERWARDS,
        ),
        Role.PHOTOGRAPHER: _person(Act.TAKE_CONSENT, Act.LOOK, Act.GIVE_COPY, Act.CHECK_COPY, *_AFTERWARDS),
        Role.PRIVACY_OFFICER: _person(
            Act.LOOK,
            Act.GIVE_COPY,
            Act.CHECK_COPY,
            *_AFTERWARDS,
            Act.LEAD_INCIDENT,
            Act.LIFT_SUSPENSION,
            Act.EDIT_RULES,
            Act.READ_LEDGER,
            Act.EXPORT_LEDGER,
            Act.MEND_VAULT,
            Act.REVIEW_GAP,
            Act.SEE_ERASURES,
            Act.ERASE,
        ),
        Role.ADMINISTRATOR: _person(
            Act.EDIT_RULES,
            Act.MEND_VAULT,
            Act.REVIEW_GAP,
            Act.SEE_ERASURES,
            Act.ERASE,
            Act.SEE_PEOPLE,
            Act.MANAGE_PEOPLE,
            Act.CHANGE_KEY,
            Act.SET_TIMES,
            Act.OPEN_INCIDENT,
            Act.LEAD_INCIDENT,
            Act.SEE_OVERVIEW,
        ),
        Role.AUDITOR: _person(
            Act.CHECK_COPY, Act.ASK_USE, Act.SEE_OVERVIEW, Act.READ_LEDGER, Act.EXPORT_LEDGER
        ),
        Role.RECOVERY: frozenset({Act.SEE_PEOPLE, Act.RENEW_SECRETS}),
    }
)

ASKS_AGAIN = frozenset({Act.EXPORT_LEDGER, Act.ERASE, Act.MANAGE_PEOPLE, Act.EMERGENCY_ACCESS})
"""What asks for the person's code once more, however open the desk is."""

IN_EMERGENCY = frozenset({Act.LOOK, Act.CHECK_COPY})
EMERGENCY_LASTS = timedelta(minutes=30)

FOR_PEOPLE = tuple(role for role in Role if role is not Role.RECOVERY)
"""The roles that somebody can be given."""

FOUNDER_ROLES = (Role.CLINICIAN, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR)
"""Those of whoever sets a vault up: in a solo practice there is nobody else."""


def acts_of(roles: Iterable[Role], in_emergency: bool = False) -> frozenset[Act]:
    """Everything that somebody with these roles may do; an unknown role allows nothing. Without any role
    nobody works here: they may do nothing at all."""
    allowed = [ALLOWED.get(role, frozenset()) for role in roles]
    extra = IN_EMERGENCY if in_emergency else frozenset()
    return FOR_EVERYBODY.union(extra, *allowed) if allowed else frozenset()
