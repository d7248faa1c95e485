"""An eye bar hides too little, and is called so when it is drawn (R26, R28).

ICMJE Recommendations, Protection of Research Participants: "masking the eye region in photographs of patients
is inadequate protection of anonymity".
"""

from __future__ import annotations

from enum import StrEnum

from consentdesk.domain.masking import Cover, Masking, Point, hidden_share, is_in
from consentdesk.domain.reidentification.identifier import Box, SeenInPicture

BAND_ASPECT = 2.5  # so many times as wide as high, and more
EYES_HIDDEN, FACE_HIDDEN = 0.5, 0.75  # shares: from here on they are covered


class EyeBar(StrEnum):
    NONE = ""
    MAYBE = "maybe"  # a band where no face was found, which detectors miss
    OVER_EYES = "over_eyes"  # of a face that was found, and is bare otherwise


def eye_bar(masking: Masking, seen: SeenInPicture, aspect: float) -> EyeBar:
    """Whether eyes are covered and the face around them is not. `aspect` is the picture's width over its
    height."""
    if any(_is_barred(masking, face, seen.eyes) for face in seen.faces):
        return EyeBar.OVER_EYES
    bands = [cover for cover in masking.covers if _is_band(cover, aspect)]
    elsewhere = any(not _meet(cover.box, face) for cover in bands for face in seen.faces)
    return EyeBar.MAYBE if bands and (elsewhere or not seen.faces) else EyeBar.NONE


def _is_barred(masking: Masking, face: Box, eyes: tuple[Box, ...]) -> bool:
    found = [eye for eye in eyes if is_in(face, _middle(eye))] or [_eyes_of(face)]
    covered = all(hidden_share(masking, eye) >= EYES_HIDDEN for eye in found)
    return covered and hidden_share(masking, face) < FACE_HIDDEN


def _eyes_of(face: Box) -> Box:
    """Where eyes are in a face seen from the front."""
    return Box(
        face.left + 0.15 * face.width, face.top + 0.3 * face.height, 0.7 * face.width, 0.15 * face.height
    )


def _is_band(cover: Cover, aspect: float) -> bool:
    return cover.box.width * aspect >= BAND_ASPECT * cover.box.height


def _meet(a: Box, b: Box) -> bool:
    apart_across = a.left + a.width < b.left or b.left + b.width < a.left
    apart_down = a.top + a.height < b.top or b.top + b.height < a.top
    return not (apart_across or apart_down)


def _middle(box: Box) -> Point:
    return Point(box.left + box.width / 2, box.top + box.height / 2)
