"""A session at a real desk: a real vault, real threads, the real decoder, and real clicks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.documents.consent_copy import Copies
from consentdesk.documents.paper_form import PaperForms
from consentdesk.documents.papers import Papers
from consentdesk.domain.draft import Draft
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.renditions import Renditions
from consentdesk.system.clock import FixedClock
from consentdesk.system.ids import Ids
from consentdesk.ui.kit.text import LTR_MARK, RTL_MARK
from consentdesk.ui.lane import Lane, Pool
from consentdesk.ui.machine import Machine
from consentdesk.ui.session.flow import SessionFlow
from consentdesk.ui.session.window import SessionWindow
from consentdesk.workflows import take_session
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Vault
from consentdesk.workflows.take_session import Act
from tests.helpers.sessions import LANGUAGES, NOW, RESOURCES, rules
from tests.helpers.windows import wait_until, wear_light
from tests.storage.conftest import Place, make_place

PATIENCE_MS = 10_000


@dataclass
class ChosenFiles:
    """A user who always picks the same files."""

    paths: list[Path] = field(default_factory=list)

    def images(self) -> list[Path]:
        return self.paths

    def scans(self) -> list[Path]:
        return self.paths

    def to_check(self) -> list[Path]:
        return []

    def save_as(self, suggested_name: str) -> Path | None:
        return None


@dataclass
class Bedside:
    """A desk with one session on the screen."""

    qtbot: QtBot
    machine: Machine
    desk: Desk
    files: ChosenFiles
    flow: SessionFlow = field(init=False)
    window: SessionWindow = field(init=False)

    def begin(self, *acts: Act, patient: str | None = None) -> SessionWindow:
        """Start a session, do these acts to it, and show it."""
        draft = self.on_lane(lambda: take_session.start_session(self.desk, patient))
        for act in acts:
            draft = self.on_lane(partial(take_session.change, self.desk, draft.id, act))
        return self.resume(draft)

    def resume(self, draft: Draft) -> SessionWindow:
        """Show a session as a restarted program would: from what the vault says."""
        self.leave()
        outlets, held_to = self.on_lane(lambda: (self.desk.outlets(), self.desk.rules(draft)))
        self.flow = SessionFlow(self.machine, self.desk, draft, held_to, outlets)
        self.window = SessionWindow(self.flow)
        self.qtbot.addWidget(self.window)
        self.window.resize(1366, 768)
        self.window.show()
        self.qtbot.waitExposed(self.window)
        self.settle()
        return self.window

    def leave(self) -> None:
        """Close the window, and with it what it was still about to save."""
        if hasattr(self, "window"):
            self.window.close()
            self.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def draft(self) -> Draft:
        """The session as it is saved."""
        return self.on_lane(lambda: self.desk.vault.draft(self.flow.draft.id))

    def on_lane(self, work: Callable[[], Any]) -> Any:
        """Do something where the vault lives; a refusal is raised here."""
        came: list[Any] = []
        self.machine.lane.run(self.machine.lane, work, came.append, came.append)
        wait_until(lambda: bool(came), PATIENCE_MS)
        if isinstance(came[0], Exception):
            raise came[0]
        return came[0]

    def settle(self) -> None:
        """Wait until nothing is under way."""
        lane, pool = self.machine.lane, self.machine.pool
        for _ in range(3):
            wait_until(lambda: lane.idle and pool.idle, PATIENCE_MS)
            QApplication.processEvents()

    def there(self, name: str) -> bool:
        return any(widget.isVisible() for widget in self.window.findChildren(QWidget, name))

    def find(self, name: str) -> QWidget:
        """The one visible widget of this name."""
        found = [widget for widget in self.window.findChildren(QWidget, name) if widget.isVisible()]
        assert len(found) == 1, f"{len(found)} visible widgets are called {name}"
        return found[0]

    def click(self, name: str) -> None:
        button = self.find(name)
        assert isinstance(button, QAbstractButton), name
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def type(self, name: str, text: str) -> None:
        line = self.find(name)
        assert isinstance(line, QLineEdit), name
        line.setFocus()
        line.selectAll()
        self.qtbot.keyClicks(line, text)
        QApplication.processEvents()

    def paste(self, name: str, text: str) -> None:
        """Put text in that no keyboard here has."""
        line = self.find(name)
        assert isinstance(line, QLineEdit), name
        QApplication.clipboard().setText(text)
        line.paste()
        QApplication.processEvents()

    def press_enter(self, name: str) -> None:
        self.qtbot.keyClick(self.find(name), Qt.Key.Key_Return)
        self.settle()

    def fits(self) -> bool:
        """Whether the page stands on a small laptop's screen without scrolling."""
        areas = [area for area in self.window.findChildren(QScrollArea) if area.isVisible()]
        return all(area.verticalScrollBar().maximum() == 0 for area in areas)

    def words(self, name: str) -> str:
        """What a label, button or line of this name says, without the mark that gives its direction."""
        return str(self.find(name).property("text")).lstrip(LTR_MARK + RTL_MARK)


@pytest.fixture(scope="session")
def clinic_vault(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("clinic") / "vault")


@pytest.fixture(scope="session")
def decoder() -> Iterator[ConfinedDecoder]:
    made = ConfinedDecoder()
    yield made
    made.close()


@pytest.fixture
def bedside(
    qapp: QApplication, qtbot: QtBot, clinic_vault: Place, decoder: ConfinedDecoder, tmp_path: Path
) -> Iterator[Bedside]:
    wear_light(qapp)
    place, lane, pool = clinic_vault.copy(tmp_path / "vault"), Lane(), Pool()
    clock, files = FixedClock(NOW), ChosenFiles()
    broken: list[str] = []
    lane.broke.connect(broken.append)
    pool.broke.connect(broken.append)
    opened: list[Vault] = []
    lane.run(lane, place.open, opened.append, opened.append)
    wait_until(lambda: bool(opened), PATIENCE_MS)
    words = [RESOURCES / room for room in ("fonts", "copy", "statements")]
    wordings = {language: rules(language).wording for language in LANGUAGES}
    desk = Desk(
        opened[0], clock, Ids(clock.now), wordings, Copies(*words), PaperForms(*words), Papers(*words)
    )
    machine = Machine(
        lane=lane,
        pool=pool,
        door=place.door,
        desk_for=lambda vault: desk,
        decoder=decoder,
        renderer=Renditions(decoder, RESOURCES / "fonts"),
        printers=None,  # type: ignore[arg-type]  # nothing is printed before the seal
        saver=None,  # type: ignore[arg-type]  # nothing is saved before the seal
        files=files,
        clock=clock,
        packs=lambda: (),
        lock=lambda: None,
        choose_language=lambda language: None,
    )
    at_work = Bedside(qtbot, machine, desk, files)
    yield at_work
    at_work.leave()
    lane.run(lane, opened[0].close, lambda closed: None, lambda refusal: None)
    lane.close()
    pool.close()
    assert not broken, broken
