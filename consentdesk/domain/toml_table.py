"""Reading TOML strictly, so that whatever is wrong can be named by file, key and reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from consentdesk.domain.refusals import Refusal, refuse

BLANK = "?"
KINDS = {str: "a text", int: "a whole number", bool: "true or false", list: "a list", dict: "a table"}
Kind = TypeVar("Kind", bound=StrEnum)


class Table:
    """A TOML table that knows where it stands. Every problem is a Refusal `pack_malformed`."""

    def __init__(self, data: Mapping[str, Any], file: str, path: str = "") -> None:
        self._data, self._file, self._path = data, file, path

    def wrong(self, key: str, reason: str) -> Refusal:
        return refuse("pack_malformed", file=self._file, key=f"{self._path}{key}", reason=reason)

    def get(self, key: str, kind: type, default: Any = None) -> Any:
        value = self._data.get(key, default)
        if value is None:
            raise self.wrong(key, "is missing")
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.wrong(key, f"must be {KINDS[kind]}")
        return value

    def text(self, key: str) -> str:
        value: str = self.get(key, str)
        if not value.strip():
            raise self.wrong(key, "must not be empty")
        return value

    def whole(self, key: str, least: int, default: int | None = None) -> int:
        """A whole number that is not below `least`."""
        value: int = self.get(key, int, default)
        if value < least:
            raise self.wrong(key, f"must be at least {least}")
        return value

    def texts(self, key: str, default: Any = None) -> tuple[str, ...]:
        values = self.get(key, list, default)
        if not all(isinstance(v, str) and v for v in values) or len(set(values)) != len(values):
            raise self.wrong(key, "must be a list of different texts")
        return tuple(values)

    def some(self, key: str) -> tuple[str, ...]:
        """At least one text."""
        values = self.texts(key)
        if not values:
            raise self.wrong(key, "must not be empty")
        return values

    def one_of(self, key: str, kind: type[Kind], default: str | None = None) -> Kind:
        value = self.get(key, str, default)
        if value not in [k.value for k in kind]:
            raise self.wrong(key, f"must be one of {', '.join(k.value for k in kind)}")
        return kind(value)

    def some_of(self, key: str, kind: type[Kind]) -> tuple[Kind, ...]:
        """At least one of these words, each once."""
        known = [k.value for k in kind]
        if any(word not in known for word in self.some(key)):
            raise self.wrong(key, f"must be of {', '.join(known)}")
        return tuple(kind(word) for word in self.some(key))

    def has(self, key: str) -> bool:
        return key in self._data

    def table(self, key: str, default: Any = None) -> Table:
        return Table(self.get(key, dict, default), self._file, f"{self._path}{key}.")

    def tables(self, key: str, default: Any = None) -> list[Table]:
        rows = self.get(key, list, default)
        if not all(isinstance(row, dict) for row in rows):
            raise self.wrong(key, "must be a list of tables")
        return [Table(row, self._file, f"{self._path}{key}[{n}].") for n, row in enumerate(rows)]

    def only(self, *keys: str) -> None:
        """Refuse every other key: it is misspelt, or meant for another version."""
        for key in self._data:
            if key not in keys:
                raise self.wrong(key, "is not a key that is known here")


def blanks(value: Any, path: str = "") -> Iterator[str]:
    """The keys whose value is still to be filled in, in order."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from blanks(item, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for n, item in enumerate(value):
            yield from blanks(item, f"{path}[{n}]")
    elif value == BLANK:
        yield path
