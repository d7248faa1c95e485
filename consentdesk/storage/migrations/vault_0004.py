"""The ledger is read by time, by patient, by person and by kind, in each case newest first."""

SQL = """
CREATE INDEX facts_by_time ON facts (at);
CREATE INDEX facts_by_patient ON facts (patient, at) WHERE patient IS NOT NULL;
CREATE INDEX facts_by_actor ON facts (actor, at);
CREATE INDEX facts_by_kind ON facts (kind, at);
CREATE INDEX facts_by_actor_and_kind ON facts (actor, kind, at);
"""
