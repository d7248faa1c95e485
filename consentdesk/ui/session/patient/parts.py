"""The parts of the patient's details. Each says what was typed or pressed as `edited(field, value)`."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from consentdesk.domain.people import Capacity, Life
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Check, Option
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.patient.state import PatientState
from consentdesk.ui.words import _

LINK_PADDING_PX = 8


class Part(QWidget):
    """Fields by name, drawn from the form of the same names; `entered` says that Enter was pressed."""

    edited = Signal(str, str)
    entered = Signal()

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

    def draw_fields(self, state: PatientState) -> None:
        problems = state.problem_words
        for name, field in self._fields.items():
            field.show_text(getattr(state.form, name))
            field.show_problem(problems.get(name, ""))


class Identity(Part):
    """Who the patient is."""

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
        self.setLayout(column(names, rest, spacing=12))

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)

    def focus_first_empty(self) -> None:
        """Put the cursor where something has to be typed next."""
        needed = [self._fields[name] for name in ("given_name", "born")]
        next((field for field in needed if not field.text), needed[0]).setFocus()


class Condition(Part):
    """Whether the patient can decide, and what is seldom so."""

    unfold_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("condition")
        self._capacity = self.grid("capacity", "", 2)
        self._disability = Check(_("There is a developmental disability"), "disability")
        self._disability.clicked.connect(self._tell_disability)
        self._hint = Text(_("A disability does not answer this. Ask, and note what you found."), "quiet")
        self._life = self.grid("life", _("The patient"), 3)
        self._more = LinkButton(_("The patient has died, or was stillborn"), "life_more")
        self._more.clicked.connect(lambda: self.unfold_asked.emit("life"))
        self.setLayout(
            column(self._capacity, self._hint, self._disability, self._life, link_row(self._more), spacing=8)
        )

    def draw(self, state: PatientState) -> None:
        form = state.form
        name = form.given_name or _("the patient")
        self._capacity.show_question(_("Can {name} make this decision?").format(name=name))
        self._capacity.show_options(capacity_options(bool(form.disability)), form.capacity or None)
        self._capacity.show_problem(state.problem_words.get("capacity", ""))
        self._disability.setChecked(bool(form.disability))
        living = form.life == Life.LIVING
        self._capacity.setVisible(living)
        self._disability.setVisible(living)
        self._hint.setVisible(living and bool(form.disability))
        open_life = "life" in state.opened or not living
        self._more.setVisible(not open_life)
        self._life.setVisible(open_life)
        self._life.show_options(life_options(), form.life)

    def _tell_disability(self) -> None:
        self.edited.emit("disability", "yes" if self._disability.isChecked() else "")


class Adult(Part):
    """The adult who gives permission, where the pathway asks for one (R12)."""

    unfold_asked = Signal(str)
    hold_asked = Signal()

    def __init__(self) -> None:
        super().__init__("adult")
        self._relationship = self.grid("relationship", _("Who is this adult?"), 2)
        self._authority = self.grid("authority", _("What gives the authority to decide?"), 1)
        self._preset = Text("", "body", "authority_words")
        change = LinkButton(_("Change"), "authority_change", _("Change the authority"))
        change.clicked.connect(lambda: self.unfold_asked.emit("authority"))
        line = row(self._preset, change)
        line.setStretchFactor(self._preset, 1)
        self._preset_row = held(line)
        self.setLayout(
            column(
                self.field("representative_name", _("Name of the adult who decides")),
                self._relationship,
                self._preset_row,
                self._authority,
                self._hold_part(),
                spacing=10,
            )
        )

    def draw(self, state: PatientState) -> None:
        self.setVisible(bool(state.relationships))
        self.draw_fields(state)
        self._relationship.show_options(state.relationships, state.form.relationship or None)
        self._relationship.show_problem(state.problem_words.get("relationship", ""))
        self._draw_authority(state)
        self._hold_more.setVisible("hold" not in state.opened and not state.held)
        self._hold.setVisible("hold" in state.opened and not state.held)

    def _draw_authority(self, state: PatientState) -> None:
        asked = bool(state.form.relationship) and not state.authority_words
        wrong = "authority" in state.problem_words
        unfolded = "authority" in state.opened or asked or wrong
        self._authority.show_options(state.authorities, state.form.authority or None)
        self._authority.show_problem(state.problem_words.get("authority", ""))
        self._authority.setVisible(unfolded)
        self._preset.setText(_("Authority: {words}").format(words=state.authority_words))
        self._preset_row.setVisible(bool(state.authority_words) and not unfolded)

    def _hold_part(self) -> QWidget:
        self._hold_more = LinkButton(_("The adult here may not sign"), "hold_more")
        self._hold_more.clicked.connect(lambda: self.unfold_asked.emit("hold"))
        keep = SecondaryButton(_("Hold the session"), "hold")
        keep.clicked.connect(self.hold_asked)
        self._hold = held(column(self.field("hold_reason", _("Why not?")), row(keep, None)))
        return held(column(link_row(self._hold_more), self._hold))


class Helpers(Part):
    """An interpreter or a support person who takes part (R16)."""

    unfold_asked = Signal(str)

    def __init__(self) -> None:
        super().__init__("helpers")
        self._more = LinkButton(_("Someone helps: an interpreter, a support person"), "helpers_more")
        self._more.clicked.connect(lambda: self.unfold_asked.emit("helpers"))
        interpreter = side_by_side(
            self.field("interpreter_name", _("Interpreter's name")),
            self.field("interpreter_language", _("Language used")),
        )
        self._people = held(
            column(interpreter, self.field("support_name", _("Support person's name")), spacing=10)
        )
        self.setLayout(column(link_row(self._more), self._people))

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)
        form = state.form
        there = (form.interpreter_name, form.interpreter_language, form.support_name)
        unfolded = "helpers" in state.opened or any(there)
        self._more.setVisible(not unfolded)
        self._people.setVisible(unfolded)


class Deciding(Card):
    """Who decides, in words as soon as the date of birth is there, and the adult who does."""

    def __init__(self, adult: Adult) -> None:
        self._words = Text("", "lead", "pathway")
        super().__init__(self._words, adult, heading=_("Who decides?"), name="deciding")
        self.body.addStretch(1)

    def draw(self, state: PatientState) -> None:
        waiting = _("The date of birth says who has to agree.")
        self._words.setText(state.pathway or waiting)


def link_row(link: LinkButton) -> QHBoxLayout:
    """A link whose words begin where everything above it begins."""
    return row(link, None, margins=(-LINK_PADDING_PX, 0, 0, 0))


def capacity_options(disability: bool) -> Sequence[Option]:
    """What can be said about capacity. With a disability "no doubt" is no answer (R10)."""
    options = (
        Option(Capacity.NO_DOUBT.value, _("Yes, no doubt")),
        Option(Capacity.FOUND.value, _("Yes, asked and found")),
        Option(Capacity.LACKING.value, _("No, not this decision")),
        Option(Capacity.GUARDIAN.value, _("A guardian decides")),
    )
    return options[1:] if disability else options


def life_options() -> Sequence[Option]:
    return (
        Option(Life.LIVING.value, _("Is alive")),
        Option(Life.DECEASED.value, _("Has died")),
        Option(Life.STILLBORN.value, _("Was stillborn")),
    )
