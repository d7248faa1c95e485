"""Change what only oneself knows: the passphrase and the code."""

from __future__ import annotations

from consentdesk.domain.access import Act
from consentdesk.domain.refusals import Problem
from consentdesk.workflows.access import needs
from consentdesk.workflows.choose_secrets import secrets_problems
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Secrets


def own_secrets_problems(present: str, new: Secrets, passphrase_again: str) -> list[Problem]:
    """What is wrong with the entries, by the fields `present`, `passphrase`, `passphrase_again`, `code`."""
    missing = [] if present else [Problem("present_passphrase_missing", "present")]
    return [*missing, *secrets_problems(new, passphrase_again)]


@needs(Act.OWN_SECRETS)
def change_own_secrets(desk: Desk, present: str, new: Secrets) -> None:
    """Other secrets for whoever sits here. Raises the refusals of `KeyKeeping.change_own_secrets`."""
    desk.vault.change_own_secrets(present, new)
