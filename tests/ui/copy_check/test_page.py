"""Checking a copy with real clicks: typed, scanned, read from its PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from consentdesk.domain.copy_code import CopyCode
from consentdesk.domain.lines import LaterRecord
from consentdesk.domain.record_code import make_code
from consentdesk.domain.standing import Fate, Standing
from consentdesk.ui import copy_check
from consentdesk.ui.copy_check.screen import CopyCheckScreen
from consentdesk.ui.copy_check.state import CopyCheckState
from consentdesk.ui.copy_check.told import Verdict, verdict_of
from consentdesk.ui.words import day_in_words
from consentdesk.workflows import give_copy
from consentdesk.workflows.check_copy import CheckedCopy, Outcome, Outlived
from consentdesk.workflows.standing import Became
from tests.helpers.sessions import NOW
from tests.ui.records.conftest import Office
from tests.ui.session.played import sealed_at

USES = {"teaching": "Teaching"}
LATER = LaterRecord("r2", "BBBB", NOW)


def open_check(office: Office) -> CopyCheckScreen:
    page = copy_check.open_page(office.machine, office.desk)
    office.show(page)
    return page


@pytest.fixture
def copy(office: Office) -> CopyCode:
    sealed = sealed_at(office, images=2)
    return CopyCode(sealed.record.code, sealed.chain_hash)


def test_a_copy_is_checked_by_its_code_alone_and_then_by_the_hash(office: Office, copy: CopyCode) -> None:
    open_check(office)
    office.type("copy_code", copy.code)
    office.click("check_copy")
    assert office.words("verdict_badge") == "The code is ours"
    assert "Only the code was compared" in office.words("verdict_line_2")
    office.type("copy_hash", copy.chain_hash)
    office.press_enter("copy_hash")
    assert office.words("verdict_badge") == "Genuine"
    assert office.words("verdict_line_2") == "All its answers count today."
    assert office.words("copy_code") == copy.code, "what was typed stays"
    assert office.facts()[-2:] == ["copy_checked", "copy_checked"]


def test_a_code_reader_types_everything_at_once(office: Office, copy: CopyCode) -> None:
    open_check(office)
    office.type("copy_code", str(copy))
    office.press_enter("copy_code")
    assert office.words("verdict_badge") == "Genuine"


def test_another_hash_and_another_clinics_code_are_told_apart(office: Office, copy: CopyCode) -> None:
    open_check(office)
    office.type("copy_code", copy.code)
    office.type("copy_hash", "f" * 16)
    office.click("check_copy")
    assert office.words("verdict_badge") == "Not as it was sealed"
    office.type("copy_code", make_code(7))
    office.click("check_copy")
    assert office.words("verdict_badge") == "Not of this vault"


def test_what_is_wrong_is_said_at_its_field(office: Office, copy: CopyCode) -> None:
    open_check(office)
    office.click("check_copy")
    assert "Enter the code" in office.find("copy_code").accessibleDescription()
    office.type("copy_code", copy.code)
    office.type("copy_hash", "abc")
    office.click("check_copy")
    assert "Enter the code" not in office.find("copy_code").accessibleDescription()
    assert "digits 0 to 9" in office.find("copy_hash").accessibleDescription()
    assert office.find("copy_hash").hasFocus() and not office.there("verdict")
    office.click("copy_file")
    office.click("check_copy")
    assert office.find("copy_hash").hasFocus(), "said once more, it leads there once more"


def test_the_code_is_read_from_the_pdf_of_a_copy(office: Office, copy: CopyCode, tmp_path: Path) -> None:
    desk = office.desk
    line = office.on_lane(lambda: desk.vault.record_with_code(copy.code))
    pdf = tmp_path / "copy.pdf"
    pdf.write_bytes(office.on_lane(lambda: give_copy.sealed_copy(desk, line.id, "A4")))
    page = open_check(office)
    office.type("copy_hash", "typed before")
    page.files_dropped.emit([pdf])
    office.settle()
    assert office.words("verdict_badge") == "Genuine" and not office.there("copy_reading")
    assert [page.findChild(QLineEdit, name).text() for name in ("copy_code", "copy_hash")] == [
        copy.code,
        copy.chain_hash,
    ]


def test_a_file_without_a_code_says_what_to_do(office: Office, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"no pdf at all")
    page = open_check(office)
    office.click("copy_file")
    assert not office.there("trouble"), "nobody chose a file"
    page.files_dropped.emit([letter])
    office.settle()
    assert office.there("trouble") and not office.there("copy_reading")


def told(**said: object) -> Verdict:
    checked = replace(CheckedCopy(Outcome.GENUINE, "AAAA", True, NOW, 4), **said)  # type: ignore[arg-type]
    return verdict_of(checked, USES, day_in_words)


def test_every_outcome_has_words_and_a_mood() -> None:
    moods = {outcome: told(outcome=outcome).mood for outcome in Outcome}
    assert {outcome for outcome, mood in moods.items() if mood == "bad"} == {
        Outcome.HASH_DIFFERS,
        Outcome.NOT_OURS,
    }
    assert len({told(outcome=outcome).badge for outcome in Outcome}) == len(Outcome)
    assert all("{" not in line for outcome in Outcome for line in told(outcome=outcome).lines)


@pytest.mark.parametrize(
    ("became", "words"),
    [
        (Became(Standing(Fate.SUPERSEDED, "r2"), LATER), "Replaced on 2 March 2026 by record BBBB"),
        (Became(Standing(Fate.EXPIRED, day=NOW.day)), "Ended after 2 March 2026"),
        (Became(Standing(Fate.FROZEN, day=NOW.day)), "Waits since 2 March 2026: the patient came of age"),
    ],
)
def test_answers_that_count_no_more_are_told_one_by_one(became: Became, words: str) -> None:
    verdict = told(outcome=Outcome.OUTLIVED, outlived=(Outlived(2, "teaching", became),))
    assert verdict.lines[1] == "1 of its 4 answers counts no more:"
    assert verdict.outlived == (f"Picture 2, Teaching: {words}",)


def test_a_corrected_copy_names_the_record_in_its_place() -> None:
    verdict = told(outcome=Outcome.CORRECTED, corrected=LATER)
    assert "corrected on 2 March 2026 by record BBBB" in verdict.lines[1] and verdict.outlived == ()


def test_a_vault_that_was_brought_back_says_what_may_be_missing() -> None:
    assert "brought back from a backup" in told(outcome=Outcome.NOT_OURS, gap=True).lines[1]
    assert len(told(outcome=Outcome.NOT_OURS).lines) == 1


def test_a_screen_stands_in_the_width_of_a_small_window(qtbot: QtBot) -> None:
    screen = CopyCheckScreen()
    qtbot.addWidget(screen)
    verdict = Verdict("Genuine", "good", ("w" * 200,), ("P" * 100,))
    for state in (CopyCheckState(verdict=verdict), CopyCheckState(busy="Reading", trouble="No code")):
        screen.draw(state)
        assert screen.minimumSizeHint().width() <= 1046
