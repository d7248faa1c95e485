"""Questions about those who work here."""

from __future__ import annotations

from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.moment import Moment
from consentdesk.storage.core import Part


class Staff(Part):
    def last_seen(self, member: str) -> Moment | None:
        """When somebody came to the desk last; None where they never did."""
        found = self._db.row(
            "SELECT at FROM facts WHERE actor = ? AND kind = ? ORDER BY seq DESC LIMIT 1",
            *(member, LoggedIn.KIND),
        )
        return Moment.parse(found[0]) if found else None
