"""The worker that detects: a process without keys that says what it makes out in pixels.

Started fresh by `process`, never imported by the desk. Whatever it does not foresee ends it, and the desk
starts another.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import BinaryIO

import cv2
import numpy as np

from consentdesk.imaging.confinement import leave_the_network
from consentdesk.imaging.detecting.faces import FaceDetector
from consentdesk.imaging.detecting.passing import FACES, TEXT, Marks, read_shown, write_marks
from consentdesk.imaging.detecting.texts import load_reader
from consentdesk.imaging.limits import Limits
from consentdesk.imaging.protocol import Wanted
from consentdesk.imaging.serving import Answers, serve


def main(arguments: Sequence[str]) -> None:
    """Serve until the desk closes its end. `arguments` are those of `Limits.arguments`."""
    serve(arguments, _prepare)


def _prepare() -> Answers:
    # a reader of text has threads from its first moment
    leave_the_network()
    # whoever sits at the desk needs the other processors
    cv2.setNumThreads(1)
    detector, reader = FaceDetector(), load_reader()
    ran = (FACES, TEXT) if reader else (FACES,)

    def answer(outlet: BinaryIO, asked: bytes, _limits: Limits) -> None:
        picture = read_shown(asked)
        rgb = np.frombuffer(picture.rgb, np.uint8).reshape(picture.height, picture.width, 3)
        words = reader.read(rgb) if reader else ()
        write_marks(outlet, Marks(ran, *detector.find(rgb), words))

    return {Wanted.SEEN: answer}


if __name__ == "__main__":
    main(sys.argv[1:])
