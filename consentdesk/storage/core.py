"""What the parts of an open vault share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.storage.connection import Database
from consentdesk.storage.sealing import Keyring


@dataclass(frozen=True)
class Core:
    """An open database, its keys, and in whose name it is written. Nothing of it shows in a `repr`."""

    db: Database = field(repr=False)
    keys: Keyring = field(repr=False)
    vault: str
    device: str
    member: str
    signing_key: Ed25519PrivateKey = field(repr=False)
    now: Callable[[], Moment] = field(repr=False)
    new_id: Callable[[], str] = field(repr=False)

    def damaged(self, code: str, **details: str | int) -> Refusal:
        """The refusal for damaged content, to raise. The connection starts afresh: SQLCipher can go on to
        return zeros after a page that failed its check."""
        if not self.db.in_transaction:
            self.db.reopen()
        return refuse(code, "vault", **details)


class Part:
    """A part of an open vault."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._db = core.db
        self._keys = core.keys
