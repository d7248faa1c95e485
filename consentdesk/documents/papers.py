"""Papers of a page or two: receipts, letters and sheets, each from a value that says all of it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from consentdesk.documents.composing import Composer
from consentdesk.documents.press.faces import Faces
from consentdesk.documents.words import read_words


class Papers:
    """Writes papers, one at a time. Faces are opened and words read when first needed, and kept."""

    def __init__(self, fonts_dir: Path, copy_dir: Path, statements_dir: Path) -> None:
        self._faces = Faces(fonts_dir)
        self._words = lru_cache(lambda language: read_words(copy_dir, statements_dir, language))

    def _composer(self, language: str) -> Composer:
        return Composer(self._faces, self._words(language))
