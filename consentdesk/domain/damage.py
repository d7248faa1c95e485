"""What a finding of a check hits, so that it can be said in words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from consentdesk.domain.lines import Finding
from consentdesk.domain.moment import Moment


class Hurt(StrEnum):
    """The kinds of things in a vault that can be damaged."""

    PICTURE = "picture"
    COPY = "copy"
    SIGNED_PAGE = "signed_page"
    STORED_FILE = "stored_file"
    SESSION = "session"
    FACT = "fact"
    LIST = "list"  # folded from the ledger, and can be folded anew
    DATABASE = "database"
    LOCKED_KEYS = "locked_keys"


OF_FINDING = {
    "blob_damaged": Hurt.STORED_FILE,
    "blob_missing": Hurt.STORED_FILE,
    "draft_unreadable": Hurt.SESSION,
    "view_differs": Hurt.LIST,
    "slots_unreadable": Hurt.LOCKED_KEYS,
    "page_damaged": Hurt.DATABASE,
    "file_length_wrong": Hurt.DATABASE,
    "schema_differs": Hurt.DATABASE,
    "vault_damaged": Hurt.DATABASE,
    "disk_failing": Hurt.DATABASE,
}


@dataclass(frozen=True)
class Hit:
    """A finding and what it hits: the codes of the records it belongs to, the kind of a fact, and when that
    happened or a session began, as far as it is known."""

    finding: Finding
    hurt: Hurt
    records: tuple[str, ...] = ()
    kind: str = ""
    at: Moment | None = None

    @property
    def is_of_ledger(self) -> bool:
        """Whether only a restore helps."""
        return self.hurt is Hurt.FACT

    @property
    def is_file(self) -> bool:
        """Whether a backup can bring it back."""
        return self.finding.code in ("blob_damaged", "blob_missing")


def plainly(finding: Finding) -> Hit:
    """What is known of a finding without asking the vault."""
    return Hit(finding, OF_FINDING.get(finding.code, Hurt.FACT))
