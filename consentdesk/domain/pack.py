"""A rule pack: ages, uses, pathways, duties and what each use needs, as data (`resources/rulepacks/*.toml`).

`pack_text.py` reads one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from consentdesk.domain.duties import NO_DUTIES, Duties
from consentdesk.domain.refusals import refuse


class OutletKind(StrEnum):
    """What a yes for a use has to name (R4)."""

    NONE = "none"
    OUTLET = "outlet"  # a journal, book or site, or a class of outlets that the pack allows
    PLATFORM = "platform"


class AssentRule(StrEnum):
    """What the patient's own agreement means beside a representative's (R8–R11)."""

    NONE = "none"
    REQUIRED = "required"
    SPONTANEOUS = "spontaneous"  # not asked; a no that the child says is honoured
    IF_POSSIBLE = "if_possible"  # asked, or the reason why not is recorded


@dataclass(frozen=True)
class Use:
    """A purpose that needs its own answer, and what a yes for it needs. An authorisation needs an expiry;
    other uses can need one too. `teach_back`: a yes counts only after the questions were answered rightly.
    `second_person`: an image leaves only once somebody agreed who did not check it."""

    id: str
    statements: tuple[str, ...]
    outlet: OutletKind = OutletKind.NONE
    authorisation: bool = False
    expiry: bool = False
    staff_warnings: bool = False
    teach_back: bool = False
    source: str = ""
    second_person: bool = False


@dataclass(frozen=True)
class Pathway:
    """Who has to agree. `decides` is "patient" or "representative". `usual` pairs a relationship with the
    authority that usually goes with it: a suggestion on the page, never an answer. `representatives` is how
    many have to agree, one or two; `grounds` are those on which a minor decides alone (R15)."""

    id: str
    decides: str
    assent: AssentRule
    relationships: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    usual: tuple[tuple[str, str], ...] = ()
    source: str = ""
    representatives: int = 1
    grounds: tuple[str, ...] = ()

    def usual_authority(self, relationship: str) -> str:
        """The authority to suggest with a relationship; "" where there is none."""
        return dict(self.usual).get(relationship, "")

    @property
    def has_representative(self) -> bool:
        return self.decides == "representative"

    @property
    def asks_assent(self) -> bool:
        return self.assent in (AssentRule.REQUIRED, AssentRule.IF_POSSIBLE)


@dataclass(frozen=True)
class Ages:
    """From which ages who decides. `leap_birthday` is (month, day) in common years for those born on
    29 February (R13)."""

    assent_from: int
    adult_with_capacity_from: int
    majority: int
    leap_birthday: tuple[int, int]
    source: str = ""

    @property
    def bands(self) -> tuple[tuple[int, str], ...]:
        """The pathway of a patient who can make this decision, from each age on."""
        return ((0, "young_minor"), (self.assent_from, "minor"), (self.adult_with_capacity_from, "adult"))

    @property
    def turning_points(self) -> tuple[int, ...]:
        """The ages at which what others agreed to is for the patient to decide anew (R14)."""
        return tuple(sorted({self.adult_with_capacity_from, self.majority}))


@dataclass(frozen=True)
class OutletEntry:
    """An outlet that the register knows, with other names for it (R4). `kind` is "outlet", "class" or
    "platform"; `uses` are the uses it can serve, `classes` the ids of the classes it belongs to. `note` is
    what the outlet itself asks for or does, for whoever brings images there, and `link` where that stands."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    note: str = ""
    link: str = ""


@dataclass(frozen=True)
class RulePack:
    id: str
    version: str
    title: str
    modelled_on: str
    ages: Ages
    uses: tuple[Use, ...]
    default_uses: tuple[str, ...]
    pathways: tuple[Pathway, ...]
    outlets: tuple[OutletEntry, ...]
    validity_years: int
    all_statements: tuple[str, ...]
    duties: Duties = NO_DUTIES
    questions: tuple[str, ...] = ()  # what the patient may be asked to see whether it was understood

    @cached_property
    def uses_by_id(self) -> Mapping[str, Use]:
        return {use.id: use for use in self.uses}

    def use(self, id: str) -> Use:
        """The use with this id. Raises Refusal `use_unknown`."""
        if id not in self.uses_by_id:
            raise refuse("use_unknown", use=id)
        return self.uses_by_id[id]

    def pathway(self, id: str) -> Pathway:
        """The pathway with this id. Raises Refusal `pathway_unknown`."""
        for pathway in self.pathways:
            if pathway.id == id:
                return pathway
        raise refuse("pathway_unknown", pathway=id)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The grounds on which a minor decides alone; none where the pack has no such pathway (R15)."""
        return next((path.grounds for path in self.pathways if path.id == ALONE), ())


ALONE = "minor_alone"  # a pathway that only some packs have
PATHWAYS = ("adult", "minor", "young_minor", "represented", "deceased", "stillborn")
RECORD_USE = "medical_record"  # what the law makes a clinic keep; every pack has it (R33)
