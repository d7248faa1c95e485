"""What a receipt says to whoever withdrew, and what a sheet of today's answers says (R23, R32)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Clinic, Patient
from consentdesk.domain.placement import Outcome, PlaceKind
from consentdesk.domain.withdrawal import Asker, Way

SHORT_ID = 6


@dataclass(frozen=True)
class NamedPicture:
    """An image by its number on this paper; `code` is of the record that speaks of it last."""

    number: int
    source_sha256: str
    label: str = field(repr=False)
    code: str

    @property
    def short_id(self) -> str:
        return self.source_sha256[:SHORT_ID]


@dataclass(frozen=True)
class LeftPlace:
    """A place that a picture has to leave. `outcome` is None while nothing was reported; `day` is by when, or
    since when where it came to an end."""

    picture: int
    kind: PlaceKind
    title: str = field(repr=False)
    outlet: str
    use: str
    day: date
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Kept:
    """How long the law has the clinic keep the medical record: so many years, and for a minor until this age
    (0: no longer than anybody's)."""

    years: int
    until_age: int = 0


@dataclass(frozen=True)
class Receipt:
    """A receipt in the patient's language. `uses` are names in it, none for every use; `all_pictures`: of all
    that the patient has; `stay` are pictures made from withdrawn ones that were to stay (R28); `kept` is None
    where the medical record goes on as it was. `final`: every place was seen to. `in_memory`: the patient has
    died."""

    language: str
    clinic: Clinic
    patient: Patient
    code: str
    at: Moment
    who: Asker
    way: Way
    name: str = field(repr=False)
    relationship: str
    uses: tuple[str, ...]
    all_pictures: bool
    pictures: tuple[NamedPicture, ...]
    stay: tuple[NamedPicture, ...]
    places: tuple[LeftPlace, ...]
    kept: Kept | None = None
    final: bool = False
    in_memory: bool = False


@dataclass(frozen=True)
class TodaysAnswer:
    """What counts for an image and a use: "yes", "no", "withdrawn", "suspended", "expired" or "frozen", and
    since when (or after which day) where that matters."""

    image: str
    use: str
    state: str
    day: date | None = None


@dataclass(frozen=True)
class StatusSheet:
    """What counts today for each picture of a record. `uses` are ids with their names in the record's
    language; an image and a use without an answer were not asked about."""

    language: str
    clinic: Clinic
    code: str
    day: date
    uses: tuple[tuple[str, str], ...]
    pictures: tuple[NamedPicture, ...]
    answers: tuple[TodaysAnswer, ...]

    def answer(self, image: str, use: str) -> TodaysAnswer | None:
        return next((a for a in self.answers if (a.image, a.use) == (image, use)), None)
