"""Who wrote a fact: which key they sign with at which place of the ledger, and what their roles allow."""

from __future__ import annotations

from dataclasses import dataclass, field

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from consentdesk.domain.access import Act, Role, acts_of
from consentdesk.domain.facts import Body, Fact, MemberAdded, MemberChanged, MemberRemoved, RecoveryRenewed
from consentdesk.domain.people import Member
from consentdesk.storage.connection import Database
from consentdesk.storage.ledger import SIGNED_AS, StoredFact, stored_facts
from consentdesk.storage.sealing import Broken, Erased, Keyring

BY_RECOVERY_TOO = frozenset({Act.MANAGE_PEOPLE, Act.RENEW_SECRETS})
OF_PEOPLE = (MemberAdded, MemberChanged, MemberRemoved, RecoveryRenewed)


@dataclass
class Authors:
    """Those whose signature counts, on the way along the ledger; `_ended` are keys that were theirs."""

    _members: dict[str, Member] = field(default_factory=dict)
    _keys: dict[str, Ed25519PublicKey] = field(default_factory=dict)
    _ended: dict[str, list[Ed25519PublicKey]] = field(default_factory=dict)

    @classmethod
    def of(cls, db: Database, keys: Keyring) -> Authors:
        """The one that a vault begins with: every other one is known through somebody known before."""
        authors = cls()
        for stored in stored_facts(db, "WHERE kind = 'member_added'"):
            try:
                body = stored.opened(keys).body
            except (Broken, Erased, ValueError):
                break
            assert isinstance(body, MemberAdded)
            authors._know(body.member)
            break
        return authors

    def doubt(self, stored: StoredFact) -> str:
        """Why its author's signature does not count, as the code of a finding; "" where it does."""
        key = self._keys.get(stored.actor)
        if key is not None and _signed_by(key, stored):
            return ""
        if any(_signed_by(ended, stored) for ended in self._ended.get(stored.actor, ())):
            return "fact_author_removed"
        return "fact_signature_wrong" if stored.actor in self._members else "fact_author_unknown"

    def learn(self, stored: StoredFact, fact: Fact) -> str:
        """Go by what a fact says of people from here on, where its author may say so; the code of a finding
        where they may not, "" else."""
        body = fact.body
        if not isinstance(body, OF_PEOPLE) or self.doubt(stored):
            return ""
        if not acts_of(self._members[stored.actor].roles) & self._needed(body):
            return "fact_author_not_entitled"
        if isinstance(body, MemberRemoved):
            self._end(body.member)
        else:
            self._change(body)
        return ""

    def _needed(self, body: Body) -> frozenset[Act]:
        """One of these acts its author must be allowed to do."""
        if isinstance(body, MemberChanged):
            before = self._members.get(body.member.id)
            if before is not None and set(before.roles) == set(body.member.roles):
                return BY_RECOVERY_TOO
        return frozenset({Act.MANAGE_PEOPLE})

    def _change(self, body: MemberAdded | MemberChanged | RecoveryRenewed) -> None:
        if isinstance(body, RecoveryRenewed):
            for member in [m for m in self._members.values() if Role.RECOVERY in m.roles]:
                self._end(member.id)
        if isinstance(body, MemberChanged) and body.member.id not in self._keys:
            return  # they left
        self._know(body.member)

    def _know(self, member: Member) -> None:
        before = self._members.get(member.id)
        if before is not None and before.public_key != member.public_key:
            self._end(member.id)
        self._members[member.id], self._keys[member.id] = member, _public_key(member)

    def _end(self, member: str) -> None:
        if (key := self._keys.pop(member, None)) is not None:
            self._ended.setdefault(member, []).append(key)


def _signed_by(author: Ed25519PublicKey, stored: StoredFact) -> bool:
    try:
        author.verify(stored.signature, SIGNED_AS + stored.hash)
    except InvalidSignature:
        return False
    return True


def _public_key(member: Member) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(bytes.fromhex(member.public_key))
