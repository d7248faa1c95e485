"""The end of permissions: what is withdrawn, who asks, and whether that ends or only suspends (R29–R33)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RECORD_USE, RulePack
from consentdesk.domain.pathway import pathway_for
from consentdesk.domain.people import MAX_REASON, Capacity, Circumstances, Life, too_long
from consentdesk.domain.refusals import Problem
from consentdesk.domain.signature import Drawing, is_signature


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
    member's; `drawn` their signature where they were here, `unsigned` why there is none, or only a mark;
    `known_by` how a caller was known; `letter` the pages of what they wrote (hashes of stored pictures);
    `told` what they said, in their words, where they wanted it kept."""

    who: Asker
    way: Way
    name: str = field(repr=False)
    relationship: str = ""
    authority: str = ""
    drawn: Drawing | None = field(default=None, repr=False)
    letter: tuple[str, ...] = ()
    told: str = field(default="", repr=False)
    unsigned: str = field(default="", repr=False)
    known_by: str = field(default="", repr=False)


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


@dataclass(frozen=True)
class Withdrawal:
    """A withdrawal or a suspension as it was said, by the id of its ending, and what became of it. `by` is
    the member who noted it; `kept` are images made from a withdrawn one that were to stay; `settles` is the
    suspension that a withdrawal followed, `settled_by` the withdrawal that followed a suspension; `reason` is
    why that was lifted."""

    id: str
    patient: str
    at: Moment
    by: str
    scope: Scope
    asking: Asking
    suspends: bool = False
    kept: tuple[str, ...] = ()
    settles: str = ""
    settled_by: str = ""
    lifted_at: Moment | None = None
    reason: str = field(default="", repr=False)

    @property
    def waits(self) -> bool:
        """Whether it is still to be settled who was entitled."""
        return self.suspends and self.lifted_at is None


def entitled(pack: RulePack, born: date, circumstances: Circumstances, asking: Asking, day: date) -> bool:
    """Whether whoever asks ends permissions by it; else it suspends, and who is entitled is settled later
    (R29). The patient does at any age, represented or not; a representative while the rules have one decide
    for this patient, by relationship and authority. `circumstances` are those of the last record; that
    somebody could not decide for a while was of that day alone."""
    if asking.who is Asker.PATIENT:
        return circumstances.life is Life.LIVING
    if asking.who is Asker.FAMILY:
        return False
    if circumstances.capacity is Capacity.TEMPORARILY_LACKING:
        circumstances = replace(circumstances, capacity=Capacity.NO_DOUBT)
    path = pathway_for(pack, born, circumstances, day)
    known = asking.relationship in path.relationships and asking.authority in path.authorities
    return path.has_representative and known


def asking_problems(asking: Asking, pages: int) -> list[Problem]:
    """What of who asks and how is still to be said, by their fields; `pages` is how many of a letter there
    are. Nobody has to give a reason (R29)."""
    found = [] if asking.name.strip() else [Problem("asker_name_missing", "asker_name")]
    if asking.who is not Asker.PATIENT and not asking.relationship:
        found.append(Problem("asker_relationship_missing", "relationship"))
    long = {"told": asking.told, "unsigned": asking.unsigned, "known_by": asking.known_by}
    found += [*too_long({"asker_name": asking.name}), *too_long(long, MAX_REASON)]
    return [*found, *_WAYS[asking.way](asking, pages)]


def with_derived(scope: Scope, images: Iterable[str], derived: Iterable[str], kept: Iterable[str]) -> Scope:
    """The scope as it is withdrawn: the images it names, or all of the patient's (`images`), and those made
    from them but the ones that were to stay (R28)."""
    stays, named = set(kept), scope.images or tuple(images)
    if not scope.images and not stays:
        return scope
    return replace(scope, images=tuple(i for i in dict.fromkeys((*named, *derived)) if i not in stays))


def _signed(asking: Asking, pages: int) -> list[Problem]:
    """R18: blank, a tap and a dot are no signature; without one there is a reason."""
    signed = asking.drawn is not None and is_signature(asking.drawn.strokes)
    return [] if signed or asking.unsigned.strip() else [Problem("withdrawal_not_signed", "signature")]


def _known(asking: Asking, pages: int) -> list[Problem]:
    return [] if asking.known_by.strip() else [Problem("caller_not_known", "known_by")]


def _written(asking: Asking, pages: int) -> list[Problem]:
    return [] if pages else [Problem("letter_missing", "letter")]


_WAYS = {Way.IN_PERSON: _signed, Way.TELEPHONE: _known, Way.LETTER: _written}
