"""Whether an outlet is the one that a yes names: by register, alias or class, never by guess (R4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from consentdesk.domain.draft import Outlet
from consentdesk.domain.pack import OutletEntry, OutletKind, RulePack, Use
from consentdesk.domain.wording import Wording

ACCENTS = range(0x0300, 0x0370)


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
    return next(
        (entry for entry in register if wanted in {folded(n) for n in (entry.name, *entry.aliases)}), None
    )


def covers(granted: Outlet, asked: str, register: Iterable[OutletEntry]) -> bool:
    """Whether a yes for `granted` reaches the outlet named `asked`: the same name, the same registered
    outlet under another of its names, or a member of the class that was granted."""
    entry = find_outlet(asked, register)
    if granted.kind == "class":
        return entry is not None and granted.id in entry.classes
    if not folded(asked):
        return False
    return folded(granted.name) == folded(asked) or (entry is not None and entry.id == granted.id)


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
