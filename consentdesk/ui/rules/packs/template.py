"""Filling in a template. objectNames: rules_template, place_<n> from 1, take_template, template_trouble."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.domain.refusals import Problem, Refusal
from consentdesk.ui.kit.bar import Bar
from consentdesk.ui.kit.buttons import PrimaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.problems import focus_widget
from consentdesk.ui.kit.text import Text
from consentdesk.ui.rules.packs.places import place_words
from consentdesk.ui.rules.packs.state import OpenPlace, TemplateState
from consentdesk.ui.rules.part import Part
from consentdesk.ui.rules.working_copy import WorkingCopy
from consentdesk.ui.words import _, sentence
from consentdesk.workflows.edit_rules.packs import open_places, take_pack

COLUMNS = 3


class TemplatePresenter(Part[TemplateState]):
    """What is typed is kept with the working copy. `taken` follows once it goes by the filled-in pack."""

    taken = Signal()

    def __init__(self, copy: WorkingCopy, pack: str) -> None:
        self._pack = pack
        self._text = next(offer.text for offer in copy.machine.packs() if offer.id == pack)
        self._keys = open_places(self._text)
        self._problems: tuple[Problem, ...] = ()
        super().__init__(copy)

    def type(self, key: str, text: str) -> None:
        """Keep what was typed for an open place."""
        self._copy.type(self._name(key), text)

    def take(self) -> None:
        """Work by the pack with these values, or say which are missing or wrong."""
        values = {key: self._copy.typed.get(self._name(key), "") for key in self._keys}
        taken = take_pack(self._copy.book, self._text, values)
        try:
            taken.rules(self._copy.today)
        except Refusal as refusal:
            self._problems = refusal.problems
            self._refresh()
            return
        if self._copy.edit(lambda book: taken):
            for key in self._keys:
                self._copy.type(self._name(key), "")
            self.taken.emit()

    def _name(self, key: str) -> str:
        return f"{self._pack}:{key}"

    def _state(self) -> TemplateState:
        wrong = {str(p.details.get("key", "")): p for p in self._problems}
        places = tuple(self._place(key, wrong) for key in self._keys)
        elsewhere = [p for key, p in wrong.items() if not any(_concerns(key, open) for open in self._keys)]
        return TemplateState(self._pack, places, sentence(elsewhere[0]) if elsewhere else "")

    def _place(self, key: str, wrong: dict[str, Problem]) -> OpenPlace:
        label, hint = place_words(key)
        problem = next((p for at, p in wrong.items() if _concerns(at, key)), None)
        return OpenPlace(key, label, hint, self._copy.typed.get(self._name(key), ""), _told(problem))


class TemplateScreen(QWidget):
    """`typed(key, text)` as somebody types."""

    place_asked = Signal(str)
    typed = Signal(str, str)
    take_asked = Signal()

    def __init__(self, state: TemplateState) -> None:
        super().__init__()
        self.setObjectName("rules_template")
        self._fields = {
            place.key: Field(f"place_{number}", place.label, place.hint)
            for number, place in enumerate(state.places, 1)
        }
        for key, field in self._fields.items():
            field.edited.connect(partial(self.typed.emit, key))
            field.entered.connect(self._press)
        self._take = PrimaryButton(_("Work by these rules"), "take_template")
        self._take.clicked.connect(self._press)
        self._trouble = Bar("template_trouble")
        self._wrong: tuple[str, ...] = ()
        self._lay_out()
        self.draw(state)

    def draw(self, state: TemplateState) -> None:
        """Draw what has changed."""
        self._trouble.show_bar(state.trouble, "bad")
        for place in state.places:
            self._fields[place.key].show_text(place.typed)
            self._fields[place.key].show_problem(place.problem)
        self._wrong = tuple(place.key for place in state.places if place.problem)

    def _press(self) -> None:
        """Every time it is pressed, the first field that is wrong gets the keyboard."""
        self.take_asked.emit()
        if self._wrong:
            focus_widget(self, self._fields[self._wrong[0]].input.objectName())

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(12)
        for number, field in enumerate(self._fields.values()):
            grid.addWidget(field, *divmod(number, COLUMNS), Qt.AlignmentFlag.AlignBottom)
        for at in range(COLUMNS):
            grid.setColumnStretch(at, 1)
        card = Card(held(grid))
        said = Text(
            _("The law of your country says these; ask whoever knows it. The clinic answers for them.")
        )
        self.setLayout(column(said, self._trouble, card, row(None, self._take), None, spacing=14))


def _concerns(key: str, place: str) -> bool:
    """Whether a problem with a key is one with an open place: the place itself, or the list it is in."""
    return key == place or place.startswith(f"{key}[")


def _told(problem: Problem | None) -> str:
    if problem is None:
        return ""
    if problem.code == "pack_is_template":
        return _("Enter your country's value")
    return _("This {reason}").format(reason=problem.details["reason"])
