"""Questions about those who work here."""

from __future__ import annotations

from consentdesk.domain.facts import LedgerOpened, LoggedIn
from consentdesk.domain.lines import EmergencyLine
from consentdesk.domain.moment import Moment
from consentdesk.storage.core import Part
from consentdesk.storage.views.putting import ms


class Staff(Part):
    def last_seen(self, member: str) -> Moment | None:
        """When somebody came to the desk last; None where they never did."""
        return self._last(member, LoggedIn.KIND)

    def last_read_ledger(self, member: str) -> Moment | None:
        """When somebody read in the ledger last; None where they never did."""
        return self._last(member, LedgerOpened.KIND)

    def emergencies(self, since: Moment) -> tuple[EmergencyLine, ...]:
        """Who took access in an emergency at that moment or later, newest first."""
        rows = self._db.rows(
            "SELECT f.actor, f.at FROM emergencies e JOIN facts f ON f.id = e.fact"
            " WHERE e.at_ms >= ? ORDER BY e.at_ms DESC, e.fact DESC",
            ms(since),
        )
        return tuple(EmergencyLine(actor, Moment.parse(at)) for actor, at in rows)

    def _last(self, member: str, kind: str) -> Moment | None:
        found = self._db.row(
            "SELECT at FROM facts WHERE actor = ? AND kind = ? ORDER BY seq DESC LIMIT 1", member, kind
        )
        return Moment.parse(found[0]) if found else None
