"""A patient came of age: from the line on home to the letter, and to the session where they decide (R14)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from consentdesk.rehearsal.hands import Hands
from consentdesk.system.clock import FixedClock
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import Place
from tests.ui.conftest import Front, NoFiles
from tests.workflows.minors import Minor, agree

NOOR = Minor(2, date(2008, 2, 29))


@dataclass
class Folder(NoFiles):
    """A user who saves where they are told."""

    folder: Path = Path()

    def save_as(self, suggested_name: str) -> Path | None:
        return self.folder / suggested_name


@pytest.fixture
def home(front: Front, clinic_place: Place, tmp_path: Path) -> Callable[[FixedClock], Hands]:
    """Home of a clinic where Noor's parents agreed about two pictures, by a clock."""

    def unlock(clock: FixedClock) -> Hands:
        vault = replace(clinic_place, folder=front.vault).open()
        agree(vault, NOOR, later(NOW, days=-800))
        vault.close()
        front.clock, front.files = clock, Folder(folder=tmp_path)
        return front.unlock()

    return unlock


def test_the_line_leads_to_the_letter_and_says_that_it_was_given(
    home: Callable[[FixedClock], Hands], tmp_path: Path
) -> None:
    hands = home(FixedClock(NOW, ticking=False))
    hands.click("letter_2")  # the first line is the copy of what the parents agreed to
    hands.wait_for("new_adult_letter")
    assert hands.text_of("letter_name") == "Noor Probe 2"
    assert hands.text_of("letter_details") == "Turned 18 on 1 March 2026"
    hands.click("save")
    hands.settle()
    assert (tmp_path / "letter.pdf").read_bytes().startswith(b"%PDF")
    hands.click("home")
    said = hands.wait_for("letter_2").accessibleName()
    assert said.endswith("2 pictures wait since 1 March 2026. Letter given on 2 March 2026")


def test_asking_now_begins_a_session_with_the_pictures_at_hand(
    home: Callable[[FixedClock], Hands],
) -> None:
    hands = home(FixedClock(NOW, ticking=False))
    hands.click("waiting_2")
    hands.wait_for("session_window")
    assert hands.text_of("patient_name") == "Noor Probe 2"


def test_before_the_birthday_the_line_leads_to_the_file(
    home: Callable[[FixedClock], Hands],
) -> None:
    hands = home(FixedClock(later(NOW, days=-10), ticking=False))
    assert hands.wait_for("waiting_2").accessibleName().startswith("Open: Turns 18, Noor Probe 2: 2 pictures")
    assert not hands.sees("letter_2")
    hands.click("waiting_2")
    assert hands.wait_for("patient_file")
