"""Making room for a vault that comes back, without deleting what lies there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from consentdesk.domain.moment import Moment
from consentdesk.storage.files import disk_refusals, make_durable


@contextmanager
def set_aside(place: Path, at: Moment) -> Iterator[None]:
    """Give what lies at a place another name beside it, with the day and the time in it, for good where the
    block ends well; else it is back in its place. Nothing lies there: nothing is done."""
    if not place.exists():
        yield
        return
    other = _free_name(place, at)
    _rename(place, other)
    try:
        yield
    except BaseException:
        _rename(other, place)
        raise


def _free_name(place: Path, at: Moment) -> Path:
    name = place.with_name(f"{place.name}.set-aside-{at.local:%Y-%m-%dT%H-%M-%S}")
    number = 1
    while name.exists():
        number += 1
        name = place.with_name(f"{place.name}.set-aside-{at.local:%Y-%m-%dT%H-%M-%S}-{number}")
    return name


def _rename(before: Path, after: Path) -> None:
    with disk_refusals():
        before.rename(after)
        make_durable(after.parent)
