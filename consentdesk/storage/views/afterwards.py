"""Folding what became of images after the signature: releases, places, withdrawals, removals, papers."""

from __future__ import annotations

from itertools import product

from consentdesk.domain import facts
from consentdesk.domain.codec import canonical
from consentdesk.domain.facts import Fact
from consentdesk.domain.outlets import folded
from consentdesk.storage.connection import Database
from consentdesk.storage.views import inherited, standings, waiting
from consentdesk.storage.views.putting import Step, ms, put


def _released(db: Database, fact: Fact, r: facts.ImageReleased) -> None:
    db.run(
        "INSERT OR IGNORE INTO releases VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(r.file_sha256, r.image, r.pixels_sha256, fact.header.patient or "", r.release, r.placement),
        *(ms(fact.header.at), fact.header.id),
    )


def _placed(db: Database, fact: Fact, body: facts.PlacementNoted) -> None:
    p = body.placement
    put(
        db, "placements", "id", fact, id=p.id, at=str(fact.header.at), patient=fact.header.patient or "",
        image=p.image, use=p.use, kind=p.kind, outlet=folded(p.outlet), until=str(p.until or ""),
        review_on=str(p.review_on or ""), ended=0, entry=canonical(p),
    )  # fmt: skip
    _renew_place(db, p.id)


def _place_ended(db: Database, fact: Fact, ended: facts.PlacementEnded) -> None:
    put(
        db, "placements_ended", "placement", fact, placement=ended.placement, at=str(fact.header.at),
        patient=fact.header.patient, outcome=ended.outcome,
    )  # fmt: skip
    _renew_place(db, ended.placement)


def _renew_place(db: Database, placement: str) -> None:
    """In whatever order the two facts arrive."""
    db.run(
        "UPDATE placements SET ended = EXISTS (SELECT 1 FROM placements_ended WHERE placement = id)"
        " WHERE id = ?",
        placement,
    )


def _withdrawn(db: Database, fact: Fact, body: facts.ConsentWithdrawn) -> set[str]:
    return _ended(db, fact, body.withdrawal, body, suspends=False)


def _suspended(db: Database, fact: Fact, body: facts.UseSuspended) -> set[str]:
    return _ended(db, fact, body.suspension, body, suspends=True)


def _ended(
    db: Database, fact: Fact, id: str, body: facts.ConsentWithdrawn | facts.UseSuspended, suspends: bool
) -> set[str]:
    scope, patient, at = body.scope.whole, fact.header.patient or "", fact.header.at
    images = scope.images or ("",)
    db.run_many(
        "INSERT OR IGNORE INTO endings VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (id, patient, image, use, ms(at), str(at), fact.header.id, int(suspends))
            for image, use in product(images, scope.uses or ("",))
        ],
    )
    made = inherited.hold_back(db, scope.images) if suspends else set()
    waiting.renew(db, id)
    return standings.reached(db, patient, {*images, *made})


def _lifted(db: Database, fact: Fact, body: facts.SuspensionLifted) -> set[str]:
    at, patient = str(fact.header.at), fact.header.patient
    put(db, "endings_lifted", "ending", fact, ending=body.suspension, at=at, patient=patient)
    waiting.renew(db, body.suspension)
    rows = db.rows("SELECT DISTINCT patient, image FROM endings WHERE id = ?", body.suspension)
    return {image for whose, named in rows for image in standings.reached(db, whose, (named,))}


def _removal(db: Database, fact: Fact, body: facts.RemovalOpened) -> None:
    r, h = body.removal, fact.header
    put(
        db, "removals", "id", fact, id=r.id, patient=h.patient, placement=r.placement, ending=r.ending,
        owner=r.owner, due=str(r.due), level=r.level, closed=0,
    )  # fmt: skip
    db.run(
        "INSERT INTO removals_opened VALUES (?, ?, ?, ?) ON CONFLICT (removal) DO UPDATE"
        " SET at_ms = excluded.at_ms, at = excluded.at WHERE excluded.at_ms < at_ms",
        *(r.id, ms(h.at), str(h.at), h.patient),
    )
    db.run("INSERT OR IGNORE INTO removal_endings VALUES (?, ?, ?)", r.id, r.ending, h.patient)
    _renew_removal(db, r.id)


def _reported(db: Database, fact: Fact, body: facts.RemovalReported) -> None:
    h, outcome = fact.header, body.outcome
    db.run(
        "INSERT OR IGNORE INTO removal_reports VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *(h.id, body.removal, ms(h.at), str(h.at), h.actor, h.patient, outcome, int(outcome.closes)),
    )
    _renew_removal(db, body.removal)


def _renew_removal(db: Database, removal: str) -> None:
    db.run(
        "UPDATE removals SET closed = coalesce((SELECT min(r.at_ms) FROM removal_reports r"
        " INDEXED BY removal_reports_by_removal WHERE r.removal = removals.id AND r.closes), 0) WHERE id = ?",
        removal,
    )
    waiting.renew_asking(db, removal)


def _document(db: Database, fact: Fact, d: facts.DocumentSealed) -> None:
    put(
        db, "documents", "document, about, paper, sha256", fact, document=d.document, about=d.about,
        sha256=d.sha256, paper=d.paper, patient=fact.header.patient,
    )  # fmt: skip
    db.run_many(
        "INSERT OR IGNORE INTO documents_showing VALUES (?, ?, ?)",
        [(image, d.sha256, fact.header.patient) for image in d.shows],
    )


def _document_given(db: Database, fact: Fact, d: facts.DocumentGiven) -> None:
    put(
        db, "documents_given", "document, about", fact, document=d.document, about=d.about, how=d.how,
        at=str(fact.header.at), patient=fact.header.patient,
    )  # fmt: skip
    waiting.renew(db, d.about)


def _list(db: Database, fact: Fact, body: facts.ListSaved) -> None:
    put(db, "saved_lists", "id", fact, id=body.saved.id, entry=canonical(body.saved))


def _list_forgotten(db: Database, fact: Fact, body: facts.ListForgotten) -> None:
    put(db, "lists_forgotten", "list", fact, list=body.list)


FOLDS: dict[type, Step] = {
    facts.ImageReleased: _released,
    facts.PlacementNoted: _placed,
    facts.PlacementEnded: _place_ended,
    facts.ConsentWithdrawn: _withdrawn,
    facts.UseSuspended: _suspended,
    facts.SuspensionLifted: _lifted,
    facts.RemovalOpened: _removal,
    facts.RemovalReported: _reported,
    facts.DocumentSealed: _document,
    facts.DocumentGiven: _document_given,
    facts.ListSaved: _list,
    facts.ListForgotten: _list_forgotten,
}
