"""What was proposed to be erased, and what became of it (R40)."""

from __future__ import annotations

from datetime import datetime
from itertools import takewhile

from consentdesk.domain.erasure import SOLO_DELAY, Ending, Erasure, Ground, Target
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

    def newcomers(self, at: Moment) -> tuple[str, ...]:
        """Who cannot be the second person for what is proposed at a moment: whoever was let in by somebody
        else, or got other secrets, less than the delay of a solo practice before."""
        return self._newcomers(at, self._db.one("SELECT max(seq) FROM facts") + 1)

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
        work here since; and who cannot be the second person. In the order of the ledger, whatever the clock
        said."""
        place = self._db.one("SELECT seq FROM facts WHERE id = ?", fact)
        moved = self._db.rows(
            "SELECT at FROM facts WHERE seq > ? AND kind IN (?, ?)",
            *(place, MemberChanged.KIND, MemberRemoved.KIND),
        )
        known = self._time_at(place)
        moments = (known, *(Moment.parse(at) for (at,) in moved))
        return max(moments, key=_utc), self._newcomers(known, place)

    def _newcomers(self, proposed: Moment, place: int) -> tuple[str, ...]:
        """Else one person alone could let a second one in, or give a colleague secrets that both know, and
        agree in that name at once."""
        came = self._db.rows(
            "SELECT seq, id FROM facts WHERE kind IN (?, ?) ORDER BY seq DESC",
            *(MemberAdded.KIND, MemberChanged.KIND),
        )
        late = takewhile(
            lambda row: row[0] > place or proposed.utc - self._time_at(row[0]).utc < SOLO_DELAY, came
        )
        return tuple(filter(None, (self._who_is_new(fact) for _seq, fact in late)))

    def _time_at(self, place: int) -> Moment:
        """The latest time that the ledger knows at a place."""
        rows = self._db.rows(
            "SELECT at FROM facts WHERE seq <= ? ORDER BY seq DESC LIMIT ?", place, LOOKED_BACK
        )
        return max((Moment.parse(at) for (at,) in rows), key=_utc)

    def _who_is_new(self, fact: str) -> str:
        """Whom a fact let in or gave other secrets; nobody for any other change, and for whoever founded the
        vault."""
        try:
            found = read_fact(self._db, self._keys, fact)
        except Broken as wrong:
            raise self._core.damaged("vault_damaged", fact=fact) from wrong
        body = found.body
        assert isinstance(body, MemberAdded | MemberChanged)
        if isinstance(body, MemberChanged):
            return body.member.id if body.why == "secrets" else ""
        return body.member.id if body.member.id != found.header.actor else ""


def _utc(at: Moment) -> datetime:
    return at.utc
