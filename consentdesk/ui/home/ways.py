"""The ways from home of those who see no patients: to what their roles are for."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal

from consentdesk.domain.access import Act
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.kit.card import Card
from consentdesk.ui.kit.layout import clear, column, held, row
from consentdesk.ui.kit.text import Text
from consentdesk.ui.words import _


class Ways(Card):
    """A line a room; its button is way_<room>, and `room_asked(str)` names the room."""

    room_asked = Signal(str)

    def __init__(self) -> None:
        self._lines, self._shown = column(spacing=10), frozenset[Act]()
        super().__init__(held(self._lines), heading=_("What you can do here"), name="ways")

    def draw(self, acts: frozenset[Act]) -> None:
        """Offer what these acts allow."""
        if acts != self._shown:
            self._shown = acts
            clear(self._lines)
            for act, room, title, hint in _rooms():
                if act in acts:
                    self._add(room, title, hint)

    def _add(self, room: str, title: str, hint: str) -> None:
        opener = LinkButton(_("Open"), f"way_{room}", f"{_('Open')}: {title}")
        opener.clicked.connect(partial(self.room_asked.emit, room))
        line = row(column(Text(title, "strong"), Text(hint, "quiet"), spacing=0), opener, spacing=18)
        line.setStretch(0, 1)
        self._lines.addWidget(held(line))


def _rooms() -> tuple[tuple[Act, str, str, str], ...]:
    return (
        (Act.MANAGE_PEOPLE, "people", _("People"), _("Who works here, and what they may do")),
        (Act.READ_LEDGER, "ledger", _("Ledger"), _("Who saw or changed what")),
        (Act.CHECK_COPY, "copy_check", _("A patient's copy"), _("Whether one that somebody brings is ours")),
        (
            Act.EDIT_RULES,
            "rules",
            _("Rules and words"),
            _("What the clinic works by, and what patients read"),
        ),
        (Act.SEE_ERASURES, "erasure", _("Erasures"), _("What is to be made unreadable for good")),
        (
            Act.CHECK_VAULT,
            "integrity",
            _("Health of the vault"),
            _("Whether everything is as it was written"),
        ),
        (Act.SET_TIMES, "desk_times", _("Cover and lock"), _("After how many quiet minutes")),
    )
