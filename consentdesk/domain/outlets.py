"""Whether an outlet is the one that a yes names: by register, alias or class, never by guess (R4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from consentdesk.domain.draft import Outlet
from consentdesk.domain.pack import OutletEntry, OutletKind, RulePack, Use
from consentdesk.domain.wording import Wording

ACCENTS = range(0x0300, 0x0370)


@lru_cache(maxsize=4096)  # the whole register is compared for every question about a use
def folded(name: str) -> str:
    """A name without case, accents and punctuation, for comparing. The vowel signs of other scripts stay."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if _belongs_to_a_word(c) else " " for c in plain if ord(c) not in ACCENTS)
    return " ".join(kept.split())


def _belongs_to_a_word(c: str) -> bool:
    return c.isalnum() or unicodedata.category(c).startswith("M")


def find_outlet(name: str, register: Iterable[OutletEntry]) -> OutletEntry | None:
    """The registered outlet with this name or alias."""
    wanted = folded(name)
    return next((entry for entry in register if wanted in names_of(entry)), None)


@lru_cache(maxsize=4096)  # a register is gone through at every question
def names_of(entry: OutletEntry) -> frozenset[str]:
    """Every name of an outlet, folded."""
    return frozenset(folded(name) for name in (entry.name, *entry.aliases))


def known_outlets(pack: Iterable[OutletEntry], own: Iterable[OutletEntry]) -> tuple[OutletEntry, ...]:
    """The outlets known here, each once: the pack's, with the further names and uses that the clinic gave
    them and its own note where it has one, then the clinic's own. What the pack says of kind and classes
    stays."""
    clinics = {entry.id: entry for entry in own}
    packs = tuple(
        _with_more(entry, clinics.pop(entry.id)) if entry.id in clinics else entry for entry in pack
    )
    return (*packs, *clinics.values())


def _with_more(entry: OutletEntry, more: OutletEntry) -> OutletEntry:
    aliases = dict.fromkeys((*entry.aliases, *more.aliases))
    note = more if more.note or more.link else entry
    uses = tuple(dict.fromkeys((*entry.uses, *more.uses)))
    return replace(entry, aliases=tuple(aliases), uses=uses, note=note.note, link=note.link)


def reaches_further(before: OutletEntry | None, after: OutletEntry) -> bool:
    """Whether a yes that was given already would reach further by a change of the register: by another name
    of an outlet that was known, or by one more member of a class (R4)."""
    if before is None:
        return bool(after.classes)
    return not (names_of(after) <= names_of(before) and set(after.classes) <= set(before.classes))


def covers(granted: Outlet, asked: str, register: Iterable[OutletEntry]) -> bool:
    """Whether a yes for `granted` reaches the outlet named `asked`: the same name, the same registered
    outlet under another of its names, or a member of the class that was granted."""
    if granted.kind == "class":
        entry = find_outlet(asked, register)
        return entry is not None and granted.id in entry.classes
    return is_outlet(granted.name, granted.id, asked, register)


def is_outlet(name: str, id: str, asked: str, register: Iterable[OutletEntry]) -> bool:
    """Whether an outlet that had this name, and this id where it was registered, is the one that is named
    `asked`: by the same name, or by any that the register has for it now."""
    wanted = folded(asked)
    if folded(name) == wanted:
        return bool(wanted)
    entry = find_outlet(asked, register)
    return entry is not None and entry.id == id


def fits(named: Outlet | None, use: Use, pack: RulePack) -> bool:
    """Whether what a yes names is what its use asks for: a platform, an outlet, or a class of outlets that
    the pack allows for this use (R4)."""
    if use.outlet is OutletKind.NONE:
        return True
    if named is None or not folded(named.name):
        return False
    if named.kind != "class" or use.outlet is OutletKind.PLATFORM:
        return named.kind == use.outlet.value
    allowed = {(e.id, e.name) for e in pack.outlets if e.kind == "class" and use.id in e.uses}
    return (named.id, named.name) in allowed


def as_offered(entry: OutletEntry, wording: Wording) -> Outlet:
    """An outlet of the register as a patient is asked about it: a class in the words of their language, any
    other by its own name."""
    words = wording.terms.get(entry.id, "") if entry.kind == "class" else ""
    return Outlet(entry.kind, entry.name, entry.id, words)


def outlets_for(use: Use, register: Iterable[OutletEntry]) -> tuple[OutletEntry, ...]:
    """What can be chosen for a use: platforms where the use asks for one, outlets and classes otherwise."""
    platform = use.outlet is OutletKind.PLATFORM
    return tuple(e for e in register if use.id in e.uses and (e.kind == "platform") == platform)
