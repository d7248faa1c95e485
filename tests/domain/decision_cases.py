"""Every combination that the decision tables speak of, and each as a session for the program to judge."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product

from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack_text import parse_pack
from consentdesk.domain.people import Capacity, Circumstances, Life, Patient, Representative
from consentdesk.domain.session import Rules
from consentdesk.domain.wording import parse_wording
from tests.domain import decision_tables as tables
from tests.domain.decision_tables import Row
from tests.helpers.packs import filled_in, pack_text
from tests.helpers.sessions import CLINIC, EXPLAINER, RESOURCES

PACKS = ("us", "uk", "eu")
YESNO = ("yes", "no")
STRANGER = "neighbour"


@cache
def rules_of(pack: str) -> Rules:
    """A pack, the eu template as a clinic of an invented country fills it in, with the English words."""
    text = filled_in(pack_text(pack))
    parsed = parse_pack(text, f"{pack}.toml")
    words = (RESOURCES / "statements" / "en.toml").read_text("utf-8")
    return Rules(parsed, parse_wording(words, "en.toml", parsed), CLINIC)


@dataclass(frozen=True)
class Birthday:
    """Somebody born on a day, looked at from a moment around a birthday that changes who decides."""

    born: date
    at: Moment
    band: str
    said: str


def birthdays(pack: str) -> tuple[Birthday, ...]:
    """The last millisecond before each age of the pack, its first, and the day after; in zones where it is
    another day in Greenwich; and everyone born on 29 February (R13)."""
    ages = tables.AGES.first(pack=pack)
    points = sorted({int(ages[name]) for name in ("asked", "alone", "majority")})
    return tuple(found for age in points for found in (*_ordinary(ages, age), *_leap(ages, age)))


def _ordinary(ages: Row, age: int) -> Iterator[Birthday]:
    born = date(2026 - age, 6, 15)
    for at, come in (
        ("2026-06-14T23:59:59.999-05:00", False),
        ("2026-06-15T00:00:00.000+10:00", True),
        ("2026-06-16T12:00:00.000-05:00", True),
    ):
        yield Birthday(born, Moment.parse(at), band(ages, age - (not come)), f"{age} years, {at}")


def _leap(ages: Row, age: int) -> Iterator[Birthday]:
    for year in (y for y in range(2024, 2034) if _is_leap(y - age)):
        kind = "leap" if _is_leap(year) else "common"
        for day in ("02-27", "02-28", "02-29", "03-01"):
            for row in tables.LEAP_BIRTHDAYS.every(year=kind, leap=ages["leap"], day=day)[:1]:
                at = Moment.parse(f"{year}-{day}T12:00:00-05:00")
                found = band(ages, age - (row["come"] == "no"))
                yield Birthday(date(year - age, 2, 29), at, found, f"{age} years, born 29 February, {at}")


def _is_leap(year: int) -> bool:
    return year % 4 == 0


def band(ages: Row, years: int) -> str:
    return "young" if years < int(ages["asked"]) else "minor" if years < int(ages["alone"]) else "adult"


@dataclass(frozen=True)
class Person:
    """A patient with everything that settles who has to agree."""

    pack: str
    birthday: Birthday
    life: str
    capacity: str
    disability: str
    ground: str
    reason: str

    @property
    def circumstances(self) -> Circumstances:
        why = "As the physician on duty found." if self.reason == "yes" else ""
        disabled, ground = self.disability == "yes", "" if self.ground == "none" else self.ground
        return Circumstances(Capacity(self.capacity), disabled, Life(self.life), ground, why)

    @property
    def facts(self) -> Row:
        """The conditions of the tables, in their words."""
        known = tables.GROUNDS.first(pack=self.pack, ground=self.ground)["known"] == "yes"
        special = self.ground in ("none", "override")
        said = self.ground if special else "known" if known else "unknown"
        facts = {"pack": self.pack, "life": self.life, "capacity": self.capacity, "reason": self.reason}
        facts |= {"band": self.birthday.band, "disability": self.disability, "ground": said}
        facts |= tables.DEPARTS.first(**facts)
        return facts | tables.WHO.first(**facts)

    @property
    def problems(self) -> dict[str, str]:
        """Why nobody can agree yet: codes, each with its rule."""
        return tables.CIRCUMSTANCES.codes(**self.facts)


GROUNDS = ("none", "emancipated", "lawful_care", "competent_child", "married", "override")


def people(pack: str) -> Iterator[Person]:
    """Every life, age, capacity, disability, ground and reason."""
    for life, when, capacity, disabled, ground, reason in product(
        Life, birthdays(pack), Capacity, YESNO, GROUNDS, YESNO
    ):
        yield Person(pack, when, life.value, capacity.value, disabled, ground, reason)


def adult(pack: str, pathway: str, kind: str, name: str = "Robin Probe") -> Representative | None:
    """An adult who stands for the patient, as `REPRESENTATIVES` and `SECOND` tell them apart."""
    if kind in ("missing", "alone"):
        return None
    path = rules_of(pack).pack.pathway(pathway)
    kin = STRANGER if kind == "stranger" else path.relationships[0]
    basis = "friendship" if kind == "unentitled" else path.authorities[0]
    named = {"nameless": " ", "expert": EXPLAINER.name.upper(), "same": "robin  PROBE"}.get(kind, name)
    return Representative(named, kin, basis)


def patient_page(someone: Person, first: str, second: str) -> Draft:
    """A session in which only the patient page was filled in."""
    draft = Draft("draft-1", someone.birthday.at, EXPLAINER.id)
    who = Patient("patient-1", "Alex", "Probe", someone.birthday.born, "004 417")
    draft = replace(draft, patient=who, circumstances=someone.circumstances)
    if first == "-":
        return draft
    return represented(draft, someone.pack, someone.facts["pathway"], first, second)


def represented(draft: Draft, pack: str, pathway: str, first: str, second: str) -> Draft:
    """The session with these adults on it, as `adult` tells them apart."""
    return replace(
        draft,
        representative=adult(pack, pathway, first),
        second_representative=adult(pack, pathway, second, "Jamie Probe"),
        one_signs="The other parent cannot be reached." if second == "alone" else "",
    )


FIRSTS = ("right", "missing", "nameless", "stranger", "unentitled", "expert")
SECONDS = ("right", "missing", "same", "alone", "stranger", "unentitled", "expert")


def adults(pack: str, pathway: str) -> tuple[tuple[str, str], ...]:
    """Every pair of adults that a pathway can be tried with; "-" where nobody else is asked."""
    row = tables.PATHWAYS.first(pack=pack, pathway=pathway)
    if row["decides"] == "patient":
        return (("-", "-"),)
    return tuple(product(FIRSTS, SECONDS if row["how_many"] == "2" else ("alone",)))


def adults_problems(pack: str, pathway: str, first: str, second: str, *seen_at: str) -> dict[str, str]:
    """What the tables find wrong with a pair of adults, at the step "patient" or at the "seal"."""
    row = tables.PATHWAYS.first(pack=pack, pathway=pathway)
    found: dict[str, str] = {}
    for place in seen_at if row["decides"] == "representative" else ():
        found |= tables.REPRESENTATIVES.codes(adult=first, seen_at=place)
        if row["how_many"] == "2":
            found |= tables.SECOND.codes(second=second, first=first, seen_at=place)
    return found
