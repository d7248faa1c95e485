"""What the parts of an open vault share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from consentdesk.domain.facts import Fact
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
    by_recovery: bool = False  # whoever writes came in by a recovery code
    proven: dict[str, Fact] = field(default_factory=dict, repr=False)  # about nobody, asked for all the time

    def damaged(self, code: str, **details: str | int) -> Refusal:
        """The refusal for damaged content, to raise. The connection starts afresh."""
        self.db.distrust()
        return refuse(code, "vault", **details)


class Part:
    """A part of an open vault."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._db = core.db
        self._keys = core.keys


def public_hex(signing_key: Ed25519PrivateKey) -> str:
    """The public half of a signing key, as members have it."""
    return signing_key.public_key().public_bytes_raw().hex()
