"""Many words as one regular expression that reads each letter of a text once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TypeAlias

_GAP = r"[ \-.']{1,3}"  # what may stand between the words of a phrase
_END = ""
_Tree: TypeAlias = dict[str, "_Tree"]


def any_of(phrases: Iterable[str]) -> str:
    """A regular expression for any of these phrases, the longest that stands there, in any case; it matches
    nothing where there are none. Words that begin alike are tried together, so it is quick with hundreds."""
    tree: _Tree = {}
    for phrase in phrases:
        _plant(tree, _steps(phrase))
    return f"(?i:{_spelt(tree)})" if tree else r"(?!)"


def _steps(phrase: str) -> list[str]:
    """The letters of a phrase and the gaps between its words."""
    return [_GAP if letter == " " else re.escape(letter) for letter in " ".join(phrase.split())]


def _plant(tree: _Tree, steps: Sequence[str]) -> None:
    for step in steps:
        tree = tree.setdefault(step, {})
    tree[_END] = {}


def _spelt(tree: _Tree) -> str:
    branches = [step + _spelt(rest) for step, rest in tree.items() if step != _END]
    if not branches:
        return ""
    if len(branches) == 1 and _END not in tree:
        return branches[0]
    return f"(?:{'|'.join(branches)})" + ("?" if _END in tree else "")
