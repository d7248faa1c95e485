"""What is asked about receipts, letters and sheets: which were made, and what became of them."""

from __future__ import annotations

from consentdesk.domain.lines import CopyLine
from consentdesk.storage.core import Part


class Documents(Part):
    def papers_of(self, document: str, about: str) -> tuple[CopyLine, ...]:
        """The sealed papers of a kind about something, oldest first; not those that were erased."""
        rows = self._db.rows(
            "SELECT sha256, paper FROM documents WHERE document = ? AND about = ?"
            " AND EXISTS (SELECT 1 FROM keys WHERE name = 'document:' || sha256) ORDER BY at_ms, fact",
            *(document, about),
        )
        return tuple(CopyLine(*row) for row in rows)

    def paper_given(self, document: str, about: str) -> str:
        """What became of a paper last: "printed", "saved", "declined", or "" while it was not given."""
        found = self._db.row(
            "SELECT how FROM documents_given WHERE document = ? AND about = ?", document, about
        )
        return str(found[0]) if found else ""
