"""What may be entered into the register: outlets by all their names, and places where images are (R4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from consentdesk.domain.outlets import find_outlet, folded, names_of
from consentdesk.domain.pack import OutletEntry, OutletKind, RulePack, Use
from consentdesk.domain.people import too_long
from consentdesk.domain.placement import Placement
from consentdesk.domain.refusals import Problem

KINDS = ("outlet", "platform")
"""What a clinic can enter; classes are the pack's alone."""

MAX_NAME = 200
MAX_NOTE = 500


def one_line(text: str) -> str:
    """A text with single spaces and no breaks."""
    return " ".join(text.split())


def with_all_names(before: OutletEntry | None, after: OutletEntry) -> OutletEntry:
    """The entry in tidy words, each name once; the name that it had is kept as another name."""
    name, had = one_line(after.name), [before.name] if before else []
    others = {folded(alias): alias for alias in map(one_line, (*had, *after.aliases)) if folded(alias)}
    others.pop(folded(name), None)
    note, link = one_line(after.note), after.link.strip()
    return replace(after, name=name, aliases=tuple(others.values()), note=note, link=link)


def outlet_problems(
    pack: RulePack, known: Sequence[OutletEntry], before: OutletEntry | None, after: OutletEntry
) -> list[Problem]:
    """Every reason why an entry cannot stand in the register as `after`, by the name of its field."""
    if not folded(after.name):
        return [Problem("outlet_name_missing", "outlet_name")]
    if _says_otherwise(pack, before, after):
        return [Problem("outlet_of_pack", "outlet_name")]
    had = before or replace(after, uses=(), classes=())
    uses = {*had.uses, *(use.id for use in pack.uses)}
    classes = {*had.classes, *(entry.id for entry in known if entry.kind == "class")}
    found = [*_taken(known, before, after), *too_long({"outlet_name": after.name}, MAX_NAME)]
    found += too_long({"outlet_note": after.note, "outlet_link": after.link}, MAX_NOTE)
    found += too_long(dict.fromkeys(["outlet_aliases"], max(after.aliases, key=len, default="")), MAX_NAME)
    if not after.uses:
        found.append(Problem("outlet_uses_missing", "outlet_uses"))
    found += [Problem("use_unknown", "outlet_uses", {"use": use}) for use in after.uses if use not in uses]
    if not classes.issuperset(after.classes):
        found.append(Problem("outlet_class_unknown", "outlet_classes"))
    return found


def place_problems(use: Use, place: Placement) -> list[Problem]:
    """Every reason why a place cannot be noted like that, by the name of its field."""
    texts = {"place_title": place.title, "place_outlet": place.outlet, "place_owner": place.owner}
    longer = {"place_link": place.link, "place_audience": place.audience, "place_note": place.note}
    found = [*too_long(texts, MAX_NAME), *too_long(longer, 10 * MAX_NAME)]
    if not place.title:
        found.append(Problem("placement_title_missing", "place_title"))
    if use.outlet is not OutletKind.NONE and not folded(place.outlet):
        found.append(Problem("placement_outlet_missing", "place_outlet"))
    if place.placed_on and place.until and place.until < place.placed_on:
        found.append(Problem("placement_days_reversed", "place_until"))
    return found


def tidied(place: Placement) -> Placement:
    """The place with nothing but words in what is typed."""
    return replace(
        place,
        title=one_line(place.title),
        outlet=one_line(place.outlet),
        link=place.link.strip(),
        owner=one_line(place.owner),
        audience=one_line(place.audience),
        note=place.note.strip(),
    )


def _says_otherwise(pack: RulePack, before: OutletEntry | None, after: OutletEntry) -> bool:
    """Whether an entry is said to be of another kind, or one of the pack's to be what it is not."""
    own = next((entry for entry in pack.outlets if entry.id == after.id), None)
    if own is not None:
        return (after.kind, after.name, after.classes) != (own.kind, own.name, own.classes)
    return after.kind != before.kind if before else after.kind not in KINDS


def _taken(known: Iterable[OutletEntry], before: OutletEntry | None, after: OutletEntry) -> Iterable[Problem]:
    """Each new name that another outlet has."""
    others = [entry for entry in known if entry.id != after.id]
    had = names_of(before) if before else frozenset()
    typed = {"outlet_name": (after.name,), "outlet_aliases": after.aliases}
    for where, names in typed.items():
        for name in names:
            other = None if folded(name) in had else find_outlet(name, others)
            if other is not None:
                yield Problem("outlet_name_taken", where, {"outlet": other.name})
