"""One withdrawal or suspension: what holds, the places to be left, the receipts, and settling it."""

from __future__ import annotations

from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out import open_part
from consentdesk.ui.withdrawal.presenter import WithdrawalPresenter
from consentdesk.ui.withdrawal.screen import WithdrawalScreen
from consentdesk.ui.withdrawing import ROOM
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document


def open_page(machine: Machine, desk: Desk, ending: str) -> WithdrawalScreen:
    """The page of one. It asks to be followed by `home_asked`, `patient_opened(id)` and
    `work_opened(room, about)`."""
    presenter = WithdrawalPresenter(machine, desk, ending)
    screen = WithdrawalScreen()

    def show_paper(document: Document) -> None:
        spoken, declined = _("The receipt"), _("No receipt wanted")
        name = f"receipt-{document.about[-8:]}.pdf"
        screen.show_paper(open_part(machine, desk, document, name, spoken, declined=declined))

    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.paper_ready.connect(lambda document: show_paper(document))
    presenter.settled.connect(lambda id: screen.work_opened.emit(ROOM, id))
    screen.first_asked.connect(presenter.show_first)
    screen.settling.found.connect(presenter.find)
    screen.settling.reasoned.connect(presenter.give_reason)
    screen.settling.settle_asked.connect(presenter.settle)
    screen.draw(presenter.state)
    presenter.open()
    return screen
