"""The views, dropped and folded anew from the ledger."""

from __future__ import annotations

from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Database
from consentdesk.storage.ledger import readable_facts
from consentdesk.storage.sealing import Broken, Keyring
from consentdesk.storage.views import folding, standings, tables


def rebuild(db: Database) -> None:
    """The views of all facts that can be read, in one transaction. Raises Refusal `vault_damaged` where one
    is not as it was written."""
    keys = Keyring(db)
    with db.transaction():
        tables.drop(db)
        tables.build(db)
        folding.fold_heads(db)
        try:
            for fact in readable_facts(db, keys, (body.KIND for body in folding.FOLDS)):
                folding.fold_body(db, fact)
            standings.bring_all(db)
        except Broken as wrong:
            raise refuse("vault_damaged", "vault", part="ledger") from wrong
        db.run("UPDATE vault SET views = ?", tables.VERSION)
