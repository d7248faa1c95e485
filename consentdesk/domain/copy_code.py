"""What stands on a patient's copy for machines: the record's code and its place in the ledger's chain."""

from __future__ import annotations

import re
from dataclasses import dataclass

from consentdesk.domain.refusals import refuse

HASH_LETTERS = 64
FEWEST_LETTERS = 16  # as many stand at the foot of each page
_TOLD = re.compile(r"\s*consentdesk:([0-9A-Za-z-]+):([0-9a-fA-F]{64})\s*", re.IGNORECASE)


@dataclass(frozen=True)
class CopyCode:
    """The record's code as printed, and the chain hash (hex), whole or its beginning."""

    code: str
    chain_hash: str

    def __str__(self) -> str:
        """What the QR code of a copy says."""
        return f"consentdesk:{self.code}:{self.chain_hash}"


def read_copy_code(text: str) -> CopyCode | None:
    """What the QR code of a copy says; None for any other text."""
    found = _TOLD.fullmatch(text)
    return CopyCode(found[1], found[2].lower()) if found else None


def parse_hash(typed: str) -> str:
    """A chain hash as typed from paper: in groups or not, whole or at least as much as the foot of a page
    shows. Raises Refusal `copy_hash_wrong` (details fewest, most) for what cannot be one."""
    letters = "".join(typed.split()).lower()
    known = set(letters) <= set("0123456789abcdef") and FEWEST_LETTERS <= len(letters) <= HASH_LETTERS
    if letters and not known:
        raise refuse("copy_hash_wrong", "hash", fewest=FEWEST_LETTERS, most=HASH_LETTERS)
    return letters
