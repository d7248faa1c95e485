"""Roles and acts in the words of staff."""

from __future__ import annotations

from collections.abc import Iterable

from consentdesk.domain.access import Role
from consentdesk.ui.words import _


def role_words(role: Role) -> str:
    """What somebody is here for."""
    return {
        Role.CLINICIAN: _("Clinician"),
        Role.PHOTOGRAPHER: _("Photographer"),
        Role.PRIVACY_OFFICER: _("Privacy officer"),
        Role.ADMINISTRATOR: _("Administrator"),
        Role.AUDITOR: _("Auditor"),
        Role.RECOVERY: _("Recovery code"),
    }[role]


def about_role(role: Role) -> str:
    """What a role allows, in a few words."""
    return {
        Role.CLINICIAN: _("Takes consent, finds capacity, corrects records"),
        Role.PHOTOGRAPHER: _("Takes consent and looks at records"),
        Role.PRIVACY_OFFICER: _("Reads the ledger, edits the rules, proposes erasures"),
        Role.ADMINISTRATOR: _("Lets people in and out, edits the rules, agrees to erasures"),
        Role.AUDITOR: _("Reads the ledger, sees no patient"),
        Role.RECOVERY: _("Gives a person a new passphrase, nothing else"),
    }[role]


def roles_in_words(roles: Iterable[Role]) -> str:
    return ", ".join(role_words(role) for role in roles)
