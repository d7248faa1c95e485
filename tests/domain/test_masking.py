"""What can be drawn over a picture, and what is said of it (R28)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consentdesk.domain.eye_bar import EyeBar, eye_bar
from consentdesk.domain.masking import (
    LEAST_EDGE_PX,
    LEAST_SHARE,
    MAX_COVERS,
    NOTHING_MASKED,
    SMEAR_PX,
    WHOLE,
    Cover,
    Ellipse,
    Freehand,
    Masking,
    Point,
    Rectangle,
    hidden_share,
    kept_px,
    masking_problems,
    moved,
    spanned,
    stretched,
)
from consentdesk.domain.reidentification.identifier import Box, SeenInPicture

share = st.floats(0, 1)
points = st.builds(Point, share, share)
boxes = st.builds(spanned, points, points)
MIDDLE = Box(0.4, 0.4, 0.2, 0.2)
DIAMOND = Freehand((Point(0.5, 0.4), Point(0.6, 0.5), Point(0.5, 0.6), Point(0.4, 0.5)))
FACE = Box(0.3, 0.2, 0.4, 0.5)
EYES = (Box(0.36, 0.36, 0.1, 0.06), Box(0.54, 0.36, 0.1, 0.06))
BAR = Rectangle(Box(0.3, 0.34, 0.4, 0.1))
SAW_FACE = SeenInPicture(faces=(FACE,), eyes=EYES, ran=("faces",))
SAW_NOTHING = SeenInPicture(ran=("faces",))
SQUARE = 1.0


def codes(masking: Masking, margin: int = 0) -> list[str]:
    return [problem.code for problem in masking_problems(masking, 1000, 800, margin)]


NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    "shape",
    [
        Rectangle(Box(NAN, 0.1, 0.2, 0.2)),
        Rectangle(Box(0.1, 0.1, INF, 0.2)),
        Rectangle(Box(0.1, 0.1, -0.05, 0.2)),
        Rectangle(Box(1.1, 0.1, 0.2, 0.2)),
        Ellipse(Box(0.1, -0.3, 0.2, 0.2)),
        Freehand(()),
        Freehand((Point(0.1, 0.1), Point(0.5, 0.5))),
        Freehand((Point(0.1, 0.1), Point(0.5, NAN), Point(0.2, 0.9))),
    ],
    ids=str,
)
def test_a_shape_that_hides_nothing_of_the_picture_is_not_said_to(shape: Cover) -> None:
    assert codes(Masking(covers=(BAR, shape))) == ["nothing_masked"]
    if isinstance(shape, Rectangle):
        assert codes(Masking(crop=shape.box)) == ["nothing_masked"]


def test_nothing_drawn_is_named() -> None:
    assert codes(NOTHING_MASKED) == codes(Masking(crop=WHOLE)) == ["nothing_masked"]


@pytest.mark.parametrize(
    "masking", [Masking(crop=MIDDLE), Masking(covers=(Rectangle(MIDDLE),)), Masking(MIDDLE, (DIAMOND,))]
)
def test_a_crop_or_a_cover_is_enough(masking: Masking) -> None:
    assert codes(masking) == []


def test_a_rest_of_less_than_the_least_edge_is_named() -> None:
    exact = LEAST_EDGE_PX / 800
    assert codes(Masking(crop=Box(0, 0, 1, exact))) == []
    assert codes(Masking(crop=Box(0, 0, 1, exact - 0.001))) == ["crop_too_small"]
    assert codes(Masking(crop=Box(0, 0, 1, exact)), SMEAR_PX) == ["crop_too_small"]


def test_a_cut_takes_its_margin_off_but_not_where_the_picture_ends() -> None:
    assert kept_px(Box(0.1, 0.0, 0.9, 0.5), 1000, 800, SMEAR_PX) == (100 + SMEAR_PX, 0, 1000, 400 - SMEAR_PX)
    assert kept_px(WHOLE, 1000, 800, SMEAR_PX) == (0, 0, 1000, 800)


def test_covering_everything_that_is_left_is_named() -> None:
    everything = Rectangle(Box(0.4, 0.4, 0.2, 0.2))
    assert codes(Masking(MIDDLE, (everything,))) == ["nothing_left_to_see"]
    assert codes(Masking(covers=(everything,))) == []


def test_more_shapes_than_anybody_draws_are_named() -> None:
    assert codes(Masking(covers=(Rectangle(MIDDLE),) * MAX_COVERS)) == []
    assert codes(Masking(covers=(Rectangle(MIDDLE),) * (MAX_COVERS + 1))) == ["too_many_covers"]


@pytest.mark.parametrize(
    ("shape", "hidden", "bare"),
    [
        (Rectangle(MIDDLE), Point(0.41, 0.41), Point(0.39, 0.5)),
        (Ellipse(MIDDLE), Point(0.5, 0.41), Point(0.41, 0.41)),
        (DIAMOND, Point(0.5, 0.45), Point(0.42, 0.42)),
    ],
)
def test_a_shape_hides_what_is_in_it(shape: Cover, hidden: Point, bare: Point) -> None:
    assert shape.hides(hidden) and not shape.hides(bare)


@given(boxes)
def test_a_shape_without_any_extent_hides_nothing_but_itself(box: Box) -> None:
    flat = Ellipse(Box(box.left, box.top, 0, 0))
    assert not flat.hides(Point(box.left + 0.1, box.top))


def test_what_is_cut_off_is_hidden() -> None:
    assert Masking(crop=MIDDLE).hides(Point(0.3, 0.5)) and not Masking(crop=MIDDLE).hides(Point(0.5, 0.5))
    assert hidden_share(Masking(crop=Box(0, 0, 0.5, 1)), WHOLE) == 0.5


@given(boxes, st.floats(-2, 2), st.floats(-2, 2))
def test_nothing_is_moved_or_stretched_out_of_the_picture(box: Box, across: float, down: float) -> None:
    for other in (moved(box, across, down), stretched(box, across, down)):
        assert other.left >= -1e-9 and other.left + other.width <= 1 + 1e-9
        assert other.top >= -1e-9 and other.top + other.height <= 1 + 1e-9


def test_moving_keeps_the_size_and_stretching_the_corner() -> None:
    assert moved(MIDDLE, 0.9, -0.9) == Box(1 - 0.2, 0.0, 0.2, 0.2)
    narrow = stretched(MIDDLE, -1, 0)
    assert (narrow.left, narrow.top, narrow.width) == (0.4, 0.4, LEAST_SHARE)


def test_a_free_line_can_be_put_into_another_box() -> None:
    larger = DIAMOND.within(Box(0.1, 0.2, 0.4, 0.6))
    box = larger.box
    assert (box.left, box.top, box.width, box.height) == pytest.approx((0.1, 0.2, 0.4, 0.6))
    assert larger.hides(Point(0.3, 0.5))


def test_a_line_without_any_width_can_be_put_into_another_box() -> None:
    line = Freehand((Point(0.5, 0.1), Point(0.5, 0.5), Point(0.5, 0.9)))
    assert line.within(Box(0.2, 0.1, 0.3, 0.4)).points[0] == Point(0.2, 0.1)


def test_a_bar_over_the_eyes_of_a_bare_face_is_named() -> None:
    assert eye_bar(Masking(covers=(BAR,)), SAW_FACE, SQUARE) is EyeBar.OVER_EYES


def test_two_covers_over_two_eyes_are_an_eye_bar_as_well() -> None:
    dots = tuple(Ellipse(Box(eye.left - 0.02, eye.top - 0.02, 0.14, 0.1)) for eye in EYES)
    assert eye_bar(Masking(covers=dots), SAW_FACE, SQUARE) is EyeBar.OVER_EYES
    assert eye_bar(Masking(covers=dots[:1]), SAW_FACE, SQUARE) is EyeBar.NONE


def test_eyes_that_were_not_found_are_where_a_face_has_them() -> None:
    assert eye_bar(Masking(covers=(BAR,)), SeenInPicture(faces=(FACE,)), SQUARE) is EyeBar.OVER_EYES


@pytest.mark.parametrize(
    "masking",
    [
        Masking(covers=(Ellipse(Box(0.2, 0.1, 0.6, 0.7)),)),
        Masking(covers=(Rectangle(Box(0.3, 0.56, 0.4, 0.1)),)),
        Masking(crop=Box(0, 0.62, 1, 0.38)),
        NOTHING_MASKED,
    ],
    ids=["the whole face", "the mouth", "the face cut off", "nothing"],
)
def test_what_is_no_eye_bar_is_not_called_one(masking: Masking) -> None:
    assert eye_bar(masking, SAW_FACE, SQUARE) is EyeBar.NONE


@pytest.mark.parametrize("seen", [SeenInPicture(), SAW_NOTHING], ids=["nobody looked", "no face found"])
def test_a_wide_flat_band_may_be_one_where_no_face_was_found(seen: SeenInPicture) -> None:
    assert eye_bar(Masking(covers=(BAR,)), seen, SQUARE) is EyeBar.MAYBE
    assert eye_bar(Masking(covers=(Rectangle(MIDDLE),)), seen, SQUARE) is EyeBar.NONE


def test_how_flat_a_band_is_depends_on_the_picture_s_shape() -> None:
    narrow = Masking(covers=(Rectangle(Box(0.1, 0.1, 0.4, 0.2)),))
    assert eye_bar(narrow, SeenInPicture(), 4 / 3) is EyeBar.MAYBE
    assert eye_bar(narrow, SeenInPicture(), 3 / 4) is EyeBar.NONE


def test_a_band_away_from_every_face_that_was_found_may_lie_over_one_that_was_missed() -> None:
    elsewhere = Rectangle(Box(0.0, 0.85, 0.4, 0.1))
    assert eye_bar(Masking(covers=(elsewhere,)), SAW_FACE, SQUARE) is EyeBar.MAYBE
