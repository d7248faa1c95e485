"""A clinic's memory, kept from the rules' text alone: may this image be used for that, there, on that day?

Nothing here calls the domain's own checks. R2: each image and use on its own. R4: only where the yes names.
R14: what a guardian gave freezes when the patient comes of age. R22: what a corrected record says counts no
more. R24: the latest answer counts, and what is not known to be a yes is a no. R39: also for past days.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from consentdesk.domain.draft import Expiry
from consentdesk.domain.moment import Moment
from consentdesk.domain.record import ConsentRecord
from tests.domain.journal import PARENTED, PUBLISHING, age, birthday

ADULT = 18
REACHES = {  # what a yes names: the names that it reaches (R4), read by hand from the default pack
    "JAAD": {"JAAD", "Journal of the American Academy of Dermatology", "j am acad dermatol."},
    "Peer-reviewed medical journals": {
        *("JAAD", "Journal of the American Academy of Dermatology", "j am acad dermatol.", "NEJM"),
        *("BMJ Case Reports", "Archives of Dermatology"),
    },
    "Journal of Invented Findings": {"Journal of Invented Findings", "journal of invented  findings"},
    "Facebook": {"Facebook", "FB", "facebook.com"},
}
ASKED_FOR = ("", *sorted(set().union(*REACHES.values())), "Instagram", "A journal of others")


@dataclass
class Remembered:
    """What somebody said once of one image and one use, in the words of those who were there."""

    record: str
    at: Moment
    image: str
    use: str
    yes: bool
    own_no: bool
    by_another: bool
    named: str
    ends: Expiry | None
    born: date
    corrected_at: Moment | None = None

    @property
    def ends_before(self) -> tuple[date, ...]:
        """The first days on which it may not hold any more."""
        end = self.ends.until if self.ends else None
        own = (end + timedelta(days=1),) if end else ()
        return (*own, birthday(self.born, ADULT))


@dataclass
class Memory:
    said: list[Remembered] = field(default_factory=list)

    def keep(
        self, record: ConsentRecord, answers: dict[tuple[str, str], tuple[bool, str, Expiry | None]]
    ) -> None:
        """Remember what was said in a session, from its `answers` as they were given and not from the
        record's decisions."""
        assent = record.assent
        for (image, use), (yes, named, ends) in answers.items():
            own_no = assent is not None and (
                assent.state.value == "dissents" or any((n.image, n.use) == (image, use) for n in assent.noes)
            )
            by_another = record.pathway in PARENTED
            born = record.patient.born
            self.said.append(
                Remembered(
                    record.id, record.sealed_at, image, use, yes, own_no, by_another, named, ends, born
                )
            )
        if record.corrects is not None:
            self._correct(record.corrects.record, record.sealed_at)

    def _correct(self, record: str, at: Moment) -> None:
        for one in self.said:
            if one.record == record:
                one.corrected_at = at

    def reasons(self, image: str, use: str, outlet: str, at: Moment, uses: set[str]) -> set[str]:
        """Why not, empty where it may be used. `uses` are those that the clinic knows on that day."""
        if use not in uses:
            return {"use_unknown"}
        last = self.last(image, use, at)
        if last is None:
            told = any((one.image, one.use) == (image, use) and one.at.utc <= at.utc for one in self.said)
            return {"corrected"} if told else {"not_asked"}
        if last.own_no and last.yes:
            return {"patient_said_no"}
        return _ends(last, at) | _elsewhere(last, outlet) if last.yes else {"refused"}

    def last(self, image: str, use: str, at: Moment) -> Remembered | None:
        """The last that was said until then and not corrected by then."""
        counting = [
            one
            for one in self.said
            if (one.image, one.use) == (image, use)
            and one.at.utc <= at.utc
            and (one.corrected_at is None or one.corrected_at.utc > at.utc)
        ]
        return max(counting, key=lambda one: one.at.utc, default=None)


def _ends(last: Remembered, at: Moment) -> set[str]:
    found = set()
    if last.ends is not None and last.ends.until is not None and last.ends.until < at.day:
        found.add("expired")
    came_of_age = age(last.born, last.at.day) < ADULT <= age(last.born, at.day)
    if last.by_another and came_of_age and last.use != "medical_record":
        found.add("frozen_at_majority")
    return found


def _elsewhere(last: Remembered, outlet: str) -> set[str]:
    if last.use not in PUBLISHING:
        return set()
    if not outlet:
        return {"outlet_not_named"}
    return set() if outlet in REACHES[last.named] else {"outlet_not_covered"}
