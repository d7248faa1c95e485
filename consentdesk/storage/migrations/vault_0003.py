"""A session can wait for its signed form to come back, which lists show without opening the session."""

SQL = "ALTER TABLE drafts ADD COLUMN awaits_form INTEGER NOT NULL DEFAULT 0;"
