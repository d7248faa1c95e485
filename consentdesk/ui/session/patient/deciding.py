"""Who decides: the patient, by age or on a ground of their own, or one adult or two for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget

from consentdesk.domain.people import OVERRIDE
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.patient.described import RULES_HOLD
from consentdesk.ui.session.patient.form import FIRST, SECOND
from consentdesk.ui.session.patient.parts import Part, link_row
from consentdesk.ui.session.patient.state import PatientState
from consentdesk.ui.words import _


class Alone(Part):
    """Whether a minor decides alone, and on what ground (R15)."""

    def __init__(self) -> None:
        super().__init__("alone")
        self._grounds = OptionGrid("decides_alone", "", 2)
        self._grounds.chosen.connect(self._tell)
        self._reason = self.field(
            "override_reason", _("What is the reason?"), _("It stands in the record and on the copy")
        )
        self.more = self.unfolding("alone", _("The patient decides alone"), "alone_more")
        self.setLayout(column(self._grounds, self._reason, spacing=10))

    def draw(self, state: PatientState) -> None:
        form = state.form
        self.draw_fields(state)
        self.setVisible(state.alone_is_open)
        self.more.setVisible(bool(state.grounds) and not state.alone_is_open)
        name = form.given_name or _("the patient")
        self._grounds.show_question(_("Does {name} decide alone?").format(name=name))
        self._grounds.show_options(state.grounds, form.decides_alone or RULES_HOLD)
        self._reason.setVisible(form.decides_alone == OVERRIDE)

    def _tell(self, ground: str) -> None:
        self.edited.emit("decides_alone", "" if ground == RULES_HOLD else ground)


class Folding(QWidget):
    """A choice that stands on one line, in words and with a "Change", while nobody has to make it."""

    def __init__(self, grid: OptionGrid, words: str, change: LinkButton) -> None:
        super().__init__()
        self._grid, self._words, self._change = grid, words, change
        self._said = Text("", "body", f"{grid.objectName()}_words")
        line = row(self._said, change)
        line.setStretchFactor(self._said, 1)
        self._line = held(line)
        self.setLayout(column(self._line, grid, spacing=0))

    def draw(self, state: PatientState, options: Sequence[Option], fold: bool) -> None:
        """Draw the form's value among the options, folded where that is wanted and nobody asked for more."""
        name = self._grid.objectName()
        value, columns = getattr(state.form, name), 1 if state.both_sign else None
        label = next((option.label for option in options if option.value == value), "")
        folded = bool(label) and fold and name not in state.opened
        self._said.setText(self._words.format(words=label))
        self._line.setVisible(folded)
        self._grid.show_options(options, value or None, columns)
        self._grid.show_problem(state.problem_words.get(name, ""))
        keyboard = QApplication.focusWidget()
        if folded and keyboard is not None and self._grid.isAncestorOf(keyboard):
            self._change.setFocus()  # hidden with the keyboard in it, Qt would hand that to "Back"
        self._grid.setVisible(not folded)


class Adult(Part):
    """An adult who gives permission, where the pathway asks for one (R12). Its fields' names begin with
    `which`: FIRST or SECOND."""

    def __init__(self, which: str, name: str) -> None:
        super().__init__(f"{which}adult")
        self._which = which
        self._relationship = self._folding("relationship", _("Who is this adult?"), 2, "{words}")
        authority = _("Authority: {words}")
        self._authority = self._folding("authority", _("What gives the authority to decide?"), 1, authority)
        named = self.field(f"{which}representative_name", name)
        self.setLayout(column(named, self._relationship, self._authority, spacing=10))

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)
        self._relationship.draw(state, state.relationships, state.adults_are_clear)
        self._authority.draw(state, state.authorities, True)
        said = [getattr(state.form, self._which + field) for field in ("relationship", "authority")]
        self._authority.setVisible(any(said) or f"{self._which}authority" in state.problem_words)

    def _folding(self, field: str, question: str, columns: int, words: str) -> Folding:
        name = self._which + field
        change = self.unfolding(
            name, _("Change"), f"{name}_change", _("Change: {question}").format(question=question)
        )
        return Folding(self.grid(name, question, columns), words, change)


class OnlyOne(Part):
    """Why one adult signs where the rules ask for two."""

    def __init__(self) -> None:
        super().__init__("only_one_signs")
        self.more, self.undo = LinkButton(_("Only one signs"), "only_one"), LinkButton(_("Both sign"), "both")
        self.more.clicked.connect(lambda: self.edited.emit("only_one", "yes"))
        self.undo.clicked.connect(lambda: self.edited.emit("only_one", ""))
        hint = _("It stands in the record and on the copy")
        self.setLayout(column(self.field("one_signs", _("Why does only one sign?"), hint)))

    def draw(self, state: PatientState) -> None:
        only_one = state.two_sign and bool(state.form.only_one)
        self.draw_fields(state)
        self.setVisible(only_one)
        self.undo.setVisible(only_one)
        self.more.setVisible(state.both_sign)


class Hold(Part):
    """The adult present may not decide: the session waits (R12)."""

    hold_asked = Signal()

    def __init__(self) -> None:
        super().__init__("holding")
        self.more = self.unfolding("hold", _("The adult here may not sign"), "hold_more")
        keep = SecondaryButton(_("Hold the session"), "hold")
        keep.clicked.connect(self.hold_asked)
        self.setLayout(column(self.field("hold_reason", _("Why not?")), row(keep, None)))

    def draw(self, state: PatientState) -> None:
        self.draw_fields(state)
        wanted = bool(state.relationships) and not state.held
        self.more.setVisible(wanted and "hold" not in state.opened)
        self.setVisible(wanted and "hold" in state.opened)


class Deciding(Card):
    """Who decides, in words as soon as the date of birth is there, and the adults who do, side by side where
    they are two. `parts` are those in which something is typed or pressed."""

    def __init__(self) -> None:
        self._words, self._from_last = Text("", "lead", "pathway"), Text("", "quiet", "from_last")
        self._two = Text(_("The rules ask for both parents."), "body", "two_asked")
        self._alone, self._only_one, self.hold = Alone(), OnlyOne(), Hold()
        self._first = Adult(FIRST, _("Name of the adult who decides"))
        self._second = Adult(SECOND, _("Name of the second adult"))
        self.parts: tuple[Part, ...] = (self._alone, self._first, self._second, self._only_one, self.hold)
        above = (self._words, self._from_last, self._two, self._alone)
        super().__init__(*above, heading=_("Who decides?"), name="deciding")
        self._lay_out()

    def draw(self, state: PatientState) -> None:
        waiting = _("The date of birth says who has to agree.")
        self._words.setText(state.pathway or waiting)
        self._from_last.show_words(state.from_last)
        self._two.setVisible(state.two_sign)
        self._first.setVisible(bool(state.relationships))
        self._second.setVisible(state.both_sign)
        for part in self.parts:
            part.draw(state)

    def _lay_out(self) -> None:
        adults = row(spacing=20)
        adults.addWidget(self._first, 1, Qt.AlignmentFlag.AlignTop)
        adults.addWidget(self._second, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(adults)
        self.body.addWidget(self._only_one)
        only_one, both = self._only_one.more, self._only_one.undo
        self.body.addLayout(link_row(self.hold.more, self._alone.more, only_one, both))
        self.body.addWidget(self.hold)
        self.body.addStretch(1)
