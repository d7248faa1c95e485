"""What a patient's last record says of the people in it, so that nobody types it twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from consentdesk.domain.access import Act
from consentdesk.domain.pack import Pathway
from consentdesk.domain.people import Capacity, Circumstances, Representative
from consentdesk.domain.record import ConsentRecord
from consentdesk.workflows.access import needs
from consentdesk.workflows.desk import Desk


class Adults(NamedTuple):
    """Whoever decides for the patient: one, two, or one and why no second (R12)."""

    representative: Representative | None = None
    second: Representative | None = None
    one_signs: str = ""

    def on(self, path: Pathway) -> Adults:
        """Those that a pathway has a place for."""
        if not path.has_representative:
            return NOBODY
        return self if path.representatives > 1 else Adults(self.representative)


NOBODY = Adults()


@dataclass(frozen=True)
class Recall:
    """What was said of the people at the last consent, on `day`. Found to have capacity, or to lack it, is of
    that one decision and asked anew (R10), as is whatever let a minor decide alone (R15)."""

    day: date
    language: str
    circumstances: Circumstances
    then: Adults

    def adults(self, path: Pathway) -> Adults:
        """Those who decided then and may on this pathway, by relationship and authority."""
        first, second, one_signs = self.then.on(path)
        if first is None or not _may_decide(first, path):
            return NOBODY
        if second is not None and not _may_decide(second, path):
            return Adults(first)
        return Adults(first, second, one_signs)


@needs(Act.TAKE_CONSENT)
def recall(desk: Desk, patient: str) -> Recall | None:
    """What the newest record of a patient says that no other corrects; None where there is none."""
    lines = (line for line in desk.vault.records_of(patient) if line.corrected is None)
    newest = next(lines, None)
    return _recalled(desk.vault.record(newest.id).record) if newest else None


def lasting(said: Circumstances) -> Circumstances:
    """What holds beyond the one decision that it was said for (R10, R15)."""
    capacity = Capacity.GUARDIAN if said.capacity is Capacity.GUARDIAN else Capacity.NO_DOUBT
    return Circumstances(capacity, said.developmental_disability, said.life)


def _recalled(record: ConsentRecord) -> Recall:
    adults = Adults(record.representative, record.second_representative, record.one_signs)
    return Recall(record.sealed_at.day, record.language, lasting(record.circumstances), adults)


def _may_decide(adult: Representative, path: Pathway) -> bool:
    return adult.relationship in path.relationships and adult.authority in path.authorities
