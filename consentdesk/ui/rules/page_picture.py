"""A page of the explanation as the patient will see it: drawn by the very screen, and photographed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap

from consentdesk.domain.wording import FilledPage, Wording
from consentdesk.ui.kit.layout import discard
from consentdesk.ui.kit.patient_frame import PatientFrame, PatientWords
from consentdesk.ui.session.explain.screen import ExplainScreen
from consentdesk.ui.session.explain.state import ExplainState, Paragraph
from consentdesk.ui.session.explain.view import CARE_STAYS_THE_SAME

SCREEN_PX = QSize(1366, 768)  # the smallest screen that everything fits


def page_picture(wording: Wording, page: FilledPage, number: int, total: int, first_name: str) -> QPixmap:
    """The page of that number as it stands on a screen of 1366 × 768, in its language and direction."""
    words = wording.screen
    frame = PatientFrame(
        PatientWords(
            smaller="A−",
            smaller_spoken=words["smaller"],
            larger="A+",
            larger_spoken=words["larger"],
            read_aloud="",
            language=wording.wording.name,
            back=words["back"],
            question=words["question"],
            stop=words["stop"],
            rtl=wording.rtl,
        )
    )
    frame.show_first_name(first_name)
    progress = words["page_number"].format(number=number, total=total)
    screen = ExplainScreen(frame, _state(wording, page, progress))
    screen.resize(SCREEN_PX)
    picture = screen.grab()
    discard(screen)
    return picture


def _state(wording: Wording, page: FilledPage, progress: str) -> ExplainState:
    paragraphs = (
        Paragraph("" if s.title == page.heading else s.title, s.text, s.id == CARE_STAYS_THE_SAME)
        for s in page.statements
    )
    return ExplainState(
        page=page.id,
        heading=page.heading,
        picture=page.picture,
        paragraphs=tuple(paragraphs),
        progress=progress,
        primary=wording.screen["understand"],
        read_on=wording.screen["read_on"],
        draft_note=wording.screen["draft_wording"] if wording.is_draft else "",
    )
