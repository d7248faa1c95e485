"""A part of a page that gives a receipt, a letter or a sheet: seen, printed, saved or declined."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from consentdesk.ui.machine import Machine
from consentdesk.ui.paper_out.part import PaperPart
from consentdesk.ui.paper_out.presenter import PaperPresenter
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.give_paper import Document


def open_part(
    machine: Machine,
    desk: Desk,
    document: Document,
    file_name: str,
    spoken: str,
    *,
    given: Callable[[str], None] = lambda how: None,
    declined: str = "",
    beside: QWidget | None = None,
) -> PaperPart:
    """The part for one document, which is made or found at once. `file_name` (.pdf, nothing about the
    patient) is suggested for saving, `spoken` names the pages, `declined` are the words for not wanting it;
    `beside` stands below the panel. `given` is told how it was given; the part's `later_asked` leads away."""
    presenter = PaperPresenter(machine, desk, document, file_name)
    part = PaperPart(spoken, declined, beside=beside)
    presenter.setParent(part)
    presenter.state_changed.connect(lambda: part.draw(presenter.state))
    presenter.given.connect(given)
    part.follow(presenter)
    part.draw(presenter.state)
    presenter.open()
    return part
