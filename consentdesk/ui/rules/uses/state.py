"""The uses of the pack, and what can be added."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UseRow:
    """A use; `gap` says in which languages it has no words yet."""

    id: str
    title: str
    needs: str
    usual: bool
    removable: bool
    gap: str = ""


@dataclass(frozen=True)
class UsesState:
    """`offers` are (id, title) out of the catalogue; `own` is the title being typed for a use of the clinic's
    own, `own_problem` what is wrong with it."""

    uses: tuple[UseRow, ...]
    offers: tuple[tuple[str, str], ...] = ()
    can_split: bool = False
    own: str = ""
    own_problem: str = ""
