"""The first shape of a vault: ledger, keys, blobs, drafts, slots, codes."""

SQL = """
CREATE TABLE vault (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id TEXT NOT NULL,
  device TEXT NOT NULL,
  views INTEGER NOT NULL  -- the version of the views that stand beside the ledger
) STRICT;

CREATE TABLE facts (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  device TEXT NOT NULL,
  number INTEGER NOT NULL,
  at TEXT NOT NULL,
  actor TEXT NOT NULL,
  kind TEXT NOT NULL,
  schema INTEGER NOT NULL,
  patient TEXT,
  header BLOB NOT NULL,     -- canonical; the columns above are a copy of it
  body BLOB NOT NULL,       -- sealed
  prev BLOB NOT NULL,
  hash BLOB NOT NULL UNIQUE,
  signature BLOB NOT NULL,
  UNIQUE (device, number)
) STRICT;
CREATE TRIGGER facts_stay_as_written BEFORE UPDATE ON facts
BEGIN SELECT RAISE(ABORT, 'a fact is never changed'); END;
CREATE TRIGGER facts_stay BEFORE DELETE ON facts
BEGIN SELECT RAISE(ABORT, 'a fact is never deleted'); END;

CREATE TABLE keys (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  key BLOB NOT NULL
) STRICT;
CREATE TABLE erased (
  id BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  at TEXT NOT NULL
) STRICT;

CREATE TABLE blobs (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,
  key_id BLOB NOT NULL REFERENCES keys (id),
  length INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (sha256, key_id)
) STRICT;
CREATE INDEX blobs_by_key ON blobs (key_id);

CREATE TABLE drafts (
  id TEXT PRIMARY KEY,
  patient_name TEXT NOT NULL,
  step TEXT NOT NULL,
  started_at TEXT NOT NULL,
  changed_at TEXT NOT NULL,
  held TEXT NOT NULL,
  data BLOB NOT NULL
) STRICT;

CREATE TABLE slots (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  data BLOB NOT NULL
) STRICT;

CREATE TABLE codes (
  member TEXT PRIMARY KEY,
  effort TEXT NOT NULL,
  salt BLOB NOT NULL,
  derived BLOB NOT NULL,
  wrong INTEGER NOT NULL DEFAULT 0
) STRICT;
"""
