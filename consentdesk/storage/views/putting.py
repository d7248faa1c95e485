"""How a fact puts a row into a view: where two speak of the same thing, the later one counts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, TypeAlias

from consentdesk.domain.facts import Fact
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import number_key as number_key
from consentdesk.storage.connection import Database

NEWER = {
    "images": "({0}at_ms, NOT {0}kept, {0}fact)",  # at the same moment a no wins
    "agreements": "({0}at_ms, {0}declines, {0}fact)",
    "erasures_ended": "({0}erased, {0}at_ms, {0}fact)",  # what is erased is so, whoever declined it too
}

Step: TypeAlias = Callable[[Database, Fact, Any], Iterable[str] | None]  # images whose standing it changes


def ms(at: Moment) -> int:
    return round(at.utc.timestamp() * 1000)


def put(db: Database, table: str, key: str, fact: Fact, **columns: Any) -> None:
    """Put a row, unless a newer fact put the one that stands under the same key (its columns, by name).
    `at_ms` and `fact` are added."""
    values = {**columns, "at_ms": ms(fact.header.at), "fact": fact.header.id}
    db.run(_sql(table, key, tuple(values)), *values.values())


@cache
def _sql(table: str, key: str, columns: tuple[str, ...]) -> str:
    marks = ", ".join("?" * len(columns))
    new = ", ".join(f"{column} = excluded.{column}" for column in columns)
    newer = NEWER.get(table, "({0}at_ms, {0}fact)")
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks}) ON CONFLICT ({key}) DO UPDATE"
        f" SET {new} WHERE {newer.format('excluded.')} > {newer.format(f'{table}.')}"
    )
