"""The page of the first run on which the clinic chooses whose rules it works by."""

from __future__ import annotations

from PySide6.QtCore import QSize

from consentdesk.ui.kit.choice import ChoiceRow, Option
from consentdesk.ui.kit.text import Text
from consentdesk.ui.setup.page import Page
from consentdesk.ui.setup.state import PackRow, SetupPage, SetupState
from consentdesk.ui.words import _

WIDTH_PX = 720


class RulesPage(Page):
    """The packs one under the other; those that are not ready can be read and not chosen."""

    def __init__(self) -> None:
        super().__init__(
            SetupPage.RULES,
            _("Whose rules does this clinic work by?"),
            _(
                "They say from which age patients decide, what has to be explained and how long records are "
                "kept. The clinic reviews them and answers for them; nothing in them is legal advice."
            ),
        )
        self._choice: ChoiceRow | None = None
        self._problem = Text("", "problem", "pack_problem")
        self.body.addWidget(self._problem)

    def minimumSizeHint(self) -> QSize:
        """As high as its words are at its width."""
        return QSize(WIDTH_PX, self.heightForWidth(WIDTH_PX))

    def draw(self, state: SetupState) -> None:
        if self._choice is None and state.packs:
            self._offer(state.packs)
        if self._choice:
            self._choice.show_value(state.entries.pack or None)
        self._problem.show_words(dict(state.problems).get("pack", ""))

    def focus_first(self) -> None:
        if self._choice:
            self._choice.setFocus()

    def _offer(self, packs: tuple[PackRow, ...]) -> None:
        question = _("Whose rules does this clinic work by?")
        self._choice = ChoiceRow(
            "pack", question, [Option(p.id, p.title, p.hint) for p in packs], upright=True
        )
        for button, pack in zip(self._choice.options, packs, strict=True):
            button.setEnabled(pack.ready)
        self._choice.chosen.connect(lambda id: self.edited.emit("pack", id))
        self.body.insertWidget(self.body.indexOf(self._problem), self._choice)
