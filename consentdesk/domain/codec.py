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
from itertools import product
from operator import attrgetter
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
    return from_plain(kind, json.loads(data.decode()))


def _plain(value: Any) -> Any:
    """What stands in JSON for a value that JSON does not know."""
    return _writer(value.__class__)(value)


@cache
def _writer(kind: Any) -> Convert:
    if issubclass(kind, Moment | date):
        return str
    if issubclass(kind, Enum):
        return attrgetter("value")
    if dataclasses.is_dataclass(kind):
        return vars
    raise TypeError(f"{kind.__name__} has no plain form")


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
        return {member.value: member for member in kind}.__getitem__
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind)
    return _read_scalar(kind)


def _read_many(item: Convert) -> Convert:
    def read(plain: Any) -> tuple[Any, ...]:
        if not isinstance(plain, list):
            raise ValueError("not a list")
        return tuple(map(item, plain))

    return read


def _read_named_tuple(kind: Any) -> Convert:
    """Of scalars, like the points of a signature: so many that each is looked at as a whole."""
    shapes = set(product(*(_accepted(hint) for hint in get_type_hints(kind).values())))

    def read(plain: Any) -> Any:
        if not isinstance(plain, list) or tuple(map(type, plain)) not in shapes:
            raise ValueError(f"not a {kind.__name__}")
        return kind(*plain)

    return read


def _read_one_of(allowed: tuple[Any, ...]) -> Convert:
    def read(plain: Any) -> Any:
        if plain not in allowed:
            raise ValueError(f"not one of {allowed}")
        return plain

    return read


def _read_dataclass(kind: Any) -> Convert:
    hints = get_type_hints(kind)
    readers: dict[str, Convert] = {}

    def read(plain: Any) -> Any:
        if not readers:  # filled late, so that a type may name itself
            readers.update({f.name: _reader(hints[f.name]) for f in dataclasses.fields(kind)})
        if not plain.keys() <= readers.keys():
            unknown = sorted(plain.keys() - readers.keys())
            raise ValueError(f"{kind.__name__} has no {', '.join(unknown)}")
        return kind(**{name: readers[name](value) for name, value in plain.items()})

    return read


def _read_scalar(kind: Any) -> Convert:
    accepted = _accepted(kind)

    def read(plain: Any) -> Any:
        if type(plain) not in accepted:
            raise ValueError(f"not a {kind.__name__}")
        return plain

    return read


def _accepted(kind: type) -> tuple[type, ...]:
    """The types of JSON values that a scalar is read from; true and false are no numbers."""
    return (int, float) if kind is float else (kind,)
