"""How SQLite answers what a vault is asked, and folds what it is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from consentdesk.storage.vault import OpenVault

PLANNED = ("SELECT", "WITH", "INSERT", "UPDATE", "DELETE")
HELD = {"found", "w", "l", "made", "origins", "CONSTANT"}  # what an index has brought together already
SMALL = {"heads"}  # a row for each device


@contextmanager
def heard(vault: OpenVault) -> Iterator[list[str]]:
    """Every statement that SQLite runs within the block, its values filled in."""
    asked: list[str] = []
    vault._db._connection.set_trace_callback(asked.append)
    try:
        yield asked
    finally:
        vault._db._connection.set_trace_callback(None)


def plan_of(vault: OpenVault, sql: str) -> list[str]:
    return [row[3] for row in vault._db.rows("EXPLAIN QUERY PLAN " + sql)]


def plans_of(vault: OpenVault, asked: Iterable[str]) -> dict[str, list[str]]:
    return {sql: plan_of(vault, sql) for sql in asked if sql.startswith(PLANNED)}


def walks(plan: list[str]) -> bool:
    """Whether a plan reads a table from end to end; an index read in order up to a limit does not."""
    scans = (step.split() for step in plan if step.startswith("SCAN"))
    return any(
        what not in HELD | SMALL and not what.startswith("(subquery") and not {"INDEX", "VIRTUAL"} & set(how)
        for _scan, what, *how in scans
    )
