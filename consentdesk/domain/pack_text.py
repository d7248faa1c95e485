"""Reading a rule pack: once, checked whole, and never half accepted. A problem names file, key and reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace

from consentdesk.domain.duties import NO_DUTIES, Duties
from consentdesk.domain.duties_text import parse_duties, parse_removal
from consentdesk.domain.pack import (
    ALONE,
    PATHWAYS,
    RECORD_USE,
    Ages,
    AssentRule,
    OutletEntry,
    OutletKind,
    Pathway,
    RulePack,
    Use,
)
from consentdesk.domain.refusals import Problem, refuse, refuse_if_any
from consentdesk.domain.toml_table import Table, blanks

PARTS = ("pack", "ages", "uses", "pathways", "outlets", "statements")
DUTIES = ("authority", "languages", "retention", "breach", "sources")
USE = (
    *("id", "statements", "outlet", "authorisation", "expiry", "staff_warnings", "teach_back"),
    *("second_person", "source"),
)
FEWEST_QUESTIONS, MOST_QUESTIONS = 3, 5
HEAD = ("id", "version", "title", "modelled_on", "default_uses", "validity_years", "format")
# The first vaults hold packs of format 1, which say nothing of duties and sources; format 2 says nothing of
# minors who decide alone, of two representatives or of questions to the patient, format 3 nothing of how
# images leave the places where they are.
FORMAT = 4


def parse_pack(text: str, file: str) -> RulePack:
    """The pack in a TOML text. Raises Refusal `pack_malformed` with details file, key and reason, and
    `pack_is_template` with a problem for each key whose value "?" still waits for the clinic's own."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise refuse("pack_malformed", file=file, key="", reason=str(wrong)) from wrong
    refuse_if_any(Problem("pack_is_template", details={"file": file, "key": key}) for key in blanks(data))
    top = Table(data, file)
    pack = _pack(top)
    for key, reason in _wrong_references(pack):
        raise top.wrong(key, reason)
    return pack


def pack_title(text: str) -> str:
    """The title that a pack gives itself, be it whole or not; "" where none can be read."""
    with suppress(tomllib.TOMLDecodeError):
        head = tomllib.loads(text).get("pack")
        title = head.get("title") if isinstance(head, dict) else None
        return title if isinstance(title, str) else ""
    return ""


def _pack(top: Table) -> RulePack:
    head = top.table("pack")
    head.only(*HEAD)
    format = head.whole("format", 1, 1)
    if format > FORMAT:
        raise head.wrong("format", "is newer than this program")
    later = (("teach_back",) if format > 2 else ()) + (("removal",) if format > 3 else ())
    top.only(*PARTS, *(DUTIES if format > 1 else ()), *later)
    return RulePack(
        id=head.text("id"),
        version=head.text("version"),
        title=head.text("title"),
        modelled_on=head.text("modelled_on"),
        ages=_ages(top.table("ages")),
        uses=tuple(_use(row) for row in top.tables("uses")),
        default_uses=head.texts("default_uses"),
        pathways=_pathways(top.table("pathways")),
        outlets=tuple(_outlet(row) for row in top.tables("outlets", [])),
        validity_years=head.whole("validity_years", 1),
        all_statements=top.table("statements").texts("ids"),
        duties=_duties(top, format),
        questions=_questions(top.table("teach_back", {})),
    )


def _duties(top: Table, format: int) -> Duties:
    if format < 2:
        return NO_DUTIES
    duties = parse_duties(top)
    return replace(duties, removal=parse_removal(top)) if format > 3 else duties


def _questions(row: Table) -> tuple[str, ...]:
    row.only("questions")
    questions = row.texts("questions", [])
    if questions and not FEWEST_QUESTIONS <= len(questions) <= MOST_QUESTIONS:
        raise row.wrong("questions", f"must be {FEWEST_QUESTIONS} to {MOST_QUESTIONS}")
    return questions


def _ages(row: Table) -> Ages:
    row.only("assent_from", "adult_with_capacity_from", "majority", "leap_birthday", "source")
    assent_from, majority = row.get("assent_from", int), row.get("majority", int)
    if not 0 < assent_from < majority < 30:
        raise row.wrong("majority", "must lie above assent_from and below 30")
    adult_from = row.get("adult_with_capacity_from", int, majority)
    if not assent_from < adult_from <= majority:
        raise row.wrong("adult_with_capacity_from", "must lie above assent_from and not above majority")
    leap = row.get("leap_birthday", str)
    if leap not in ("02-28", "03-01"):
        raise row.wrong("leap_birthday", 'must be "02-28" or "03-01"')
    return Ages(assent_from, adult_from, majority, (int(leap[:2]), int(leap[3:])), row.get("source", str, ""))


def _use(row: Table) -> Use:
    row.only(*USE)
    authorisation = row.get("authorisation", bool, False)
    expiry = row.get("expiry", bool, authorisation)
    if authorisation and not expiry:
        raise row.wrong("expiry", "must be true where an authorisation is needed")
    return Use(
        id=row.text("id"),
        statements=row.texts("statements"),
        outlet=row.one_of("outlet", OutletKind, "none"),
        authorisation=authorisation,
        expiry=expiry,
        staff_warnings=row.get("staff_warnings", bool, False),
        teach_back=row.get("teach_back", bool, False),
        source=row.get("source", str, ""),
        second_person=row.get("second_person", bool, False),
    )


