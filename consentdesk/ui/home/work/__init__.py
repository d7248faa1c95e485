"""The work list on home: what waits, kind by kind."""

from __future__ import annotations

from consentdesk.ui.home.work.card import WorkCard
from consentdesk.ui.home.work.presenter import WorkPresenter
from consentdesk.ui.machine import Machine
from consentdesk.workflows.desk import Desk


def follow(card: WorkCard, machine: Machine, desk: Desk) -> None:
    """Have the card show what waits at this desk, and do what is done in the card itself."""
    presenter = WorkPresenter(machine, desk)
    presenter.setParent(card)
    presenter.state_changed.connect(lambda: card.draw(presenter.state))
    card.discard_asked.connect(presenter.ask_away)
    card.discard_confirmed.connect(presenter.discard)
    card.more_asked.connect(presenter.show_more)
    card.looked_at.connect(presenter.note_look)
    presenter.refresh()
