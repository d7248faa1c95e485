"""What every page of the first run is: a question, a hint and fields."""

from __future__ import annotations

from dataclasses import asdict

from consentdesk.ui.kit.field import Field
from consentdesk.ui.kit.typed_page import TypedPage
from consentdesk.ui.setup.state import SetupPage, SetupState


class Page(TypedPage):
    def __init__(self, page: SetupPage, title: str, hint: str, *fields: Field) -> None:
        super().__init__(f"setup_{page}", title, hint, *fields)

    def draw(self, state: SetupState) -> None:
        """Show what was typed and what is wrong with it."""
        self.show_entries(asdict(state.entries), dict(state.problems))
