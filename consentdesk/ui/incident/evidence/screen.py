"""The evidence. objectNames: evidence, add_evidence, evidence_words, kept_<n> from 1 (with kept_<n>_hash and
kept_<n>_page_<m>), incident_words, reason_evidence, evidence_back, reading, trouble, closed_to.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.incident import IncidentStep
from consentdesk.ui.incident.evidence.state import EvidenceState, Kept
from consentdesk.ui.incident.told import step_question
from consentdesk.ui.kit.bar import Bar, BusyBar
from consentdesk.ui.kit.buttons import PrimaryButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.dropping import TakesFiles
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.words import _


class EvidenceScreen(TakesFiles):
    """Draws an EvidenceState. `saved(page)` and `page_asked(page)` lead on."""

    saved = Signal(str)
    page_asked = Signal(str)
    words_typed = Signal(str)
    reason_typed = Signal(str)
    choose_asked = Signal()
    reason_asked = Signal()
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__("evidence")
        self._kept: tuple[Kept, ...] = ()
        title, lead = step_question(IncidentStep.EVIDENCE)
        self._head = column(Text(title, "title"), Text(lead), spacing=4)
        self._busy, self._trouble = BusyBar("reading"), Bar("trouble")
        self._words = Field("evidence_words", _("What it is, in a few words"))
        self._add = SecondaryButton(_("Choose files…"), "add_evidence")
        self._files = column(spacing=14)
        self._reason = Field("incident_words", _("There is none? Say why"))
        self._none = SecondaryButton(_("There is none"), "reason_evidence")
        self._closed, self._done = Text("", "quiet", "closed_to"), PrimaryButton(_("Go on"), "evidence_back")
        self.setFocusProxy(self._words)
        self._connect()
        self._lay_out()

    def draw(self, state: EvidenceState) -> None:
        """Draw what has changed; what is typed stays."""
        self._busy.show_progress(state.busy)
        self._trouble.show_bar(state.trouble, "bad")
        self._words.show_text(state.words)
        self._reason.show_text(state.reason)
        self._reason.show_problem(state.problem)
        self._closed.show_words(state.closed_to)
        reveal(self._adding, state.loaded and not state.closed_to)
        reveal(self._reasoning, state.can_reason and not state.kept)
        if state.kept != self._kept:
            self._draw_kept(state.kept)
        reveal(self._kept_card, bool(state.kept))

    def _draw_kept(self, kept: tuple[Kept, ...]) -> None:
        self._kept = kept
        clear(self._files)
        for number, one in enumerate(kept, start=1):
            part = _file(number, one)
            self._files.addWidget(part)
            part.show()

    def _connect(self) -> None:
        self._words.edited.connect(self.words_typed)
        self._reason.edited.connect(self.reason_typed)
        self._reason.entered.connect(self.reason_asked)
        self._add.clicked.connect(self.choose_asked)
        self._none.clicked.connect(self.reason_asked)
        self._done.clicked.connect(self.back_asked)

    def _lay_out(self) -> None:
        line = row(self._words, spacing=14)
        line.setStretch(0, 1)
        line.addWidget(self._add, 0, Qt.AlignmentFlag.AlignBottom)
        drop = Text(_("Drop screenshots, photographs or a PDF here, or choose them."), "strong")
        self._adding = Card(drop, held(line), name="adding")
        self._kept_card = Card(held(self._files), heading=_("Kept, sealed"), name="kept_card")
        why = row(self._reason, spacing=14)
        why.setStretch(0, 1)
        why.addWidget(self._none, 0, Qt.AlignmentFlag.AlignBottom)
        self._reasoning = Card(held(why), name="reasoning")
        foot = row(self._closed, None, self._done, spacing=12)
        parts = (self._busy, self._trouble, self._adding, self._kept_card, self._reasoning, foot)
        page = column(self._head, *parts, None, spacing=12)
        page.setContentsMargins(0, 0, 0, 0)
        self.setLayout(page)


def _file(number: int, kept: Kept) -> QWidget:
    name = f"kept_{number}"
    pages = Wrap(spacing=8)
    for at, image in enumerate(kept.pages, start=1):
        picture = Picture(f"{name}_page_{at}")
        picture.setFixedSize(THUMBNAIL)
        picture.show_image(image, _("Page {number}").format(number=at))
        pages.addWidget(picture)
    words = Text(kept.words, "body")
    reveal(words, bool(kept.words))
    sha256 = Text(f"SHA-256 {kept.sha256}", "quiet", f"{name}_hash")
    return held(column(held(pages), words, sha256, spacing=4), name)
