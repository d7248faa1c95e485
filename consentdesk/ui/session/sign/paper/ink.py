"""The third card of the paper route: whose ink stands on the pages that came back.

objectNames: ink_card; for each role ink_<role>, did_<role>, take_back_<role>; own_word, did_assent, says_no.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from consentdesk.ui.kit.buttons import LinkButton, SecondaryButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.session.sign.paper.state import PaperState, Signer
from consentdesk.ui.words import _

Shown = tuple[tuple[Signer, ...], Signer | None, str]


class Ink(Card):
    """One press for each person, taken back by another."""

    agreed = Signal(str)
    taken_back = Signal(str)
    own_word_asked = Signal()
    no_heard = Signal()

    def __init__(self) -> None:
        super().__init__(heading=_("3  Note who signed"), name="ink_card")
        self._lines = column(spacing=16)
        self._shown: Shown = ((), None, "")
        self.body.addWidget(Text(_("Look at the paper: is each line signed by the right person?"), "quiet"))
        self.body.addWidget(held(self._lines))
        self.body.addStretch(1)

    def draw(self, state: PaperState) -> None:
        shown = (state.signers, state.own, state.says_no)
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._lines)
        for line in self._made(*shown):
            self._lines.addWidget(line)
            line.show()  # at once, so that it can take the keyboard

    def _made(self, signers: Sequence[Signer], own: Signer | None, says_no: str) -> Iterator[QWidget]:
        yield from map(self._signer, signers)
        if own is not None:
            yield self._own(own)
        if says_no:
            heard = LinkButton(says_no, "says_no")
            heard.clicked.connect(self.no_heard)
            yield held(row(heard, None))

    def _signer(self, signer: Signer) -> QWidget:
        act = SecondaryButton(signer.act, f"ink_{signer.role}", f"{signer.who}: {signer.act}")
        act.clicked.connect(lambda: self.agreed.emit(signer.role))
        undo = LinkButton(_("Take back"), f"take_back_{signer.role}", f"{_('Take back')}: {signer.who}")
        undo.clicked.connect(lambda: self.taken_back.emit(signer.role))
        return _line(signer, undo if signer.did else act)

    def _own(self, own: Signer) -> QWidget:
        enter = SecondaryButton(own.act, "own_word", f"{own.who}: {own.act}")
        change = LinkButton(_("Change"), "own_word", f"{own.who}: {own.act}")
        for button in (enter, change):
            button.clicked.connect(self.own_word_asked)
        return _line(own, change if own.did else enter)


def _line(signer: Signer, button: QWidget) -> QWidget:
    """Who, and what they did beside the way to take it back; or the one press that notes it."""
    if not signer.did:
        return held(column(Text(signer.who, "strong"), button, spacing=6))
    did = Text(signer.did, "body", f"did_{signer.role}")
    line = row(did, button)
    line.setStretch(0, 1)
    return held(column(Text(signer.who, "strong"), line, spacing=2))
