"""Things that are made when they are first used, so that a start does not wait for all of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import Any, TypeVar, cast

T = TypeVar("T")


def late(build: Callable[[], T]) -> T:
    """What `build` makes, made once, when an attribute of it is first asked for, from whichever thread."""
    return cast(T, _Late(build))


def is_made(thing: object) -> bool:
    """Whether something that came from `late` has been made by now."""
    return isinstance(thing, _Late) and "made" in vars(thing)


class _Late:
    def __init__(self, build: Callable[[], object]) -> None:
        self._build, self._lock = build, RLock()

    def __getattr__(self, name: str) -> Any:
        with self._lock:
            made = self.made
        return getattr(made, name)

    @cached_property
    def made(self) -> object:
        return self._build()
