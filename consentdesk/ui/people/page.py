"""What every page of a task is: a question, a hint and fields."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLayout

from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.layout import column, held
from consentdesk.ui.kit.typed_page import TypedPage
from consentdesk.ui.people.state import PeoplePage, PeopleState
from consentdesk.ui.words import _


class Page(TypedPage):
    """A question, a hint and fields, `laid` out one under the other where nothing else is said.
    `role_given(role, bool)` is emitted where roles are chosen, `task_asked(task)` where one leads to another.
    """

    role_given = Signal(str, bool)
    task_asked = Signal(str)

    def __init__(
        self, page: PeoplePage, title: str, hint: str, *fields: Field, laid: QLayout | None = None
    ) -> None:
        super().__init__(f"people_{page}", title, hint, *fields)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(held(laid or column(*fields, spacing=14)))

    def draw(self, state: PeopleState) -> None:
        """Show what was typed and what is wrong with it."""
        self.show_entries(vars(state.entries), dict(state.problems))


def own_code() -> Field:
    """The code of whoever sits here, asked for again."""
    return Field("own_code", _("Your own code"), _("You are at this desk: say so once more"), secret=True)
