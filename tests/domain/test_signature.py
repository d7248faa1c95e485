"""What counts as a drawn signature (R18)."""

from __future__ import annotations

import pytest

from consentdesk.domain.signature import Point, Stroke, is_mark, is_signature
from tests.helpers.sessions import drawing


def line(points: int, step_px: float, down_px: float = 0.0) -> Stroke:
    return Stroke(tuple(Point(16 * n, 100 + n * step_px, 100 + n * down_px) for n in range(points)))


SIGNED = [
    drawing().strokes,
    (line(6, 8.0),),
    (line(2, 25.0), line(2, 0.0, 20.0)),
]
NOT_SIGNED = {
    "blank": (),
    "an empty stroke": (Stroke(()), Stroke(())),
    "a tap": (Stroke((Point(0, 10.0, 10.0),)),),
    "two taps": (line(1, 0.0), line(1, 0.0)),
    "a dot": (line(30, 0.1),),
    "five points": (line(5, 20.0),),
    "a path below 40 px": (line(6, 7.9),),
    "a box below 25 px": (line(30, 0.5, 8.0),),
}


@pytest.mark.parametrize("strokes", SIGNED)
def test_a_signature_is_accepted(strokes: tuple[Stroke, ...]) -> None:
    assert is_signature(strokes)
    assert is_mark(strokes)


@pytest.mark.parametrize("name", NOT_SIGNED)
def test_less_is_no_signature(name: str) -> None:
    assert not is_signature(NOT_SIGNED[name])


@pytest.mark.parametrize("name", ["blank", "an empty stroke", "a tap", "two taps", "a dot"])
def test_blank_tap_and_dot_are_not_even_a_mark(name: str) -> None:
    assert not is_mark(NOT_SIGNED[name])


def test_a_short_cross_is_a_mark() -> None:
    assert is_mark((line(2, 12.0, 12.0),))
