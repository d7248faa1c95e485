"""Whether an outlet is the one that a yes names: by register, alias or class, never by guess (R4)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from consentdesk.domain.draft import Outlet
from consentdesk.domain.pack import OutletEntry, OutletKind, Use


def folded(name: str) -> str:
    """A name without case, marks and punctuation, for comparing."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return " ".join(kept.split())


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
    return folded(granted.name) == folded(asked) or (entry is not None and entry.id == granted.id)


def outlets_for(use: Use, register: Iterable[OutletEntry]) -> tuple[OutletEntry, ...]:
    """What can be chosen for a use: platforms where the use asks for one, outlets and classes otherwise."""
    platform = use.outlet is OutletKind.PLATFORM
    return tuple(e for e in register if use.id in e.uses and (e.kind == "platform") == platform)