def _pathways(rows: Table) -> tuple[Pathway, ...]:
    found = tuple(_pathway(rows.table(id), id) for id in PATHWAYS)
    rows.only(*PATHWAYS, ALONE)
    return (*found, _alone(rows.table(ALONE))) if rows.has(ALONE) else found


def _alone(row: Table) -> Pathway:
    """The pathway of minors who decide alone by law: on which grounds, and from where that is known (R15)."""
    row.only("grounds", "source")
    source, grounds = row.get("source", str, ""), row.some("grounds")
    return Pathway(ALONE, "patient", AssentRule.NONE, source=source, grounds=grounds)


def _pathway(row: Table, id: str) -> Pathway:
    row.only("decides", "assent", "relationships", "authorities", "usual", "representatives", "source")
    decides = row.get("decides", str)
    if decides not in ("patient", "representative"):
        raise row.wrong("decides", 'must be "patient" or "representative"')
    pathway = Pathway(
        id=id,
        decides=decides,
        assent=row.one_of("assent", AssentRule, "none"),
        relationships=row.texts("relationships", []),
        authorities=row.texts("authorities", []),
        usual=tuple(row.get("usual", dict, {}).items()),
        source=row.get("source", str, ""),
        representatives=row.whole("representatives", 1, 1),
    )
    if pathway.representatives > 2:
        raise row.wrong("representatives", "must be 1 or 2")
    if pathway.has_representative and not (pathway.relationships and pathway.authorities):
        raise row.wrong(
            "relationships", "a representative needs relationships and authorities to choose from"
        )
    for relationship, authority in pathway.usual:
        if relationship not in pathway.relationships or authority not in pathway.authorities:
            raise row.wrong(f"usual.{relationship}", "must pair a relationship with an authority listed here")
    return pathway


def _outlet(row: Table) -> OutletEntry:
    row.only("id", "kind", "name", "aliases", "uses", "classes", "note", "link")
    kind = row.get("kind", str)
    if kind not in ("outlet", "class", "platform"):
        raise row.wrong("kind", 'must be "outlet", "class" or "platform"')
    return OutletEntry(
        id=row.text("id"),
        kind=kind,
        name=row.text("name"),
        aliases=row.texts("aliases", []),
        uses=row.texts("uses"),
        classes=row.texts("classes", []),
        note=row.get("note", str, ""),
        link=row.get("link", str, ""),
    )


def _wrong_references(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Where one part of a pack speaks of another that is not there: key and reason."""
    uses = [use.id for use in pack.uses]
    for key, ids in (
        ("uses", uses),
        ("outlets", [outlet.id for outlet in pack.outlets]),
        ("sources", [source.id for source in pack.duties.sources]),
    ):
        if max(Counter(ids).values(), default=1) > 1:
            yield key, "an id stands there twice"
    if RECORD_USE not in uses:
        yield "uses", f"{RECORD_USE} is missing"
    for n, use in enumerate(pack.uses):
        yield from _unknown(f"uses[{n}].statements", use.statements, pack.all_statements, "in statements.ids")
        if use.teach_back and not pack.questions:
            yield f"uses[{n}].teach_back", "there are no questions in teach_back"
        if use.second_person and use.outlet is OutletKind.NONE:
            yield f"uses[{n}].second_person", "needs an outlet: nothing else is checked before it leaves"
    yield from _unknown("pack.default_uses", pack.default_uses, uses, "a use")
    classes = [outlet.id for outlet in pack.outlets if outlet.kind == "class"]
    for n, outlet in enumerate(pack.outlets):
        yield from _unknown(f"outlets[{n}].uses", outlet.uses, uses, "a use")
        yield from _unknown(f"outlets[{n}].classes", outlet.classes, classes, "a class")
    if pack.duties is not NO_DUTIES:
        yield from _wrong_citations(pack)


def _wrong_citations(pack: RulePack) -> Iterator[tuple[str, str]]:
    known, cited = [source.id for source in pack.duties.sources], dict(_citations(pack))
    for key, source in cited.items():
        yield from _unknown(key, (source or "nothing",), known, "in sources")
    for n, id in enumerate(known):
        if id not in cited.values():
            yield f"sources[{n}].id", f"{id} is the source of no rule"


def _citations(pack: RulePack) -> Iterator[tuple[str, str]]:
    """Where each rule says its source."""
    yield "ages.source", pack.ages.source
    yield from ((f"uses[{n}].source", use.source) for n, use in enumerate(pack.uses))
    yield from ((f"pathways.{path.id}.source", path.source) for path in pack.pathways)
    duties = pack.duties
    yield "languages.source", duties.languages_source
    yield from ((f"retention.{rule.kept}.source", rule.source) for rule in duties.retention)
    yield "breach.source", duties.breach.source
    yield from ((f"breach.duties[{n}].source", duty.source) for n, duty in enumerate(duties.breach.duties))
    yield from ((f"removal[{n}].source", rule.source) for n, rule in enumerate(duties.removal))


def _unknown(key: str, ids: Iterable[str], known: Iterable[str], what: str) -> Iterator[tuple[str, str]]:
    yield from ((key, f"{id} is not {what}") for id in ids if id not in known)
