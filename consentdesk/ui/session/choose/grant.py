"""The open fields of a yes that leaves the house: where, until when, and what an authorisation needs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from consentdesk.ui.kit.buttons import SecondaryButton
from consentdesk.ui.kit.field import Field, side_by_side
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text, restyle
from consentdesk.ui.kit.wrap import Wrap
from consentdesk.ui.kit.yes_no import AnswerButton
from consentdesk.ui.session.choose.state import Grant, OutletChoice, Part
from consentdesk.ui.words import _

PARTS_ABREAST = 3


class GrantPanel(QWidget):
    """`outlet_asked(str)` names an outlet's id, `typed(str, str)` a field ("other", "until", "event") and its
    text; `other_asked` takes the outlet that was typed, `done_asked` closes the panel."""

    outlet_asked = Signal(str)
    typed = Signal(str, str)
    other_asked = Signal()
    done_asked = Signal()

    def __init__(self, use: str, grant: Grant) -> None:
        super().__init__()
        self._use, self._question = use, Text(grant.question, "strong")
        self._outlets: tuple[OutletChoice, ...] = ()
        self._buttons: dict[str, AnswerButton] = {}
        self._wrap, self._parts = Wrap(), Text("", "strong", wrap=False)
        self._grid, self._told = QGridLayout(), list[Text]()
        self._fields = {
            "other": Field(f"outlet_{use}", grant.other_label),
            "until": Field(f"until_{use}", _("Until: the last day")),
            "event": Field(f"event_{use}", _("or until an event")),
        }
        self._connect()
        self._lay_out()
        self.draw(grant)

    def draw(self, grant: Grant) -> None:
        """Draw what has changed; a field that is typed in is left alone."""
        self._draw_outlets(grant)
        for name, text in (("other", grant.other), ("until", grant.until), ("event", grant.event)):
            self._fields[name].show_text(text.strip())
        self._fields["until"].show_problem(grant.until_problem)
        self._draw_parts(grant.parts)

    def _draw_outlets(self, grant: Grant) -> None:
        if grant.outlets != self._outlets:
            self._outlets = grant.outlets
            clear(self._wrap)
            self._buttons = {o.id: self._button(o, grant.question) for o in grant.outlets}
        for outlet_id, button in self._buttons.items():
            button.show_chosen(outlet_id == grant.chosen)

    def _button(self, outlet: OutletChoice, question: str) -> AnswerButton:
        button = AnswerButton(outlet.name, f"outlet_{self._use}_{outlet.id}", question)
        button.clicked.connect(lambda: self.outlet_asked.emit(outlet.id))
        self._wrap.addWidget(button)
        return button

    def _draw_parts(self, parts: tuple[Part, ...]) -> None:
        there = sum(part.present for part in parts)
        words = _("The authorisation: {there} of {all} parts are there")
        self._parts.show_words(words.format(there=there, all=len(parts)) if parts else "")
        while len(self._told) < len(parts):
            self._told.append(Text("", "quiet", f"part_{self._use}_{len(self._told) + 1}", wrap=False))
            self._grid.addWidget(self._told[-1], *divmod(len(self._told) - 1, PARTS_ABREAST))
        for text, part in zip(self._told, parts, strict=True):
            text.setText(f"✓  {part.words}" if part.present else _("missing: {part}").format(part=part.words))
            restyle(text, missing=not part.present)

    def _connect(self) -> None:
        for name, field in self._fields.items():
            field.edited.connect(lambda text, name=name: self.typed.emit(name, text))
        self._fields["other"].entered.connect(self.other_asked)

    def _lay_out(self) -> None:
        done = SecondaryButton(_("Done"), f"done_{self._use}")
        done.clicked.connect(self.done_asked)
        foot = row(self._parts, None, done)
        fields = side_by_side(*self._fields.values())
        self._grid.setContentsMargins(0, 0, 0, 6)
        self.setLayout(column(self._question, held(self._wrap), fields, foot, self._grid, spacing=10))
