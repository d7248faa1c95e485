"""Counts that name nobody, week by week: the same whatever fact came first. A record that was corrected or
erased is counted no more; a correction is, in the week in which it was sealed."""

from __future__ import annotations

import json

from consentdesk.domain.overview import Tally, tally, week_of
from consentdesk.domain.record import ConsentRecord
from consentdesk.storage.connection import Database

MORE = (
    "INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (figure, a, b, c, week)"
    " DO UPDATE SET n = n + excluded.n"
)

NONE_LEFT = "DELETE FROM figures WHERE figure = ? AND week = ? AND a = ? AND b = ? AND c = ? AND n = 0"


def count(db: Database, record: ConsentRecord) -> None:
    """Count a record, unless another one corrects it."""
    if db.row("SELECT 1 FROM corrections WHERE record = ? LIMIT 1", record.id):
        return
    week, counts = str(week_of(record.sealed_at.day)), tally(record)
    written = json.dumps([[*key, n] for key, n in counts.items()], separators=(",", ":"))
    if not db.row("SELECT 1 FROM counted WHERE record = ?", record.id):
        db.run("INSERT INTO counted VALUES (?, ?, ?, ?)", record.id, record.patient.id, week, written)
        _add(db, week, counts, 1)


def discount(db: Database, record: str) -> None:
    """Count a record no more."""
    found = db.row("DELETE FROM counted WHERE record = ? RETURNING week, tally", record)
    if found is not None:
        week, written = found
        counts = {(f, a, b, c): n for f, a, b, c, n in json.loads(written)}
        _add(db, week, counts, -1)
        db.run_many(NONE_LEFT, [(figure, week, a, b, c) for figure, a, b, c in counts])


def discount_patient(db: Database, patient: str) -> None:
    """Count none of a patient's records any more: they were erased."""
    for (record,) in db.rows("SELECT record FROM counted WHERE patient = ?", patient):
        discount(db, record)


def _add(db: Database, week: str, counts: Tally, sign: int) -> None:
    rows = [(figure, week, a, b, c, sign * n) for (figure, a, b, c), n in counts.items()]
    db.run_many(MORE, rows)
