"""Faces and eyes, by the cascades that come with OpenCV (Viola and Jones 2001, Lienhart 2002).

Which of them, how many of a cascade's neighbours must agree and how far a picture is turned was chosen on a
few photographs of faces and some thirty without any; there is no figure for clinical photographs. They are
made for faces seen from the front, lit and whole: those that are turned away, dark, covered in part or cut
off are missed, and round things are taken for faces. An eye alone counts in a face only: to them a mole on
skin is an eye, at any threshold. Two side by side count anywhere; behind glasses they are missed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

import cv2
import cv2.data
from cv2.typing import MatLike

from consentdesk.imaging.detecting.passing import Place
from consentdesk.imaging.detecting.views import Spot, View, view_of

UPRIGHT_PX, TURNED_PX, EYES_PX, FACE_PX = 1024, 640, 480, 240
TURNS, QUARTERS = range(30, 360, 30), range(0, 360, 90)
_LEAST_SHARE = 0.05  # of the longer edge
_STEP = 1.1
_AGREEING_UPRIGHT, _AGREEING_TURNED = 4, 5
_AGREEING_ON_EYES, _AGREEING_ON_A_PAIR = 4, 6


@dataclass(frozen=True)
class Sighting:
    """Something that was found, where it lies in the view that it was found in, and where in the picture."""

    view: View
    seen: Spot

    @property
    def spot(self) -> Spot:
        return self.view.in_picture(self.seen)


class FaceDetector:
    """Finds faces and eyes, however they are turned in the plane of the picture."""

    def __init__(self) -> None:
        """Opens the cascades."""
        self._front, self._side = _cascade("frontalface_alt2"), _cascade("profileface")
        self._eye, self._eye_too = _cascade("eye"), _cascade("eye_tree_eyeglasses")

    def find(self, rgb: MatLike) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Faces, and eyes in them or in pairs, each once: the squares around them, inside the picture."""
        picture = view_of(rgb)
        faces = _each_once(self._faces(picture))
        eyes = _each_once(chain(self._eyes_in(faces), self._pairs(picture)))
        return _places(faces, picture), _places(eyes, picture)

    def _faces(self, picture: View) -> Iterator[Sighting]:
        upright, smaller = picture.turned(0, UPRIGHT_PX), picture.turned(0, TURNED_PX).lit()
        for view in (upright, upright.lit()):
            yield from _found(self._front, view, _AGREEING_UPRIGHT)
        for view in (smaller, smaller.mirrored()):
            yield from _found(self._side, view, _AGREEING_TURNED)
        for degrees in TURNS:
            yield from _found(self._front, picture.turned(degrees, TURNED_PX).lit(), _AGREEING_TURNED)

    def _eyes_in(self, faces: list[Sighting]) -> Iterator[Sighting]:
        for face in faces:
            yield from self._eyes(face.view.close_up(face.seen, FACE_PX), _AGREEING_ON_EYES)

    def _pairs(self, picture: View) -> Iterator[Sighting]:
        for degrees in QUARTERS:
            eyes = list(self._eyes(picture.turned(degrees, EYES_PX).lit(), _AGREEING_ON_A_PAIR))
            yield from (eye for eye in eyes if any(eye.seen.is_beside(other.seen) for other in eyes))

    def _eyes(self, view: View, agreeing: int) -> Iterator[Sighting]:
        """What both cascades take for an eye: each by itself is wrong too often."""
        others = [eye.seen for eye in _found(self._eye_too, view, agreeing)]
        for eye in _found(self._eye, view, agreeing):
            if any(eye.seen.is_at(other) for other in others):
                yield eye


def _cascade(name: str) -> cv2.CascadeClassifier:
    return cv2.CascadeClassifier(f"{cv2.data.haarcascades}haarcascade_{name}.xml")


def _found(cascade: cv2.CascadeClassifier, view: View, agreeing: int) -> Iterator[Sighting]:
    least = int(max(view.grey.shape) * _LEAST_SHARE)
    for left, top, side, _ in cascade.detectMultiScale(view.grey, _STEP, agreeing, minSize=(least, least)):
        yield Sighting(view, Spot(left + side / 2, top + side / 2, side))


def _each_once(sightings: Iterator[Sighting]) -> list[Sighting]:
    """The first of those that lie at the same place."""
    kept: list[Sighting] = []
    for one in sightings:
        if not any(one.spot.is_at(other.spot) for other in kept):
            kept.append(one)
    return kept


def _places(sightings: list[Sighting], picture: View) -> tuple[Place, ...]:
    height, width = picture.grey.shape
    return tuple(sighting.spot.within(width, height) for sighting in sightings)
