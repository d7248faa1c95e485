"""The tables of the views: dropped and folded anew from the ledger at any time, never migrated."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from consentdesk.storage.connection import Database
from consentdesk.storage.views import counting, standings

VERSION = 11
ROWS_A_BREATH = 1000
SCHEMA = """
CREATE TABLE heads (device TEXT PRIMARY KEY, number INTEGER NOT NULL, hash BLOB NOT NULL) STRICT;
CREATE TABLE latest (
  name TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL
) STRICT;
CREATE TABLE members (
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  name TEXT NOT NULL, role TEXT NOT NULL, public_key TEXT NOT NULL, roles TEXT NOT NULL  -- by spaces
) STRICT;
CREATE TABLE signing_keys (  -- all that a person ever had: what they signed before stands
  member TEXT NOT NULL, public_key TEXT NOT NULL, PRIMARY KEY (member, public_key)
) STRICT, WITHOUT ROWID;
CREATE TABLE comings (  -- when somebody came to work here, and when they left
  member TEXT NOT NULL, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL, leaves INTEGER NOT NULL,
  PRIMARY KEY (member, leaves)
) STRICT, WITHOUT ROWID;
CREATE TABLE emergencies (
  fact TEXT PRIMARY KEY, member TEXT NOT NULL, at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX emergencies_by_member ON emergencies (member, at_ms);
CREATE TABLE rules (
  fact TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL
) STRICT;
CREATE INDEX rules_by_time ON rules (kind, name, at_ms, fact);
CREATE TABLE outlets (  -- every version
  fact TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, id TEXT NOT NULL, entry BLOB NOT NULL
) STRICT;
CREATE INDEX outlets_by_id ON outlets (id, at_ms);
CREATE TABLE patients (
  place INTEGER PRIMARY KEY,  -- greater is newer
  id TEXT NOT NULL UNIQUE, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  given_name TEXT NOT NULL, family_name TEXT NOT NULL, born TEXT NOT NULL,
  record_number TEXT NOT NULL, number_key TEXT NOT NULL
) STRICT;
CREATE INDEX patients_by_number ON patients (number_key);
CREATE INDEX patients_by_born ON patients (born, place);
CREATE VIRTUAL TABLE patient_words USING fts5 (
  given_name, family_name, content = 'patients', content_rowid = 'place',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO patient_words (patient_words, rank) VALUES ('secure-delete', 1);
CREATE TABLE images (
  source_sha256 TEXT NOT NULL, patient TEXT NOT NULL, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  pixels_sha256 TEXT NOT NULL, view_sha256 TEXT NOT NULL, thumbnail_sha256 TEXT NOT NULL,
  format TEXT NOT NULL, width INTEGER NOT NULL, height INTEGER NOT NULL,
  label TEXT NOT NULL, kept INTEGER NOT NULL, recorded_at TEXT NOT NULL,
  photographer TEXT NOT NULL, derived_from TEXT NOT NULL, look TEXT NOT NULL,
  PRIMARY KEY (source_sha256, patient)
) STRICT;
CREATE INDEX images_by_pixels ON images (pixels_sha256);
CREATE INDEX images_by_origin ON images (derived_from) WHERE derived_from <> '';
CREATE INDEX images_by_look ON images (look, source_sha256) WHERE look <> '';
CREATE INDEX images_by_patient ON images (patient, at_ms);
CREATE TABLE records (
  id TEXT PRIMARY KEY, code TEXT NOT NULL, patient TEXT NOT NULL, fact TEXT NOT NULL,
  sealed_ms INTEGER NOT NULL, sealed_at TEXT NOT NULL, pathway TEXT NOT NULL,
  images INTEGER NOT NULL, yeses INTEGER NOT NULL, copy TEXT NOT NULL
) STRICT;
CREATE INDEX records_by_code ON records (code);
CREATE INDEX records_by_fact ON records (fact);
CREATE INDEX records_by_patient ON records (patient, sealed_ms);
CREATE INDEX records_by_time ON records (sealed_ms);
CREATE INDEX records_of_the_dead ON records (patient) WHERE pathway IN ('deceased', 'stillborn');
CREATE INDEX records_without_copy ON records (sealed_ms) WHERE copy = '';
CREATE TABLE decisions (
  image TEXT NOT NULL, use TEXT NOT NULL, record TEXT NOT NULL, patient TEXT NOT NULL,
  sealed_ms INTEGER NOT NULL, sealed_at TEXT NOT NULL,
  yes INTEGER NOT NULL, effective INTEGER NOT NULL, patient_said_no INTEGER NOT NULL,
  decided_by TEXT NOT NULL, outlet BLOB, expiry BLOB, until TEXT NOT NULL, born TEXT NOT NULL,
  PRIMARY KEY (image, use, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE standings (  -- what counts for an image and a use, without what only a later day brings
  image TEXT NOT NULL, use TEXT NOT NULL, patient TEXT NOT NULL, record TEXT NOT NULL,
  sealed_ms INTEGER NOT NULL, state TEXT NOT NULL,  -- yes, no, withdrawn, suspended
  decided_by TEXT NOT NULL, until TEXT NOT NULL, born TEXT NOT NULL,
  sealed_on TEXT NOT NULL, image_ms INTEGER NOT NULL,  -- when the last record spoke of the image
  aged INTEGER NOT NULL,  -- whole years on that day; born on 29 February, one less on 28 February
  PRIMARY KEY (image, use)
) STRICT, WITHOUT ROWID;
CREATE INDEX standings_by_state ON standings (use, state, image_ms, image, until);
CREATE INDEX standings_that_end ON standings (use, image_ms, image, until, state)  -- covers its walk
  WHERE state = 'yes' AND until <> '';
CREATE INDEX standings_that_freeze ON standings (use, image_ms, image, born, state, decided_by)
  WHERE state = 'yes' AND decided_by = 'representative' AND born <> '' AND use <> 'medical_record';
CREATE INDEX standings_by_until ON standings (until, record) WHERE state = 'yes' AND until <> '';
CREATE INDEX standings_of_minors ON standings (aged, born, patient)
  WHERE state IN ('yes', 'suspended') AND decided_by = 'representative' AND born <> ''
  AND use <> 'medical_record';
CREATE TABLE listed (  -- an image as lists walk it: words and asked uses by spaces
  image TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, patient TEXT NOT NULL, photographer TEXT NOT NULL,
  words TEXT NOT NULL, asked TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX listed_by_time ON listed (at_ms, image);
CREATE INDEX listed_by_photographer ON listed (photographer, at_ms, image) WHERE photographer <> '';
CREATE INDEX listed_by_asked ON listed (asked, at_ms, image);
CREATE TABLE image_words (
  word TEXT NOT NULL, at_ms INTEGER NOT NULL, image TEXT NOT NULL, PRIMARY KEY (word, at_ms, image)
) STRICT, WITHOUT ROWID;
CREATE TABLE endings (  -- withdrawals and suspensions: an empty image or use means every one
  id TEXT NOT NULL, patient TEXT NOT NULL, image TEXT NOT NULL, use TEXT NOT NULL,
  at_ms INTEGER NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL, suspends INTEGER NOT NULL,
  PRIMARY KEY (patient, image, use, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX endings_by_id ON endings (id);
CREATE INDEX endings_by_time ON endings (at_ms);
CREATE TABLE endings_waiting (  -- for a receipt, or to be settled
  ending TEXT PRIMARY KEY, waits TEXT NOT NULL, patient TEXT NOT NULL, at_ms INTEGER NOT NULL,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX endings_waiting_since ON endings_waiting (waits, at_ms, ending);
CREATE TABLE endings_lifted (
  ending TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL, patient TEXT
) STRICT;
CREATE TABLE releases (  -- files that left with an image, by their own hashes
  file_sha256 TEXT NOT NULL, image TEXT NOT NULL, pixels_sha256 TEXT NOT NULL, patient TEXT NOT NULL,
  release TEXT NOT NULL, placement TEXT NOT NULL, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  PRIMARY KEY (file_sha256, image, release)
) STRICT, WITHOUT ROWID;
CREATE INDEX releases_by_pixels ON releases (pixels_sha256);
CREATE INDEX releases_by_image ON releases (image, at_ms);
CREATE TABLE placements (
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL, patient TEXT NOT NULL,
  image TEXT NOT NULL, use TEXT NOT NULL, kind TEXT NOT NULL, outlet TEXT NOT NULL,  -- folded
  until TEXT NOT NULL, review_on TEXT NOT NULL, ended INTEGER NOT NULL, entry BLOB NOT NULL
) STRICT;
CREATE INDEX placements_by_image ON placements (image, use) WHERE NOT ended;
CREATE INDEX placements_by_patient ON placements (patient);
CREATE INDEX placements_by_time ON placements (ended, at_ms, id);
CREATE INDEX placements_by_use ON placements (use, ended, at_ms, id);
CREATE INDEX placements_by_kind ON placements (kind, ended, at_ms, id);
CREATE INDEX placements_by_use_and_kind ON placements (use, kind, ended, at_ms, id);
CREATE INDEX placements_by_outlet ON placements (outlet, ended, at_ms, id);
CREATE INDEX placements_by_review ON placements (review_on, id) WHERE NOT ended AND review_on <> '';
CREATE INDEX placements_by_until ON placements (until, id) WHERE NOT ended AND until <> '';
CREATE TABLE placements_ended (
  placement TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL, patient TEXT,
  outcome TEXT NOT NULL
) STRICT;
CREATE TABLE removals (
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, patient TEXT,
  placement TEXT NOT NULL, ending TEXT NOT NULL, owner TEXT NOT NULL, due TEXT NOT NULL,
  level INTEGER NOT NULL, closed INTEGER NOT NULL  -- since when, in ms; 0 while it is open
) STRICT;
CREATE INDEX removals_open ON removals (due, id) WHERE NOT closed;
CREATE INDEX removals_of_owner ON removals (owner, due, id) WHERE NOT closed;
CREATE INDEX removals_closed ON removals (closed, id) WHERE closed;
CREATE INDEX removals_by_placement ON removals (placement);
CREATE TABLE removals_opened (  -- when each was said first
  removal TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, at TEXT NOT NULL, patient TEXT
) STRICT;
CREATE TABLE removal_endings (  -- all that ever asked for it: withdrawals, suspensions
  removal TEXT NOT NULL, ending TEXT NOT NULL, patient TEXT, PRIMARY KEY (ending, removal)
) STRICT, WITHOUT ROWID;
CREATE INDEX removal_endings_by_removal ON removal_endings (removal);
CREATE TABLE removal_reports (
  fact TEXT PRIMARY KEY, removal TEXT NOT NULL, at_ms INTEGER NOT NULL, at TEXT NOT NULL,
  member TEXT NOT NULL, patient TEXT, outcome TEXT NOT NULL, closes INTEGER NOT NULL
) STRICT;
CREATE INDEX removal_reports_by_removal ON removal_reports (removal, at_ms);
CREATE TABLE documents (
  document TEXT NOT NULL, about TEXT NOT NULL, sha256 TEXT NOT NULL, paper TEXT NOT NULL, patient TEXT,
  at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  PRIMARY KEY (document, about, paper, sha256)
) STRICT;
CREATE INDEX documents_by_patient ON documents (patient);
CREATE TABLE documents_showing (  -- which images are in a paper
  image TEXT NOT NULL, sha256 TEXT NOT NULL, patient TEXT, PRIMARY KEY (image, sha256)
) STRICT, WITHOUT ROWID;
CREATE TABLE documents_given (
  document TEXT NOT NULL, about TEXT NOT NULL, patient TEXT, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  at TEXT NOT NULL, how TEXT NOT NULL,
  PRIMARY KEY (document, about)
) STRICT;
CREATE TABLE figures (  -- counts that name nobody, by week
  figure TEXT NOT NULL, week TEXT NOT NULL, a TEXT NOT NULL, b TEXT NOT NULL, c TEXT NOT NULL,
  n INTEGER NOT NULL, PRIMARY KEY (figure, a, b, c, week)  -- summed over weeks in this order
) STRICT, WITHOUT ROWID;
CREATE TABLE counted (  -- what each record added to them
  record TEXT PRIMARY KEY, patient TEXT NOT NULL, week TEXT NOT NULL, tally TEXT NOT NULL
) STRICT;
CREATE INDEX counted_by_patient ON counted (patient);
CREATE TABLE checks (  -- for what identifies the patient: of an image for an outlet
  id TEXT PRIMARY KEY, image TEXT NOT NULL, patient TEXT, use TEXT NOT NULL, outlet TEXT NOT NULL,
  outlet_id TEXT NOT NULL, at_ms INTEGER NOT NULL, at TEXT NOT NULL, fact TEXT NOT NULL,
  member TEXT NOT NULL, words TEXT NOT NULL, particulars TEXT NOT NULL,  -- hashes
  answered INTEGER NOT NULL  -- by anybody but the member
) STRICT;
CREATE INDEX checks_by_image ON checks (image, at_ms);
CREATE INDEX checks_waiting ON checks (use, at_ms, id) WHERE NOT answered;
CREATE INDEX checks_by_patient ON checks (patient);
CREATE TABLE agreements (  -- what each second person said last
  about TEXT NOT NULL, member TEXT NOT NULL, patient TEXT, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  at TEXT NOT NULL, declines INTEGER NOT NULL, PRIMARY KEY (about, member)
) STRICT;
CREATE INDEX agreements_by_patient ON agreements (patient);
CREATE TABLE incidents (  -- as they were told last
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, closed INTEGER NOT NULL,
  discovered_ms INTEGER NOT NULL, entry BLOB NOT NULL
) STRICT;
CREATE INDEX incidents_by_discovery ON incidents (closed, discovered_ms, id);
CREATE TABLE incident_words (  -- everything that was said of one; in short, where lists tell of it
  fact TEXT PRIMARY KEY, incident TEXT NOT NULL, at_ms INTEGER NOT NULL, at TEXT NOT NULL,
  member TEXT NOT NULL, kind TEXT NOT NULL, short TEXT NOT NULL
) STRICT;
CREATE INDEX incident_words_by_time ON incident_words (incident, at_ms, fact);
CREATE TABLE incident_images (
  image TEXT NOT NULL, incident TEXT NOT NULL, PRIMARY KEY (image, incident)
) STRICT, WITHOUT ROWID;
CREATE TABLE asked_in_vain (  -- when somebody was told first that an image may not be used for that
  image TEXT NOT NULL, use TEXT NOT NULL, patient TEXT NOT NULL, at_ms INTEGER NOT NULL, at TEXT NOT NULL,
  PRIMARY KEY (image, use, patient)
) STRICT, WITHOUT ROWID;
CREATE INDEX asked_in_vain_by_patient ON asked_in_vain (patient);
CREATE TABLE saved_lists (
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, entry BLOB NOT NULL
) STRICT;
CREATE TABLE lists_forgotten (
  list TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL
) STRICT;
CREATE TABLE corrections (
  record TEXT NOT NULL, later TEXT NOT NULL, patient TEXT NOT NULL,  -- the patient of whoever's facts say so
  sealed_ms INTEGER NOT NULL, sealed_at TEXT NOT NULL,
  code TEXT NOT NULL, later_code TEXT NOT NULL,
  PRIMARY KEY (record, sealed_ms, later, patient)
) STRICT, WITHOUT ROWID;
CREATE INDEX corrections_by_later ON corrections (later);
CREATE TABLE copies (
  record TEXT NOT NULL, sha256 TEXT NOT NULL, patient TEXT, at_ms INTEGER NOT NULL, fact TEXT NOT NULL,
  paper TEXT NOT NULL,
  PRIMARY KEY (record, sha256, paper)
) STRICT;
CREATE TABLE gaps (
  fact TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, opens INTEGER NOT NULL
) STRICT;
CREATE TABLE copies_given (
  record TEXT PRIMARY KEY, patient TEXT, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, how TEXT NOT NULL
) STRICT;
CREATE TABLE erasures (
  id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL, member TEXT NOT NULL,
  target TEXT NOT NULL, subject TEXT NOT NULL, ground TEXT NOT NULL, note TEXT NOT NULL
) STRICT;
CREATE TABLE erasures_ended (
  erasure TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, fact TEXT NOT NULL, at TEXT NOT NULL,
  member TEXT NOT NULL, erased INTEGER NOT NULL
) STRICT;
"""
TABLES = {
    "heads": "device",
    "latest": "name",
    "members": "id",
    "signing_keys": "member, public_key",
    "comings": "member, leaves",
    "emergencies": "fact",
    "rules": "fact",
    "outlets": "fact",
    "patients": "place",
    "images": "source_sha256, patient",
    "records": "id",
    "decisions": "image, use, record",
    "standings": "image, use",
    "listed": "image",
    "image_words": "word, at_ms, image",
    "endings": "patient, image, use, id",
    "endings_waiting": "ending",
    "endings_lifted": "ending",
    "releases": "file_sha256, image, release",
    "placements": "id",
    "placements_ended": "placement",
    "removals": "id",
    "removals_opened": "removal",
    "removal_endings": "ending, removal",
    "removal_reports": "fact",
    "documents": "document, about, paper, sha256",
    "documents_showing": "image, sha256",
    "documents_given": "document, about",
    "figures": "figure, a, b, c, week",
    "counted": "record",
    "checks": "id",
    "agreements": "about, member",
    "incidents": "id",
    "incident_words": "fact",
    "incident_images": "image, incident",
    "asked_in_vain": "image, use, patient",
    "saved_lists": "id",
    "lists_forgotten": "list",
    "corrections": "record, sealed_ms, later, patient",
    "copies": "record, sha256, paper",
    "copies_given": "record",
    "gaps": "fact",
    "erasures": "id",
    "erasures_ended": "erasure",
}

OF_PATIENTS = (
    *("images", "records", "decisions", "standings", "corrections", "copies", "copies_given"),
    *("endings", "endings_waiting", "endings_lifted", "releases", "placements", "placements_ended"),
    *("removals", "removals_opened", "removal_endings", "removal_reports"),
    *("documents", "documents_showing", "documents_given", "checks", "agreements"),
    "asked_in_vain",
)


def build(db: Database) -> None:
    """Empty views."""
    db.run_script(SCHEMA)


def drop(db: Database) -> None:
    for table in ("patient_words", *TABLES):
        db.run(f"DROP TABLE IF EXISTS {table}")


def forget_patient(db: Database, patient: str) -> None:
    """Take out of the views what was folded from facts that can no longer be read."""
    forget_words(db, patient)
    counting.discount_patient(db, patient)
    db.run("DELETE FROM patients WHERE id = ?", patient)
    images = [image for (image,) in db.rows("SELECT source_sha256 FROM images WHERE patient = ?", patient)]
    for table in OF_PATIENTS:
        db.run(f"DELETE FROM {table} WHERE patient = ?", patient)
    standings.renew(db, images)


def fingerprint(db: Database, breathe: Callable[[], None] = lambda: None) -> dict[str, str]:
    """A hash of each view's rows in order, and of the words by which patients are found: equal views, equal
    hashes. `breathe` is called now and then."""
    db.run("CREATE VIRTUAL TABLE temp.words USING fts5vocab(main, patient_words, instance)")
    hashes = {table: _fingerprint(db, table, order, breathe) for table, order in TABLES.items()}
    hashes["patient_words"] = _fingerprint(db, "temp.words", "term, doc, col, offset", breathe)
    db.run("DROP TABLE temp.words")
    return hashes


def _fingerprint(db: Database, table: str, order: str, breathe: Callable[[], None]) -> str:
    digest = hashlib.sha256()
    for number, row in enumerate(db.each(f"SELECT * FROM {table} ORDER BY {order}")):
        digest.update(repr(row).encode())
        if number % ROWS_A_BREATH == 0:
            breathe()
    return digest.hexdigest()


def forget_words(db: Database, patient: str) -> None:
    """Take a patient's name out of the search index, which needs the old words to do so."""
    db.run(
        "INSERT INTO patient_words (patient_words, rowid, given_name, family_name)"
        " SELECT 'delete', place, given_name, family_name FROM patients WHERE id = ?",
        patient,
    )
