"""Text in a picture, where RapidOCR is installed: its models are in its package. They know Latin letters,
Chinese and Japanese; Cyrillic and Arabic text is missed."""

from __future__ import annotations

from math import ceil
from typing import Any

import numpy as np
from numpy.typing import NDArray

from consentdesk.imaging.detecting.passing import Place, Words

SURE_ENOUGH = 0.5
_NARROWEST, _WHITE = 4, 255
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.text_score": SURE_ENOUGH,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
}


class TextReader:
    """Reads what is written in a picture."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def read(self, rgb: NDArray[np.uint8]) -> tuple[Words, ...]:
        """The lines that could be read, each with where it stands."""
        seen = self._engine(_not_narrow(rgb[:, :, ::-1]))
        if seen.txts is None or seen.boxes is None:
            return ()
        height, width = rgb.shape[:2]
        lines = (
            Words(_printable(text), _around(corners, width, height))
            for text, corners in zip(seen.txts, seen.boxes, strict=True)
        )
        return tuple(line for line in lines if line.text)


def load_reader() -> TextReader | None:
    """Ready to read without opening a file, or None where no reader is installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError:
        return None
    reader = TextReader(RapidOCR(params=_SETTINGS))
    reader.read(_specimen())
    return reader


def _specimen() -> NDArray[np.uint8]:
    """A picture with a word in it: each model is loaded when it is first needed."""
    import cv2

    paper = np.full((120, 480, 3), 255, np.uint8)
    cv2.putText(paper, "WARD 4", (40, 80), cv2.FONT_HERSHEY_SIMPLEX, 2, (0, 0, 0), 3)
    return paper


def _not_narrow(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same with white below and beside it: the engine enlarges by the shorter edge, without bounds."""
    height, width, _ = picture.shape
    missing = (max(0, -(-width // _NARROWEST) - height), max(0, -(-height // _NARROWEST) - width))
    return np.pad(picture, ((0, missing[0]), (0, missing[1]), (0, 0)), constant_values=_WHITE)


def _printable(text: str) -> str:
    return "".join(letter for letter in text if letter.isprintable()).strip()


def _around(corners: NDArray[np.float32], width: int, height: int) -> Place:
    """The upright rectangle around four corners, inside the picture."""
    left, top = (int(edge) for edge in corners.min(axis=0).clip(0, (width - 1, height - 1)))
    right, bottom = (ceil(edge) for edge in corners.max(axis=0).clip((left + 1, top + 1), (width, height)))
    return Place(left, top, right - left, bottom - top)
