"""The health of the vault in the window: checked once a day and on demand, damage told, brought back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from consentdesk.domain.damage import plainly
from consentdesk.domain.facts import LoggedIn
from consentdesk.domain.lines import CheckReport, Finding
from consentdesk.storage.checking.whole import Checking
from consentdesk.ui.integrity.keeper import Checks
from consentdesk.ui.integrity.screen import IntegrityScreen
from consentdesk.ui.integrity.state import FoundLine, IntegrityState
from consentdesk.ui.integrity.told import excluded_words, found_line
from consentdesk.ui.sentences import FINDINGS
from consentdesk.workflows.check_vault import note_check
from tests.helpers.sessions import NOW
from tests.storage.conftest import Place
from tests.storage.test_mending import damage
from tests.ui.colleagues import at_vault
from tests.ui.conftest import PATIENCE_MS, Front

PHOTO = b"a photograph" * 6000
FOUND = tuple(
    FoundLine(f"A photograph of record 7K3M-Q2XA-{n}", "Damaged; it is not shown", "A backup has it")
    for n in range(4)
)
STATES = {
    "never": IntegrityState("Not checked yet", excluded="No copy was held against it"),
    "sound": IntegrityState("2 March 2031, 10:41", "Nothing was found that does not fit"),
    "running": IntegrityState("2 March 2031", "Nothing was found", running="Reading", done=3, total=9),
    "damaged": IntegrityState(
        *("2 March 2031", "14 things are damaged", False, "No copy was held against it " * 3),
        found=FOUND, more=8, may_mend=True, folder="/media/" + "S" * 60, mend="Bring back 9 files",
        in_backup="Of 9 damaged or missing files, the backups there have 9 whole.",
    ),
    "ledger": IntegrityState(
        *("2 March 2031", "1 thing is damaged", False), found=FOUND[:1], may_mend=True,
        restore="The ledger itself is damaged. " * 4, problem="Line 1 is not a whole chain hash",
    ),
}  # fmt: skip
SEVERAL = CheckReport(
    *(1, 2, 3, "ab", NOW), findings=(Finding("page_damaged", "3"), Finding("blob_missing", "ab" * 32))
)
ROOM_PX = (1046, 700)  # beside the rail of a small window


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def choosing(front: Front, stick: Path) -> Front:
    """The program, in which whoever is asked for a folder chooses the stick."""
    front.files.backups = stick
    return front


@pytest.fixture
def damaged(choosing: Front, clinic_place: Place, stick: Path) -> Front:
    """A vault with a photograph that was backed up and then spoiled on the disk."""
    place = replace(clinic_place, folder=choosing.vault)
    vault = place.open()
    sha256 = vault.put_blob(PHOTO, "image:1")
    vault.backing_up(stick).run()
    vault.close()
    damage(place, sha256)
    return choosing


def page_words(front: Front) -> str:
    labels = front.hands.find("integrity_page").findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def keeper(front: Front) -> Checks:
    return front.window.findChildren(Checks)[0]


def text(front: Front, name: str) -> str:
    found = front.hands.find(name)
    assert isinstance(found, QLabel)
    return found.text().replace("\u200b", "")


def wait_for_the_end(front: Front) -> None:
    front.qtbot.waitUntil(lambda: not keeper(front).running, timeout=PATIENCE_MS)
    front.hands.settle()


def check_by_itself(front: Front) -> None:
    keeper(front).keep_up()
    front.hands.settle()
    wait_for_the_end(front)


def test_a_sound_vault_is_said_to_be_one(front: Front) -> None:
    hands = front.unlock()
    hands.click("backup")
    hands.click("integrity")
    assert text(front, "check_last").startswith("Not checked yet")
    hands.click("check_now")
    wait_for_the_end(front)
    assert text(front, "check_verdict") == "Nothing was found that does not fit"
    assert "entries and 0 stored files were read" in text(front, "check_last")
    assert "cannot exclude" in text(front, "check_excluded")
    assert not hands.sees("found_1") and not hands.sees("mend")


def test_it_checks_by_itself_once_a_day_and_home_says_only_what_is_wrong(front: Front) -> None:
    hands = front.unlock()
    check_by_itself(front)
    first = front.on_lane(lambda: front.window._desk.vault.last_check())  # type: ignore[union-attr]
    assert first.body.how == "daily" and first.body.findings == ()
    check_by_itself(front)
    assert front.on_lane(lambda: front.window._desk.vault.last_check()) == first  # type: ignore[union-attr]
    front.clock.advance(timedelta(hours=21))
    check_by_itself(front)
    assert front.on_lane(lambda: front.window._desk.vault.last_check()) != first  # type: ignore[union-attr]
    hands.click("go_home")
    assert not hands.sees("damage")


def test_damage_is_told_at_home_and_a_backup_brings_it_back(damaged: Front) -> None:
    hands = damaged.unlock()
    check_by_itself(damaged)
    assert "damaged in the vault" in hands.find("damage").accessibleName()
    hands.click("damage_review")
    assert text(damaged, "check_verdict").endswith("damaged")
    assert hands.sees("found_1") and not hands.sees("mend")
    hands.click("choose_folder")
    hands.settle()
    assert "have 1 whole" in text(damaged, "in_backup")
    hands.click("mend")
    wait_for_the_end(damaged)
    assert text(damaged, "check_verdict") == "Nothing was found that does not fit"
    assert "1 file was brought back" in hands.find("integrity_outcome").accessibleName()
    hands.click("go_home")
    assert not hands.sees("damage")
    vault = damaged.window._desk.vault  # type: ignore[union-attr]
    (sha256,) = damaged.on_lane(lambda: vault._db.rows("SELECT sha256 FROM blobs"))[0]  # type: ignore[attr-defined]
    assert damaged.on_lane(lambda: vault.blob(sha256)) == PHOTO


def test_a_ledger_that_mending_cannot_read_is_left_to_a_restore(damaged: Front, clinic_place: Place) -> None:
    at_vault(damaged, clinic_place, lambda vault: vault.append(LoggedIn(), NOW))
    with replace(clinic_place, folder=damaged.vault).by_hand() as db:
        db.run("UPDATE facts SET body = zeroblob(length(body)) WHERE kind = 'logged_in'")
    hands = damaged.unlock()
    pages = replace(SEVERAL, findings=SEVERAL.findings[:1])
    damaged.on_lane(lambda: note_check(damaged.window._desk, pages, "asked"))  # type: ignore[arg-type]
    hands.click("backup")
    hands.click("integrity")
    hands.click("choose_folder")
    hands.click("mend")
    wait_for_the_end(damaged)
    assert "lock this desk, and bring the whole vault back" in page_words(damaged)
    assert not hands.sees("mend") and not hands.find("integrity_outcome").visibleRegion().isEmpty()


def test_what_has_a_name_is_said_before_parts_of_the_database(damaged: Front) -> None:
    hands = damaged.unlock()
    damaged.on_lane(lambda: note_check(damaged.window._desk, SEVERAL, "asked"))  # type: ignore[arg-type]
    hands.click("backup")
    hands.click("integrity")
    first = " ".join(label.text() for label in hands.find("found_1").findChildren(QLabel))
    assert "Missing" in first and "backup" not in first, "no backup was looked into yet"


def test_a_copy_is_held_against_the_ledger_and_a_wrong_line_is_named(front: Front) -> None:
    hands = front.unlock()
    vault = front.window._desk.vault  # type: ignore[union-attr]
    head = front.on_lane(lambda: vault._db.one("SELECT hash FROM facts WHERE seq = 3").hex())  # type: ignore[attr-defined]
    hands.click("backup")
    hands.click("integrity")
    hands.type("anchors", f"{head}\nnot a hash")
    hands.click("check_now")
    assert not keeper(front).running and hands.find("anchors").hasFocus()
    hands.type("anchors", f"consentdesk:7K3M-Q2XA:{head}")
    hands.click("check_now")
    wait_for_the_end(front)
    assert "The copies prove the ledger up to" in text(front, "check_excluded")


def test_stopping_a_check_is_said(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = front.unlock()
    run = Checking.run
    monkeypatch.setattr(Checking, "run", lambda self, far: (self.stop(), run(self, far))[1])
    hands.click("backup")
    hands.click("integrity")
    hands.click("check_now")
    wait_for_the_end(front)
    assert "The check was stopped" in hands.find("integrity_outcome").accessibleName()


def test_locking_gives_a_check_up_and_is_not_held_up(front: Front) -> None:
    front.unlock()
    vault = front.window._desk.vault  # type: ignore[union-attr]
    front.on_lane(lambda: [vault.put_blob(bytes(2_000_000) + bytes([n]), f"image:{n}") for n in range(40)])
    checks = keeper(front)
    checks.start()
    front.qtbot.waitUntil(lambda: checks.done > 0, timeout=PATIENCE_MS)
    front.window.lock()
    assert checks.done < 45, "it was under way"
    front.qtbot.waitUntil(lambda: bool(front.locked), timeout=1000)


def test_a_daily_check_waits_for_a_backup(front: Front) -> None:
    front.unlock()
    checks = keeper(front)
    checks._busy = lambda: True
    checks.keep_up()
    front.hands.settle()
    assert not checks.running


def test_every_finding_says_what_is_hit_and_what_can_be_done() -> None:
    for code in FINDINGS:
        line = found_line(plainly(Finding(code, "abc")), frozenset(), month_first=False)
        assert line.what and line.wrong and line.remedy and "{" not in line.what + line.wrong


def test_what_a_check_cannot_exclude_is_said() -> None:
    report = CheckReport(1, 2, 3, "ab", NOW)
    assert "since the vault was made" in excluded_words(report, False)
    assert "older vault, cut off" in excluded_words(replace(report, anchored=True), False)
    until = replace(report, anchored=True, anchored_until=NOW)
    assert "prove the ledger up to 2 March 2026" in excluded_words(until, False)


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[IntegrityScreen]:
    made = IntegrityScreen()
    qtbot.addWidget(made)
    made.resize(*ROOM_PX)
    made.show()
    yield made


@pytest.mark.parametrize("state", STATES)
def test_every_state_fits_beside_the_rail(screen: IntegrityScreen, state: str) -> None:
    screen.draw(STATES[state])
    assert screen.minimumSizeHint().width() <= ROOM_PX[0]
    if state not in ("damaged", "ledger"):
        assert screen.layout().totalHeightForWidth(ROOM_PX[0]) <= ROOM_PX[1]


def test_what_is_typed_stays_when_the_page_is_drawn_again(screen: IntegrityScreen) -> None:
    screen.draw(STATES["sound"])
    anchors = screen.findChild(QPlainTextEdit, "anchors")
    anchors.setPlainText("ab12")
    screen.draw(STATES["damaged"])
    assert anchors.toPlainText() == "ab12"
