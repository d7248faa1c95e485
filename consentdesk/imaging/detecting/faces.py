"""Faces and eyes."""

from __future__ import annotations

import cv2
import cv2.data
import numpy as np
from numpy.typing import NDArray

from consentdesk.imaging.detecting.passing import Place

Grey = NDArray[np.uint8]


class FaceDetector:
    def __init__(self) -> None:
        cv2.setNumThreads(1)
        self._frontal = cv2.CascadeClassifier(cv2.data.haarcascades + "haarcascade_frontalface_alt2.xml")

    def find(self, rgb: NDArray[np.uint8]) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY)
        found = self._frontal.detectMultiScale(grey, 1.1, 4)
        return tuple(Place(*map(int, box)) for box in found), ()
