"""Checks for what identifies a patient, and who agreed to them."""

from __future__ import annotations

from consentdesk.domain import facts
from consentdesk.domain.facts import Fact
from consentdesk.domain.outlets import folded
from consentdesk.storage.connection import Database
from consentdesk.storage.views.putting import Step, ms, put

RENEW = (
    'UPDATE checks SET agreed = EXISTS (SELECT 1 FROM agreements a WHERE a."check" = checks.id'
    " AND a.member <> checks.member) WHERE id = ?"
)


def _checked(db: Database, fact: Fact, body: facts.ReidentificationChecked) -> None:
    c, h = body.check, fact.header
    put(
        db, "checks", "id", fact, id=c.id, image=c.image, patient=h.patient, use=c.use,
        outlet=folded(c.outlet), outlet_id=c.outlet_id, at=str(h.at), member=h.actor, words=c.words,
        particulars=c.particulars, agreed=0,
    )  # fmt: skip
    db.run(RENEW, c.id)


def _agreed(db: Database, fact: Fact, body: facts.PostingAgreed) -> None:
    """In whatever order it and the check arrive."""
    h = fact.header
    db.run(
        "INSERT OR IGNORE INTO agreements VALUES (?, ?, ?, ?, ?)",
        *(body.check, h.actor, h.patient, ms(h.at), h.id),
    )
    db.run(RENEW, body.check)


FOLDS: dict[type, Step] = {
    facts.ReidentificationChecked: _checked,
    facts.PostingAgreed: _agreed,
}
