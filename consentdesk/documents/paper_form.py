"""The form of a session to be signed in ink: the answers as given, the statements word for word, a block for
each signature, and on each page a code that says which page of which form it is (R17, R20, R21, R22)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from consentdesk.documents.composing import NOTE, TITLE, Composer
from consentdesk.documents.press.faces import BOLD, Faces
from consentdesk.documents.press.figures import QrCode
from consentdesk.documents.press.flow import Area, flow
from consentdesk.documents.press.paper import Paper
from consentdesk.documents.sheet import MARGIN, SIZES, TOP
from consentdesk.documents.words import read_words
from consentdesk.domain.draft import Draft
from consentdesk.domain.moment import Moment
from consentdesk.domain.people import Member
from consentdesk.domain.route import PageCode
from consentdesk.domain.session import Rules

CODE_SIDE = 68.0  # 24 mm
BOTTOM = 120.0


class PaperForms:
    """Writes forms to be signed, one at a time. Faces are opened and words read when first needed, and
    kept."""

    def __init__(self, fonts_dir: Path, copy_dir: Path, statements_dir: Path) -> None:
        self._faces = Faces(fonts_dir)
        self._words = lru_cache(lambda language: read_words(copy_dir, statements_dir, language))

    def paper_form(
        self,
        rules: Rules,
        draft: Draft,
        explainer: Member,
        thumbnails: Mapping[str, bytes],
        form_id: str,
        paper: str,
        rehearsal: bool,
        now: Moment,
    ) -> tuple[bytes, int]:
        """The form as PDF, and how many pages it has. `thumbnails` are JPEG bytes by source hash; `paper` is
        "A4" or "Letter"."""
        composer = Composer(self._faces, self._words(draft.language))
        count = 0

        def furnish(sheet: Paper, page: int, pages: int) -> None:
            nonlocal count
            count = pages
            width, _ = sheet.size
            code = str(PageCode(form_id, page, pages))
            QrCode(code, CODE_SIDE).draw(sheet, width - MARGIN - CODE_SIDE, BOTTOM - 20, CODE_SIDE)
            sheet.write_text(code, MARGIN, 40, NOTE)

        sheet = Paper(SIZES[paper], self._faces, composer.words.language, furnish)
        width, height = SIZES[paper]
        title = composer.quote(composer.words["head.title"], TITLE, BOLD)
        flow(sheet, (title,), Area(MARGIN, BOTTOM, width - 2 * MARGIN, height - TOP))
        sheet.save()
        return sheet.pdf(), count
