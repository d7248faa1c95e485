"""What became of a task, as somebody says it. objectNames: removal_outcome (with removal_outcome_<outcome>),
removal_proof (with removal_proof_<kind>), removal_day, add_proof, drop_proofs, proof_<n> from 1,
removal_note, removal_everywhere, report_removal.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage

from consentdesk.ui.kit.buttons import LinkButton, PrimaryButton, SecondaryButton, ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.chips import ChipRow
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import clear, held, row
from consentdesk.ui.kit.picture import THUMBNAIL, Picture
from consentdesk.ui.kit.text import reveal
from consentdesk.ui.removals.task.state import TaskState
from consentdesk.ui.words import _, ngettext

DAY_PX = 170


class TellingCard(Card):
    """Draws the part of a TaskState that is entered here."""

    outcome_chosen = Signal(str)
    proof_chosen = Signal(str)
    everywhere_asked = Signal()
    note_typed = Signal(str)
    day_typed = Signal(str)
    picture_asked = Signal()
    drop_asked = Signal()
    report_asked = Signal()

    def __init__(self) -> None:
        super().__init__(heading=_("What became of it"), name="removal_telling")
        self._added: tuple[QImage, ...] = ()
        self._outcome = ChipRow("removal_outcome", "")
        self._proof = ChipRow("removal_proof", _("What shows it"))
        self._day = Field("removal_day", _("Opened on"))
        self._add, self._drop = (
            SecondaryButton(_("Add a picture…"), "add_proof"),
            LinkButton(_("Take out"), "drop_proofs", _("Take the pictures out again")),
        )
        self._images = row(spacing=8)
        self._everywhere = ToggleChip("", "removal_everywhere")
        self._note = Field("removal_note", _("What you saw"), lines=2)
        self._report = PrimaryButton(_("Note it"), "report_removal")
        self._connect()
        self._lay_out()

    def draw(self, state: TaskState) -> None:
        entries = state.entries
        self._outcome.show_options(state.outcomes)
        self._outcome.show_value(entries.outcome)
        self._proof.show_options(state.proofs)
        self._proof.show_value(entries.proof)
        self._note.show_text(entries.note)
        self._note.show_label(_("What you saw") if state.gone else _("What happened, and who told you"))
        self._day.show_text(entries.day)
        self._everywhere.show_words(_others(state.others))
        self._everywhere.setChecked(entries.everywhere)
        self._draw_added(state.added)
        self._draw_problems(dict(state.problems))
        self._draw_wanted(state)

    def _draw_problems(self, problems: dict[str, str]) -> None:
        self._outcome.show_problem(problems.get("removal_outcome", ""))
        self._proof.show_problem(problems.get("removal_proof", ""))
        self._day.show_problem(problems.get("removal_day", ""))
        self._note.show_problem(problems.get("removal_note", ""))

    def _draw_wanted(self, state: TaskState) -> None:
        """Only what the chosen outcome asks for."""
        said = bool(state.entries.outcome)
        reveal(self._note, said)
        reveal(self._others, said and bool(state.others))
        reveal(self._showing, state.gone)
        reveal(self._day, state.shows_link)
        reveal(self._pictures, state.shows_picture)
        reveal(self._drop, bool(state.added))

    def _draw_added(self, added: tuple[QImage, ...]) -> None:
        if added == self._added:
            return
        self._added = added
        clear(self._images)
        for number, image in enumerate(added, start=1):
            picture = Picture(f"proof_{number}")
            picture.setFixedSize(THUMBNAIL)
            picture.show_image(image, _("Picture {number} of the place").format(number=number))
            self._images.addWidget(picture)
            picture.show()

    def _connect(self) -> None:
        self._outcome.chosen.connect(self.outcome_chosen)
        self._proof.chosen.connect(self.proof_chosen)
        self._everywhere.clicked.connect(self.everywhere_asked)
        self._note.edited.connect(self.note_typed)
        self._day.edited.connect(self.day_typed)
        self._add.clicked.connect(self.picture_asked)
        self._drop.clicked.connect(self.drop_asked)
        self._report.clicked.connect(self.report_asked)

    def _lay_out(self) -> None:
        self._day.setFixedWidth(DAY_PX)
        self._pictures = held(row(self._add, held(self._images), self._drop, None, spacing=10))
        proof = row(self._proof, spacing=20)
        proof.setStretch(0, 1)
        proof.addWidget(self._day, 0, Qt.AlignmentFlag.AlignBottom)
        said = row(self._note, spacing=20)
        said.setStretch(0, 1)
        said.addStretch(0)
        said.addWidget(self._report, 0, Qt.AlignmentFlag.AlignBottom)
        self._showing = held(proof)
        self._others = held(row(self._everywhere, None))
        for part in (self._outcome, self._showing, self._pictures, self._others, held(said)):
            self.body.addWidget(part)


def _others(count: int) -> str:
    words = ngettext(
        "The same for {count} more picture there", "The same for {count} more pictures there", count
    )
    return words.format(count=count)
