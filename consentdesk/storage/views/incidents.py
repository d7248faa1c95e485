"""Folding what is said of incidents. They lie under no patient's key, and stay whole whatever is erased;
what somebody was told before a use goes with the patient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from consentdesk.domain import facts
from consentdesk.domain.codec import canonical
from consentdesk.domain.facts import Fact
from consentdesk.domain.facts.of_incidents import SaidOfIncident
from consentdesk.storage.connection import Database
from consentdesk.storage.views.putting import Step, ms, put

WORDS = "FROM incident_words INDEXED BY incident_words_by_time WHERE incident = ? ORDER BY at_ms, fact"


def _opened(db: Database, fact: Fact, body: facts.IncidentOpened) -> None:
    told = body.incident
    _say(db, fact, told.id)
    put(
        db, "incidents", "id", fact, id=told.id, closed=_is_closed(db, told.id),
        discovered_ms=ms(told.discovered_at), entry=canonical(told),
    )  # fmt: skip
    db.run_many(
        "INSERT OR IGNORE INTO incident_images VALUES (?, ?)", [(image, told.id) for image in told.images]
    )


def _said(db: Database, fact: Fact, body: SaidOfIncident) -> None:
    _say(db, fact, body.incident)


def _closed(db: Database, fact: Fact, body: facts.IncidentClosed) -> None:
    """In whatever order it and the incident arrive."""
    _say(db, fact, body.incident)
    db.run("UPDATE incidents SET closed = 1 WHERE id = ?", body.incident)


def _say(db: Database, fact: Fact, incident: str) -> None:
    h = fact.header
    short = _SHORT.get(type(fact.body), lambda body: "")(fact.body)
    db.run(
        "INSERT OR IGNORE INTO incident_words VALUES (?, ?, ?, ?, ?, ?, ?)",
        *(h.id, incident, ms(h.at), str(h.at), h.actor, h.kind, short),
    )


def _is_closed(db: Database, incident: str) -> int:
    kinds = db.rows(f"SELECT kind {WORDS}", incident)
    return int((facts.IncidentClosed.KIND,) in kinds)


def _permission(body: facts.PermissionRead) -> str:
    """Nothing where no image is known: then the record says nothing."""
    if any(found.told_before for found in body.found):
        return "told_before"
    return ("yes" if all(found.allowed for found in body.found) else "no") if body.found else ""


_SHORT: dict[type, Callable[[Any], str]] = {
    facts.IncidentStepNoted: lambda body: f"{body.note.step} {body.note.state} {body.note.at}",
    facts.RiskConcluded: lambda body: str(body.conclusion.risk),
    facts.PeopleCounted: lambda body: canonical(body.affected).decode(),
    facts.PermissionRead: _permission,
}


def _asked(db: Database, fact: Fact, asked: facts.UsesAsked) -> None:
    """The first time that each image got a no. Facts that do not name which say so where all did."""
    h = fact.header
    refused = asked.refused or (asked.images if not asked.allowed else ())
    db.run_many(
        "INSERT INTO asked_in_vain VALUES (?, ?, ?, ?, ?) ON CONFLICT (image, use, patient) DO UPDATE"
        " SET at_ms = excluded.at_ms, at = excluded.at WHERE (excluded.at_ms, excluded.at) < (at_ms, at)",
        [(image, asked.use, h.patient or "", ms(h.at), str(h.at)) for image in refused],
    )


FOLDS: dict[type, Step] = {
    facts.IncidentOpened: _opened,
    facts.IncidentStepNoted: _said,
    facts.FactorAssessed: _said,
    facts.RiskConcluded: _said,
    facts.PeopleCounted: _said,
    facts.EvidenceKept: _said,
    facts.IncidentTaskSet: _said,
    facts.PermissionRead: _said,
    facts.LetterApproved: _said,
    facts.IncidentClosed: _closed,
    facts.UsesAsked: _asked,
}
