"""Who asks, and how: here with a signature, by telephone, by letter."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.domain.signature import Drawing
from consentdesk.domain.withdrawal import Asker, Way
from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.choice import Option
from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held, row
from consentdesk.ui.kit.option_grid import OptionGrid
from consentdesk.ui.kit.signature_pad import SignaturePad
from consentdesk.ui.kit.text import Text, reveal
from consentdesk.ui.withdraw.state import WithdrawState
from consentdesk.ui.words import _, ngettext


class Who(Card):
    """`said(str, str)` names a field of the form and its value; `change_asked`: it is not as before."""

    said = Signal(str, str)
    change_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="who_card")
        self._who = OptionGrid("who", _("Who asks?"), 3)
        self._name = Field("asker_name", _("Name"))
        self._asker = Text("", "body", "asker_words")
        change = LinkButton(_("Change"), "asker_change", _("Somebody else asks, or with another authority"))
        change.clicked.connect(self.change_asked)
        line = row(self._asker, change)
        line.setStretchFactor(self._asker, 1)
        self._as_last = held(line)
        self._relationship = OptionGrid("relationship", _("How related to the patient?"), 3)
        self._authority = OptionGrid("authority", _("What gives the authority to decide?"), 2)
        self._suspends = Text("", "body", "suspends")
        for part in (
            self._who,
            self._as_last,
            self._name,
            self._relationship,
            self._authority,
            self._suspends,
        ):
            self.body.addWidget(part)
        self.setFocusProxy(self._who)
        self._who.chosen.connect(partial(self.said.emit, "who"))
        self._name.edited.connect(partial(self.said.emit, "name"))
        self._relationship.chosen.connect(partial(self.said.emit, "relationship"))
        self._authority.chosen.connect(partial(self.said.emit, "authority"))

    def draw(self, state: WithdrawState) -> None:
        form, words = state.form, state.problem_words
        self._who.show_options(state.askers, form.who or None)
        self._who.show_problem(words.get("who", ""))
        others = form.who in (Asker.REPRESENTATIVE, Asker.FAMILY) and not state.asker
        self._asker.setText(state.asker)
        reveal(self._as_last, bool(state.asker))
        reveal(self._name, others)
        self._name.show_text(form.name)
        self._name.show_problem(words.get("asker_name", ""))
        self._relationship.show_options(state.relationships, form.relationship or None)
        self._relationship.show_problem(words.get("relationship", ""))
        reveal(self._relationship, others and bool(state.relationships))
        self._authority.show_options(state.authorities, form.authority or None)
        reveal(self._authority, others and bool(state.authorities) and bool(form.relationship))
        told = _("It is held back at once. Who may decide is settled afterwards.")
        self._suspends.show_words(told if state.suspends else "")


class Signing(QWidget):
    """The pad, or why nobody signs on it. `drawn(Drawing)`, `signs(bool)` and `reasoned(str)` say what
    changed."""

    drawn = Signal(object)
    signs = Signal(bool)
    reasoned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("signature")
        self._problem = Text("", "problem")
        self._pad = SignaturePad("pad", _("Signature of whoever asks"))
        self._pad.changed.connect(self._tell)
        self.setFocusProxy(self._pad)
        clear = LinkButton(_("Clear"), "signature_clear", _("Clear the signature"))
        clear.clicked.connect(self._pad.clear)
        self._cannot = LinkButton(_("No signature"), "no_signature", _("They do not sign"))
        self._cannot.clicked.connect(lambda: self.signs.emit(False))
        self._can = LinkButton(_("They sign after all"), "do_sign")
        self._can.clicked.connect(lambda: self.signs.emit(True))
        self._reason = Field("unsigned", _("Why is there no signature, or only a mark?"))
        self._reason.edited.connect(self.reasoned)
        links = row(clear, None, self._cannot, self._can)
        self.setLayout(column(self._problem, self._pad, links, self._reason, spacing=2))

    def draw(self, state: WithdrawState) -> None:
        form, problem = state.form, state.problem_words.get("signature", "")
        self._problem.show_words(problem)
        self._pad.show_drawing(form.drawn)
        self._reason.show_text(form.unsigned)
        self._reason.show_problem(state.problem_words.get("unsigned", ""))
        for part, wanted in ((self._cannot, form.signs), (self._can, not form.signs)):
            reveal(part, wanted)
        reveal(self._reason, not form.signs)

    def _tell(self) -> None:
        self.drawn.emit(self._pad.drawing() if self._pad.strokes() else Drawing((), 0, 0))


class How(Card):
    """`said(str, str)` names a field of the form and its value; `letter_asked` wants pages of a letter."""

    said = Signal(str, str)
    letter_asked = Signal()

    def __init__(self) -> None:
        super().__init__(name="how_card")
        self._way = OptionGrid("way", _("How?"), 3)
        self.signing = Signing()
        self._known_by = Field("known_by", _("How did you know who called?"))
        self._told = Field("told", _("In their own words, where they want it kept (nobody has to say why)"))
        self._add = SecondaryButton(_("Add the letter…"), "letter_add")
        self._pages, self._letter_problem = Text("", "body", "letter_pages"), Text("", "problem")
        line = row(self._add, self._pages, spacing=14)
        line.setStretchFactor(self._pages, 1)
        self._letter = held(column(self._letter_problem, line, spacing=6))
        for part in (self._way, self.signing, self._known_by, self._letter, self._told):
            self.body.addWidget(part)
        self._way.chosen.connect(partial(self.said.emit, "way"))
        self._known_by.edited.connect(partial(self.said.emit, "known_by"))
        self._told.edited.connect(partial(self.said.emit, "told"))
        self._add.clicked.connect(self.letter_asked)

    def draw(self, state: WithdrawState) -> None:
        form, words = state.form, state.problem_words
        self._way.show_options(_ways(), form.way or None)
        self._way.show_problem(words.get("way", ""))
        self.signing.draw(state)
        self._known_by.show_text(form.known_by)
        self._known_by.show_problem(words.get("known_by", ""))
        self._told.show_text(form.told)
        self._told.show_problem(words.get("told", ""))
        count = len(form.letter)
        self._pages.setText(ngettext("{count} page", "{count} pages", count).format(count=count))
        self._letter_problem.show_words(words.get("letter_add", ""))
        shown = {Way.IN_PERSON: self.signing, Way.TELEPHONE: self._known_by, Way.LETTER: self._letter}
        for way, part in shown.items():
            reveal(part, form.way == way)
        reveal(self._told, form.way in (Way.TELEPHONE, Way.LETTER))


def _ways() -> tuple[Option, ...]:
    return (
        Option(Way.IN_PERSON, _("Here")),
        Option(Way.TELEPHONE, _("By telephone")),
        Option(Way.LETTER, _("By letter")),
    )
