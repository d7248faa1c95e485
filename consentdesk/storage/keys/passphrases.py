"""Which passphrases and codes are good enough, and the recovery code."""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from itertools import pairwise

from consentdesk.domain.record_code import ALPHABET, in_fours
from consentdesk.domain.refusals import refuse

MIN_CHARACTERS = 15
MIN_WORDS = 4
MIN_WORD_LETTERS = 3
MIN_DIFFERENT_CHARACTERS = 6
MIN_CODE_DIGITS = 6
COMMON = (
    "correcthorsebatterystaple",
    "iloveyou",
    "letmein",
    "password",
    "passphrase",
    "passwort",
    "motdepasse",
    "contrasena",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "consentdesk",
    "hospital",
    "welcome",
    "changeme",
    "administrator",
    "thequickbrownfoxjumpsoverthelazydog",
)
MIN_OWN_CHARACTERS = 8  # of a passphrase, beside the common ones in it

RECOVERY_LETTERS = 26
RECOVERY_CHECK_LETTERS = 2
_MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0"})


def require_passphrase(passphrase: str) -> None:
    """Raises Refusal `passphrase_weak` (details reason: "short", "common", or "recovery_code" for what would
    be taken for one, and open nothing). No rule of composition."""
    text = unicodedata.normalize("NFKC", passphrase).strip()
    words = {word.casefold() for word in text.split() if len(word) >= MIN_WORD_LETTERS}
    if len(text) < MIN_CHARACTERS and len(words) < MIN_WORDS:
        raise refuse(
            "passphrase_weak", "passphrase", reason="short", characters=MIN_CHARACTERS, words=MIN_WORDS
        )
    if _is_common(text):
        raise refuse("passphrase_weak", "passphrase", reason="common")
    if parse_recovery_code(passphrase):
        raise refuse("passphrase_weak", "passphrase", reason="recovery_code")


def _is_common(text: str) -> bool:
    """Whether little remains once common phrases, repetitions and runs like 12345 or asdfg are taken out."""
    own = "".join(c for c in text.casefold() if c.isalnum())
    for phrase in COMMON:
        own = own.replace(phrase, "")
    steps = [(a, b) for a, b in pairwise(own) if not _is_neighbour(a, b)]
    return len(set(own)) < MIN_DIFFERENT_CHARACTERS or len(steps) + 1 < MIN_OWN_CHARACTERS


def _is_neighbour(a: str, b: str) -> bool:
    return abs(ord(a) - ord(b)) <= 1 or any(
        a + b in phrase for phrase in COMMON if phrase.startswith("qwert")
    )


def require_code(code: str) -> None:
    """Raises Refusal `code_too_short` unless it is six digits or more."""
    if len(code) < MIN_CODE_DIGITS or not (code.isascii() and code.isdigit()):
        raise refuse("code_too_short", "code", digits=MIN_CODE_DIGITS)


def new_recovery_code() -> str:
    """Twenty-four random letters (120 bits) and two that check them, in groups of four."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RECOVERY_LETTERS - RECOVERY_CHECK_LETTERS))
    text = body + _check(body)
    return in_fours(text, "-")


def parse_recovery_code(typed: str) -> str | None:
    """The letters of a recovery code as typed, or None for something that cannot be one."""
    text = "".join(c for c in typed.upper() if c not in " -\t\n").translate(_MISREAD)
    known = len(text) == RECOVERY_LETTERS and set(text) <= set(ALPHABET)
    body, check = text[:-RECOVERY_CHECK_LETTERS], text[-RECOVERY_CHECK_LETTERS:]
    return text if known and _check(body) == check else None


def _check(body: str) -> str:
    digest = hashlib.sha256(b"consentdesk recovery code\0" + body.encode()).digest()
    return "".join(ALPHABET[byte & 31] for byte in digest[:RECOVERY_CHECK_LETTERS])
