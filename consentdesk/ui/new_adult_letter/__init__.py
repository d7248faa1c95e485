"""The letter to a patient who has come of age: seen, printed, saved or declined (R14)."""

from __future__ import annotations

from typing import Any

from consentdesk.ui.machine import Machine
from consentdesk.ui.new_adult_letter.presenter import LetterPresenter
from consentdesk.ui.new_adult_letter.screen import LetterScreen
from consentdesk.ui.paper_out import open_part
from consentdesk.ui.words import _
from consentdesk.workflows.desk import Desk

FILE_NAME = "letter.pdf"


def open_page(machine: Machine, desk: Desk, patient: str) -> LetterScreen:
    """The page of one patient's letter. It asks to be followed by `home_asked`, `patient_opened(id)` and
    `new_consent_asked(patient id)`."""

    def write(document: Any) -> None:
        spoken, declined = _("The letter"), _("No letter is sent")
        part = open_part(machine, desk, document, FILE_NAME, spoken, declined=declined)
        screen.show_letter(part)

    presenter, screen = LetterPresenter(machine, desk, patient), LetterScreen(patient)
    presenter.setParent(screen)
    presenter.state_changed.connect(lambda: screen.draw(presenter.state))
    presenter.found.connect(write)
    presenter.open()
    return screen
