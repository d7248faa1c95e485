"""A rule pack: ages, uses, pathways and what each use needs, as data (`resources/rulepacks/*.toml`).

A pack is read once, checked whole, and never half accepted. A problem names file, key and reason.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

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
    """A purpose that needs its own answer, and what a yes for it needs."""

    id: str
    statements: tuple[str, ...]
    outlet: OutletKind = OutletKind.NONE
    authorisation: bool = False
    staff_warnings: bool = False


@dataclass(frozen=True)
class Pathway:
    """Who has to agree. `decides` is "patient" or "representative". `usual` pairs a relationship with the
    authority that usually goes with it: a suggestion on the page, never an answer."""

    id: str
    decides: str
    assent: AssentRule
    relationships: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()
    usual: tuple[tuple[str, str], ...] = ()

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
    """`leap_birthday` is (month, day) in common years for those born on 29 February (R13)."""

    assent_from: int
    majority: int
    leap_birthday: tuple[int, int]


@dataclass(frozen=True)
class OutletEntry:
    """An outlet that the register knows, with other names for it (R4). `kind` is "outlet", "class" or
    "platform"; `uses` are the uses it can serve, `classes` the ids of the classes it belongs to."""

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()


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

    def use(self, id: str) -> Use:
        """The use with this id. Raises Refusal `use_unknown`."""
        for use in self.uses:
            if use.id == id:
                return use
        raise refuse("use_unknown", use=id)

    def pathway(self, id: str) -> Pathway:
        """The pathway with this id. Raises Refusal `pathway_unknown`."""
        for pathway in self.pathways:
            if pathway.id == id:
                return pathway
        raise refuse("pathway_unknown", pathway=id)


PATHWAYS = ("adult", "minor", "young_minor", "represented", "deceased", "stillborn")


def parse_pack(text: str, file: str) -> RulePack:
    """The pack in a TOML text. Raises Refusal `pack_malformed` with details file, key and reason."""
    try:
        return _pack(_Table(tomllib.loads(text), file, ""))
    except tomllib.TOMLDecodeError as wrong:
        raise refuse("pack_malformed", file=file, key="", reason=str(wrong)) from wrong


class _Table:
    """A TOML table that knows where it stands, so that every complaint can say so."""

    def __init__(self, data: Mapping[str, Any], file: str, path: str) -> None:
        self._data, self._file, self._path = data, file, path

    def wrong(self, key: str, reason: str) -> Exception:
        return refuse("pack_malformed", file=self._file, key=f"{self._path}{key}", reason=reason)

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        value = self._data.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be {kind.__name__}")
        return value

    def texts(self, key: str, default: Any = None) -> tuple[str, ...]:
        values = self.get(key, list, default)
        if not all(isinstance(v, str) and v for v in values) or len(set(values)) != len(values):
            raise self.wrong(key, "must be a list of different texts")
        return tuple(values)

    def one_of(self, key: str, kind: type[StrEnum], default: str) -> Any:
        value = self.get(key, str, default)
        if value not in [k.value for k in kind]:
            raise self.wrong(key, f"must be one of {', '.join(k.value for k in kind)}")
        return kind(value)

    def table(self, key: str) -> _Table:
        return _Table(self.get(key, dict), self._file, f"{self._path}{key}.")

    def tables(self, key: str, default: Any = None) -> list[_Table]:
        rows = self.get(key, list, default)
        if not all(isinstance(row, dict) for row in rows):
            raise self.wrong(key, "must be a list of tables")
        return [_Table(row, self._file, f"{self._path}{key}[{n}].") for n, row in enumerate(rows)]

    def only(self, *keys: str) -> None:
        for key in self._data:
            if key not in keys:
                raise self.wrong(key, "is not a key that is known here")


def _pack(top: _Table) -> RulePack:
    top.only("pack", "ages", "uses", "pathways", "outlets", "statements")
    head = top.table("pack")
    head.only("id", "version", "title", "modelled_on", "default_uses", "validity_years")
    pack = RulePack(
        id=head.get("id", str),
        version=head.get("version", str),
        title=head.get("title", str),
        modelled_on=head.get("modelled_on", str),
        ages=_ages(top.table("ages")),
        uses=tuple(_use(row) for row in top.tables("uses")),
        default_uses=head.texts("default_uses"),
        pathways=tuple(_pathway(top.table("pathways").table(id), id) for id in PATHWAYS),
        outlets=tuple(_outlet(row) for row in top.tables("outlets", [])),
        validity_years=head.get("validity_years", int),
        all_statements=top.table("statements").texts("ids"),
    )
    if pack.validity_years < 1:
        raise top.wrong("pack.validity_years", "must be at least 1")
    _check_references(top, pack)
    return pack


def _ages(row: _Table) -> Ages:
    row.only("assent_from", "majority", "leap_birthday")
    assent_from, majority = row.get("assent_from", int), row.get("majority", int)
    if not 0 < assent_from < majority < 30:
        raise row.wrong("majority", "must lie above assent_from and below 30")
    leap = row.get("leap_birthday", str)
    if leap not in ("02-28", "03-01"):
        raise row.wrong("leap_birthday", 'must be "02-28" or "03-01"')
    return Ages(assent_from, majority, (int(leap[:2]), int(leap[3:])))


def _use(row: _Table) -> Use:
    row.only("id", "statements", "outlet", "authorisation", "staff_warnings")
    return Use(
        id=row.get("id", str),
        statements=row.texts("statements"),
        outlet=row.one_of("outlet", OutletKind, "none"),
        authorisation=row.get("authorisation", bool, False),
        staff_warnings=row.get("staff_warnings", bool, False),
    )


def _pathway(row: _Table, id: str) -> Pathway:
    row.only("decides", "assent", "relationships", "authorities", "usual")
    decides = row.get("decides", str)
    if decides not in ("patient", "representative"):
        raise row.wrong("decides", 'must be "patient" or "representative"')
    pathway = Pathway(
        id=id,
        decides=decides,
        assent=row.one_of("assent", AssentRule, "none"),
        relationships=row.texts("relationships", []),
        authorities=row.texts("authorities", []),
        usual=_usual(row),
    )
    if pathway.has_representative and not (pathway.relationships and pathway.authorities):
        raise row.wrong(
            "relationships", "a representative needs relationships and authorities to choose from"
        )
    return pathway


def _usual(row: _Table) -> tuple[tuple[str, str], ...]:
    pairs = row.get("usual", dict, {})
    for relationship, authority in pairs.items():
        if relationship not in row.texts("relationships", []) or authority not in row.texts(
            "authorities", []
        ):
            raise row.wrong(f"usual.{relationship}", "must pair a relationship with an authority listed here")
    return tuple(pairs.items())


def _outlet(row: _Table) -> OutletEntry:
    row.only("id", "kind", "name", "aliases", "uses", "classes")
    kind = row.get("kind", str)
    if kind not in ("outlet", "class", "platform"):
        raise row.wrong("kind", 'must be "outlet", "class" or "platform"')
    return OutletEntry(
        id=row.get("id", str),
        kind=kind,
        name=row.get("name", str),
        aliases=row.texts("aliases", []),
        uses=row.texts("uses"),
        classes=row.texts("classes", []),
    )


def _check_references(top: _Table, pack: RulePack) -> None:
    known = {use.id for use in pack.uses}
    if len(known) != len(pack.uses):
        raise top.wrong("uses", "an id stands there twice")
    for n, use in enumerate(pack.uses):
        for id in use.statements:
            if id not in pack.all_statements:
                raise top.wrong(f"uses[{n}].statements", f"{id} is not in statements.ids")
    for id in pack.default_uses:
        if id not in known:
            raise top.wrong("pack.default_uses", f"{id} is not a use")
    classes = {outlet.id for outlet in pack.outlets if outlet.kind == "class"}
    if len({outlet.id for outlet in pack.outlets}) != len(pack.outlets):
        raise top.wrong("outlets", "an id stands there twice")
    for n, outlet in enumerate(pack.outlets):
        for id in outlet.uses:
            if id not in known:
                raise top.wrong(f"outlets[{n}].uses", f"{id} is not a use")
        for id in outlet.classes:
            if id not in classes:
                raise top.wrong(f"outlets[{n}].classes", f"{id} is not a class")
