"""What somebody chooses to open the vault with, looked at before the vault is asked for anything."""

from __future__ import annotations

from consentdesk.domain.refusals import Problem
from consentdesk.workflows.ports import Secrets

MIN_CODE_DIGITS = 6


def secrets_problems(secrets: Secrets, passphrase_again: str) -> list[Problem]:
    """What is wrong, by the fields `passphrase`, `passphrase_again` and `code`; how strong the passphrase is,
    the vault judges."""
    found = []
    if not secrets.passphrase:
        found.append(Problem("passphrase_missing", "passphrase"))
    elif secrets.passphrase != passphrase_again:
        found.append(Problem("passphrases_differ", "passphrase_again"))
    if not (secrets.code.isdecimal() and len(secrets.code) >= MIN_CODE_DIGITS):
        found.append(Problem("code_too_short", "code", {"digits": MIN_CODE_DIGITS}))
    return found
