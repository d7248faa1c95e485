"""The longest functions, classes and files of a package, as a report to read and not as a gate."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

KINDS = ("function", "class", "file")
SHOWN_OF_EACH = 10
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Thing(NamedTuple):
    lines: int
    kind: str
    name: str


def longest_things(package: Path) -> str:
    """How long functions, classes and files below `package` are in general, and the ten longest of each."""
    things = [thing for path in sorted(package.rglob("*.py")) for thing in things_in(path)]
    kinds = {kind: sorted((t for t in things if t.kind == kind), reverse=True) for kind in KINDS}
    general = [spread(kind, [thing.lines for thing in kinds[kind]]) for kind in KINDS]
    longest = [f"{t.lines:5} {t.kind} {t.name}" for kind in KINDS for t in kinds[kind][:SHOWN_OF_EACH]]
    return "\n".join([*general, *longest])


def things_in(path: Path) -> Iterator[Thing]:
    """Every function and class of a file, then the file itself, with their lengths in lines."""
    text = path.read_text("utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
            kind = "class" if isinstance(node, ast.ClassDef) else "function"
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Thing(lines, kind, f"{path.as_posix()}:{node.lineno} {node.name}")
    yield Thing(text.count("\n"), "file", path.as_posix())


def spread(kind: str, lengths: list[int]) -> str:
    """Median and 90th percentile, in lines."""
    if len(lengths) < 2:
        return f"{kind}: {len(lengths)}"
    return (
        f"{kind}: {len(lengths)}, median {median(lengths):.0f}, p90 {quantiles(lengths, n=10)[-1]:.0f} lines"
    )
