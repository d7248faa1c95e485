"""The end of permissions: what is withdrawn, who asks, and whether that ends or only suspends (R29–R33)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum

from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RECORD_USE
from consentdesk.domain.signature import Drawing


class Asker(StrEnum):
    """Who asks. Whoever is under age or represented can ask too: a later no of theirs counts (R29)."""

    PATIENT = "patient"
    REPRESENTATIVE = "representative"
    FAMILY = "family"  # anybody else of the family: who is entitled is settled afterwards


class Way(StrEnum):
    """How they ask."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    LETTER = "letter"


@dataclass(frozen=True)
class Scope:
    """What is withdrawn: of these images (source hashes; none for all of the patient's) these uses (none for
    all)."""

    images: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def whole(self) -> Scope:
        """As it reaches: withdrawing the medical record stops every other use (R33)."""
        return replace(self, uses=()) if RECORD_USE in self.uses else self

    def reaches(self, image: str, use: str) -> bool:
        scope = self.whole
        return (not scope.images or image in scope.images) and (not scope.uses or use in scope.uses)


@dataclass(frozen=True)
class Asking:
    """Who asked, and how. `relationship` and `authority` are a representative's, `relationship` also a family
    member's; `drawn` their signature where they were here; `letter` the pages of what they wrote (hashes of
    stored pictures); `told` what they said, in their words, where they wanted it kept."""

    who: Asker
    way: Way
    name: str = field(repr=False)
    relationship: str = ""
    authority: str = ""
    drawn: Drawing | None = field(default=None, repr=False)
    letter: tuple[str, ...] = ()
    told: str = field(default="", repr=False)


@dataclass(frozen=True)
class Ending:
    """A withdrawal or a suspension, as it reaches one image; `use` is empty for every use. A withdrawal ends
    what was decided until then; a suspension holds back every use outside the record, later answers too,
    until it is lifted."""

    id: str
    patient: str
    use: str
    at: Moment
    suspends: bool = False
    lifted_at: Moment | None = None

    def reaches(self, use: str) -> bool:
        return self.use in ("", use) and not (self.suspends and use == RECORD_USE)

    def holds(self, at: Moment) -> bool:
        """Whether it had been said at a moment, and not been lifted by then."""
        lifted = self.lifted_at is not None and self.lifted_at.utc <= at.utc
        return self.at.utc <= at.utc and not lifted
