"""Incidents, and everything that was said of them."""

from __future__ import annotations

from typing import TypeAlias

from consentdesk.domain import facts
from consentdesk.domain.facts import Fact
from consentdesk.storage.connection import Database
from consentdesk.storage.views.putting import Step, ms, put

OfIncident: TypeAlias = (
    facts.IncidentStepNoted
    | facts.FactorAssessed
    | facts.RiskConcluded
    | facts.PeopleCounted
    | facts.EvidenceKept
    | facts.IncidentTaskSet
    | facts.IncidentClosed
)


def _opened(db: Database, fact: Fact, body: facts.IncidentOpened) -> None:
    put(
        db, "incidents", "id", fact, id=body.incident.id, at=str(fact.header.at),
        closed=_is_closed(db, body.incident.id),
    )  # fmt: skip
    _say(db, fact, body.incident.id)
    db.run_many(
        "INSERT OR IGNORE INTO incident_images VALUES (?, ?)",
        [(image, body.incident.id) for image in body.incident.images],
    )


def _said(db: Database, fact: Fact, body: OfIncident) -> None:
    _say(db, fact, body.incident)


def _closed(db: Database, fact: Fact, body: facts.IncidentClosed) -> None:
    """In whatever order it and the incident arrive."""
    _say(db, fact, body.incident, closes=True)
    db.run("UPDATE incidents SET closed = 1 WHERE id = ?", body.incident)


def _say(db: Database, fact: Fact, incident: str, closes: bool = False) -> None:
    db.run(
        "INSERT OR IGNORE INTO incident_words VALUES (?, ?, ?, ?)",
        *(fact.header.id, incident, ms(fact.header.at), int(closes)),
    )


def _is_closed(db: Database, incident: str) -> int:
    found = db.row(
        "SELECT 1 FROM incident_words INDEXED BY incident_words_by_time"
        " WHERE incident = ? AND closes LIMIT 1",
        incident,
    )
    return int(found is not None)


FOLDS: dict[type, Step] = {
    facts.IncidentOpened: _opened,
    facts.IncidentStepNoted: _said,
    facts.FactorAssessed: _said,
    facts.RiskConcluded: _said,
    facts.PeopleCounted: _said,
    facts.EvidenceKept: _said,
    facts.IncidentTaskSet: _said,
    facts.IncidentClosed: _closed,
}
