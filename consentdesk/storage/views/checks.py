"""Checks for what identifies a patient, and what second persons said to them."""

from __future__ import annotations

from consentdesk.domain import facts
from consentdesk.domain.facts import Fact
from consentdesk.storage.connection import Database
from consentdesk.storage.views.putting import Step, put

RENEW = (
    "UPDATE checks SET answered = EXISTS (SELECT 1 FROM agreements a WHERE a.about = checks.id"
    " AND a.member <> checks.member) WHERE id = ?"
)


def _checked(db: Database, fact: Fact, body: facts.ReidentificationChecked) -> None:
    c, h = body.check, fact.header
    put(
        db, "checks", "id", fact, id=c.id, image=c.image, patient=h.patient, use=c.use,
        outlet=c.outlet, outlet_id=c.outlet_id, at=str(h.at), member=h.actor, words=c.words,
        particulars=c.particulars, answered=0,
    )  # fmt: skip
    db.run(RENEW, c.id)


def _said(db: Database, fact: Fact, body: facts.PostingAgreed | facts.PostingDeclined) -> None:
    """In whatever order it and the check arrive."""
    h, declines = fact.header, int(isinstance(body, facts.PostingDeclined))
    put(
        db, "agreements", "about, member", fact, about=body.check, member=h.actor, patient=h.patient,
        at=str(h.at), declines=declines,
    )  # fmt: skip
    db.run(RENEW, body.check)


FOLDS: dict[type, Step] = {
    facts.ReidentificationChecked: _checked,
    facts.PostingAgreed: _said,
    facts.PostingDeclined: _said,
}
