"""What was proposed to be erased, and what became of it (R40)."""

from __future__ import annotations

from consentdesk.domain.erasure import Ending, Erasure, Ground, Target
from consentdesk.domain.facts import MemberAdded, MemberChanged, MemberRemoved
from consentdesk.domain.moment import Moment
from consentdesk.domain.refusals import refuse
from consentdesk.storage.connection import Row
from consentdesk.storage.core import Part
from consentdesk.storage.ledger import read_fact
from consentdesk.storage.sealing import Broken

ERASURE = (
    "e.id, e.target, e.subject, e.ground, e.note, e.member, e.at, e.fact, d.at, d.member, d.erased"
    " FROM erasures e LEFT JOIN erasures_ended d ON d.erasure = e.id"
)
LOOKED_BACK = 1000  # facts: a clock that is set back for a proposal was right shortly before
PLACE = "SELECT seq FROM facts WHERE id = ?"


class Erasures(Part):
    def erasures(self) -> tuple[Erasure, ...]:
        """Every proposal, those that wait first, then the one that ended last."""
        rows = self._db.rows(f"SELECT {ERASURE} ORDER BY d.at_ms IS NOT NULL, d.at_ms DESC, e.at_ms, e.id")
        return tuple(self._erasure(row) for row in rows)

    def erasures_waiting(self) -> int:
        """How many proposals wait for an answer."""
        return int(
            self._db.one(
                "SELECT count(*) FROM erasures e"
                " WHERE NOT EXISTS (SELECT 1 FROM erasures_ended d WHERE d.erasure = e.id)"
            )
        )

    def erasure(self, id: str) -> Erasure:
        """Raises Refusal `erasure_unknown`."""
        found = self._db.row(f"SELECT {ERASURE} WHERE e.id = ?", id)
        if found is None:
            raise refuse("erasure_unknown", "erasure", erasure=id)
        return self._erasure(found)

    def _erasure(self, row: Row) -> Erasure:
        id, target, subject, ground, note, by, at, fact, ended_at, ended_by, erased = row
        ending = Ending(Moment.parse(ended_at), ended_by, bool(erased)) if ended_at else None
        proposed = Moment.parse(at)
        delay_from, came_later = (proposed, ()) if ending else self._since(fact, proposed)
        return Erasure(
            *(id, Target(target), subject, Ground(ground), note, by, proposed),
            delay_from=delay_from,
            came_later=came_later,
            ending=ending,
        )

    def _since(self, fact: str, proposed: Moment) -> tuple[Moment, tuple[str, ...]]:
        """The latest of the proposal, of what the ledger knew before it, and of every change among those who
        work here since; and who came since. In the order of the ledger, whatever the clock said."""
        place = self._db.one(PLACE, fact)
        before = self._db.rows(
            "SELECT at FROM facts WHERE seq < ? ORDER BY seq DESC LIMIT ?", place, LOOKED_BACK
        )
        moved = self._db.rows(
            "SELECT at FROM facts WHERE seq > ? AND kind IN (?, ?)",
            *(place, MemberChanged.KIND, MemberRemoved.KIND),
        )
        moments = (proposed, *(Moment.parse(at) for (at,) in before + moved))
        return max(moments, key=lambda at: at.utc), self._came_after(place)

    def _came_after(self, place: int) -> tuple[str, ...]:
        added = self._db.rows("SELECT id FROM facts WHERE seq > ? AND kind = ?", place, MemberAdded.KIND)
        return tuple(self._who_came(fact) for (fact,) in added)

    def _who_came(self, fact: str) -> str:
        try:
            body = read_fact(self._db, self._keys, fact).body
        except Broken as wrong:
            raise self._core.damaged("vault_damaged", fact=fact) from wrong
        assert isinstance(body, MemberAdded)
        return body.member.id
