"""A session can correct a sealed record, whose code lists show without opening the session."""

SQL = "ALTER TABLE drafts ADD COLUMN corrects TEXT NOT NULL DEFAULT '';"
