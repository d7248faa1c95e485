"""Looking for what identifies the patient, at a real desk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from consentdesk.domain.record import ConsentRecord
from consentdesk.domain.reidentification.lexicon import Lexicon, parse_lexicon
from consentdesk.imaging.decoder import ConfinedDecoder
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import RESOURCES
from tests.ui.records.conftest import Office, office
from tests.ui.session.conftest import bedside, clinic_vault, decoder
from tests.workflows.releasing import photographed
from tests.workflows.sealing import USES

__all__ = ["bedside", "clinic_vault", "decoder", "office"]

JOURNAL = "JAMA Dermatology"


class Looker:
    """Somebody who looks pictures through."""

    def __init__(self, office: Office) -> None:
        self.office = office

    def say(self, name: str, text: str) -> None:
        """Type into a text, over what stands there."""
        box = self.office.find(name)
        assert isinstance(box, QPlainTextEdit)
        box.setFocus()
        box.selectAll()
        self.office.qtbot.keyClicks(box, text)
        self.look_again()

    def said(self, name: str) -> str:
        box = self.office.find(name)
        assert isinstance(box, QPlainTextEdit)
        return box.toPlainText()

    def look_again(self) -> None:
        """Let the words be looked through that were typed last."""
        self.office.qtbot.wait(250)
        self.office.settle()

    def press(self, key: Qt.Key, times: int = 1) -> None:
        """Press a key wherever the keyboard is."""
        for _ in range(times):
            focus = self.office.window.focusWidget()
            assert isinstance(focus, QWidget)
            self.office.qtbot.keyClick(focus, key)
        self.office.settle()

    def all_no(self) -> None:
        """Nothing can be seen: one key a line."""
        self.press(Qt.Key.Key_N, times=13)


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    files = (RESOURCES / "identifying").glob("*.toml")
    return parse_lexicon({file.stem: file.read_text("utf-8") for file in files})


@pytest.fixture
def record(office: Office, decoder: ConfinedDecoder, lexicon: Lexicon) -> ConsentRecord:
    """Two photographs of Alex Probe, who agreed to print."""
    office.desk = replace(office.desk, lexicon=lexicon)
    files = [jpeg(photograph(seed=n)) for n in (1, 2)]
    made = office.on_lane(lambda: photographed(office.desk, decoder, *files, uses=(*USES, "print")))
    assert isinstance(made, ConsentRecord)
    return made


@pytest.fixture
def looker(office: Office) -> Looker:
    return Looker(office)
