"""The parts of the patient's details. Each says what was typed or pressed as `edited(field, value)`."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.session.patient.state import PatientState
from consentdesk.ui.words import _

LINK_PADDING_PX = 8


class Part(QWidget):
    """Fields by name, drawn from the form of the same names; `entered` says that Enter was pressed,
    `unfold_asked` that a part of the page is wanted which is seldom needed."""

    edited = Signal(str, str)
    entered = Signal()
    unfold_asked = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self._fields: dict[str, Field] = {}

    def field(self, name: str, label: str, hint: str = "") -> Field:
        """A field whose text is the form's value of this name."""
        made = Field(name, label, hint)
        made.edited.connect(lambda typed: self.edited.emit(name, typed.strip()))
        made.entered.connect(self.entered)
        self._fields[name] = made
        return made

    def grid(self, name: str, question: str, columns: int) -> OptionGrid:
        """A choice whose value is the form's value of this name."""
        made = OptionGrid(name, question, columns)
        made.chosen.connect(lambda value: self.edited.emit(name, value))
        return made

    def unfolding(self, part: str, words: str, name: str, spoken: str = "") -> LinkButton:
        """A link that asks for a part of the page."""
        made = LinkButton(words, name, spoken)
        made.clicked.connect(lambda: self.unfold_asked.emit(part))
        return made

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)

    def draw_fields(self, state: PatientState) -> None:
        problems = state.problem_words
        for name, field in self._fields.items():
            field.show_text(getattr(state.form, name))
            field.show_problem(problems.get(name, ""))


class Identity(Part):
    """Who the patient is. `known_asked(patient)` opens the one who has the record number that was typed."""

    known_asked = Signal(str)

    def __init__(self, day_example: str) -> None:
        super().__init__("identity")
        example = _("For example {day}").format(day=day_example)
        names = side_by_side(
            self.field("given_name", _("Given name")), self.field("family_name", _("Family name"))
        )
        rest = side_by_side(
            self.field("born", _("Date of birth"), example),
            self.field("record_number", _("Record number"), _("If there is one")),
        )
        self._taken_by = ""
        self._open_known = LinkButton(_("Open that patient"), "open_known")
        self._open_known.clicked.connect(lambda: self.known_asked.emit(self._taken_by))
        self.setLayout(column(names, rest, row(None, self._open_known), spacing=12))

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)
        self._taken_by = state.taken_by
        self._open_known.setVisible(bool(state.taken_by))

    def focus_first_empty(self) -> None:
        """Put the cursor where something has to be typed next."""
        needed = [self._fields[name] for name in ("given_name", "born")]
        next((field for field in needed if not field.text), needed[0]).setFocus()


class Helpers(Part):
    """An interpreter or a support person who takes part (R16)."""

    def __init__(self) -> None:
        super().__init__("helpers")
        self.more = self.unfolding("helpers", _("An interpreter or supporter helps"), "helpers_more")
        interpreter = side_by_side(
            self.field("interpreter_name", _("Interpreter's name")),
            self.field("interpreter_language", _("Language used")),
        )
        self._people = held(
            column(interpreter, self.field("support_name", _("Support person's name")), spacing=10)
        )
        self.setLayout(column(self._people))

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)
        form = state.form
        there = (form.interpreter_name, form.interpreter_language, form.support_name)
        unfolded = "helpers" in state.opened or any(there)
        self.more.setVisible(not unfolded)
        self._people.setVisible(unfolded)


def link_row(*links: LinkButton) -> QHBoxLayout:
    """Links whose words begin where everything above them begins, in as many lines as they need."""
    made = row(margins=(-LINK_PADDING_PX, 0, 0, 0))
    made.addLayout(Wrap(*links), 1)
    return made
