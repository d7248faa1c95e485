"""Frozen dataclasses to plain JSON values and back, and the one canonical byte form that hashes cover.

Understood: dataclasses, named tuples (as lists), `tuple[T, ...]`, `dict[str, T]`, `T | None`, `Literal`,
enums with text values, Moment, date, str, int, float, bool. Reading is strict: an unknown or missing name
raises ValueError.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from datetime import date
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from consentdesk.domain.moment import Moment

T = TypeVar("T")
Convert = Callable[[Any], Any]


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of type `kind` that a JSON value stands for. Raises ValueError when it cannot be one."""
    try:
        read: Convert = _reader(kind)  # type: ignore[arg-type]
        return read(plain)  # type: ignore[no-any-return]
    except (TypeError, KeyError, AttributeError) as wrong:
        raise ValueError(f"not a {kind.__name__}") from wrong


def canonical(value: Any) -> bytes:
    """The same bytes for equal values, on every machine: sorted keys, no spaces, UTF-8. Raises TypeError for
    what is not understood, ValueError for a number that is not finite."""
    return _ENCODER.encode(value).encode()


def parse(kind: type[T], data: bytes) -> T:
    """The value whose canonical bytes these are. Raises ValueError."""
    return from_plain(kind, json.loads(data))


def _plain(value: Any) -> Any:
    """What stands in JSON for a value that JSON does not know."""
    if isinstance(value, Moment | date):
        return str(value)
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value):
        return vars(value)
    raise TypeError(f"{type(value).__name__} has no plain form")


_ENCODER = json.JSONEncoder(
    sort_keys=True,
    separators=(",", ":"),
    ensure_ascii=False,
    allow_nan=False,
    check_circular=False,
    default=_plain,
)


@cache
def _reader(kind: Any) -> Convert:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        (inner,) = (_reader(a) for a in arguments if a is not NoneType)
        return lambda plain: None if plain is None else inner(plain)
    if hasattr(kind, "_fields"):
        return _read_named_tuple(kind)
    if origin is tuple:
        return _read_many(_reader(arguments[0]))
    if origin is Literal:
        return _read_one_of(arguments)
    if origin is dict:
        item = _reader(arguments[1])
        return lambda plain: {key: item(value) for key, value in plain.items()}
    if kind is Moment:
        return Moment.parse
    if kind is date:
        return date.fromisoformat
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind)
    return _read_scalar(kind)


def _read_many(item: Convert) -> Convert:
    def read(plain: Any) -> tuple[Any, ...]:
        if not isinstance(plain, list):
            raise ValueError("not a list")
        return tuple(item(value) for value in plain)

    return read


def _read_named_tuple(kind: Any) -> Convert:
    readers = [_reader(hint) for hint in get_type_hints(kind).values()]

    def read(plain: Any) -> Any:
        if not isinstance(plain, list) or len(plain) != len(readers):
            raise ValueError(f"not a {kind.__name__}")
        return kind(*(item(value) for item, value in zip(readers, plain, strict=True)))

    return read


def _read_one_of(allowed: tuple[Any, ...]) -> Convert:
    def read(plain: Any) -> Any:
        if plain not in allowed:
            raise ValueError(f"not one of {allowed}")
        return plain

    return read


def _read_dataclass(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    readers: dict[str, Convert] | None = None

    def read(plain: Any) -> Any:
        nonlocal readers
        if readers is None:  # built late, so that a type may name itself
            readers = {f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)}
        unknown = plain.keys() - readers.keys()
        if unknown:
            raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        return kind(**{name: readers[name](value) for name, value in plain.items()})

    return read


def _read_scalar(kind: Any) -> Convert:
    accepted = (int, float) if kind is float else kind

    def read(plain: Any) -> Any:
        if not isinstance(plain, accepted) or (isinstance(plain, bool) and kind is not bool):
            raise ValueError(f"not a {kind.__name__}")
        return plain

    return read
