"""One use. objectNames: rules_use, language_<code>, use_title, use_short, use_hint, explain_<statement>,
outlet_none, outlet_outlet, outlet_platform, use_authorisation, use_expiry, use_questions, use_second_person,
use_as_asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import ToggleChip
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Check, ChoiceRow, Option
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import DIRECTIONS, clear, column, held, row
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.kit.yes_no import YesNo
from consentdesk.ui.rules.use.state import LanguageTab, UseState
from consentdesk.ui.words import _


class UseScreen(QWidget):
    """What is typed keeps its cursor; boxes show what is so, whatever was pressed."""

    place_asked = Signal(str)
    language_asked = Signal(str)
    worded = Signal(str, str, str)
    statement_asked = Signal(str, bool)
    outlet_asked = Signal(str)
    authorisation_asked = Signal(bool)
    expiry_asked = Signal(bool)
    questions_asked = Signal(bool)
    second_person_asked = Signal(bool)

    def __init__(self, state: UseState) -> None:
        super().__init__()
        self.setObjectName("rules_use")
        self._chips = {tab.code: self._chip(tab) for tab in state.languages}
        self._fields = {
            "title": Field("use_title", _("What it is called")),
            "short": Field("use_short", _("In short")),
            "hint": Field("use_hint", _("What patients should know of it")),
        }
        self._boxes = {box.id: Check(box.title, f"explain_{box.id}") for box in state.statements}
        self._outlet = ChoiceRow("outlet", _("Where it appears"), _outlets(state.outlets))
        self._authorisation = Check(_("An authorisation, with all that law asks of one"), "use_authorisation")
        self._expiry = Check(_("A day or an event on which the yes ends"), "use_expiry")
        self._questions = Check(_("Right answers to the questions that patients are asked"), "use_questions")
        self._second = Check(_("A second person who agrees before pictures leave"), "use_second_person")
        self._as_asked = column()
        self._always, self._gap = Text("", "quiet"), Text("", "quiet", "use_gap")
        self._connect()
        self._lay_out()
        self.draw(state)

    def draw(self, state: UseState) -> None:
        """Draw what has changed."""
        self._state = state
        for tab in state.languages:
            self._draw_chip(tab, tab.code == state.language)
        texts = {"title": state.words.title, "short": state.words.short, "hint": state.words.hint}
        problems = dict(reversed(state.problems))
        for name, text in texts.items():
            field = self._fields[name]
            field.show_problem(problems.get(name, ""))
            if not field.input.hasFocus():
                field.show_text(text)
        for box in state.statements:
            self._boxes[box.id].setChecked(box.called)
        self._always.setText(_("Always explained: {titles}").format(titles=state.always))
        self._outlet.show_value(state.outlet)
        self._authorisation.setChecked(state.authorisation)
        self._expiry.setChecked(state.expiry)
        reveal(self._questions, state.teach_back is not None)
        self._questions.setChecked(bool(state.teach_back))
        reveal(self._second, state.second_person is not None)
        self._second.setChecked(bool(state.second_person))
        self._draw_question(state)
        missing = [tab.name for tab in state.languages if not tab.worded]
        told = _("Not offered to patients until this has a name there: {languages}")
        self._gap.show_words(told.format(languages=", ".join(missing)) if missing else "")

    def _draw_question(self, state: UseState) -> None:
        """The question as patients are asked it."""
        lead, yes, no = state.asked
        answers = YesNo("asked", state.words.title, yes, no)
        answers.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        for button in (answers.yes, answers.no):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said = column(Text(lead, "quiet"), Text(state.words.title, "lead"), Text(state.words.hint, "quiet"))
        said.setSpacing(2)
        across = row(said, answers, spacing=16)
        across.setStretch(0, 1)
        asked = held(across, "use_as_asked")
        rtl = next(tab.rtl for tab in state.languages if tab.code == state.language)
        asked.setLayoutDirection(DIRECTIONS[rtl])
        clear(self._as_asked)
        self._as_asked.addWidget(asked)
        asked.show()

    def _draw_chip(self, tab: LanguageTab, present: bool) -> None:
        self._chips[tab.code].setChecked(present)
        if present:
            for field in self._fields.values():
                field.input.setLayoutDirection(DIRECTIONS[tab.rtl])

    def _chip(self, tab: LanguageTab) -> ToggleChip:
        chip = ToggleChip(tab.name, f"language_{tab.code}")
        chip.clicked.connect(partial(self._speak, tab.code))
        return chip

    def _speak(self, code: str) -> None:
        self._chips[code].setFocus()  # what a field shows may now be in another language
        self.language_asked.emit(code)
        self._chips[code].setChecked(True)

    def _connect(self) -> None:
        for field in self._fields.values():
            field.edited.connect(self._say_words)
        for id, box in self._boxes.items():
            box.clicked.connect(partial(self._explain, id))
        self._outlet.chosen.connect(self.outlet_asked)
        for box, asked in (
            (self._authorisation, self.authorisation_asked),
            (self._expiry, self.expiry_asked),
            (self._questions, self.questions_asked),
            (self._second, self.second_person_asked),
        ):
            box.clicked.connect(partial(self._press, box, asked))

    def _press(self, box: Check, asked: SignalInstance[tuple[bool]]) -> None:
        asked.emit(box.isChecked())
        self.draw(self._state)  # what was pressed may not be so

    def _explain(self, id: str) -> None:
        self.statement_asked.emit(id, self._boxes[id].isChecked())

    def _say_words(self) -> None:
        self.worded.emit(*(self._fields[name].text for name in ("title", "short", "hint")))

    def _lay_out(self) -> None:
        chips = held(Wrap(*self._chips.values(), spacing=8))
        words = Card(chips, *self._fields.values(), self._gap, heading=_("What patients read"))
        question = Card(held(self._as_asked), name="use_question")
        explained = column(*self._boxes.values(), self._always, spacing=0)
        boxes = (self._authorisation, self._expiry, self._questions, self._second)
        asked = column(self._outlet, *boxes, spacing=0)
        needs = Card(held(explained), heading=_("What is explained before a yes"))
        needs.body.addWidget(Text(_("What a yes needs"), "heading"))
        needs.body.addLayout(asked)
        across = row(column(words, question, None, spacing=16), column(needs, None), spacing=16)
        across.setStretch(0, 1)
        across.setStretch(1, 1)
        self.setLayout(column(across, None))


def _outlets(values: Iterable[str]) -> list[Option]:
    words = {"none": _("Nowhere else"), "outlet": _("A journal or site"), "platform": _("A platform")}
    return [Option(value, words[value]) for value in values]
