"""A second person reads how a picture would leave, and agrees or not (R27)."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QScrollArea
from pytestqt.qtbot import QtBot

from consentdesk.domain.facts import PackAdopted
from consentdesk.domain.reidentification.check import Check
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.ui import agreeing
from consentdesk.ui.agreeing.screen import AgreeingScreen
from consentdesk.ui.agreeing.state import AgreeingState, LeftInRow, Posting
from consentdesk.ui.kit.text import Text
from consentdesk.workflows.come_and_go import change_user
from consentdesk.workflows.may_use import Question, may_use
from consentdesk.workflows.second_person import declined_words
from consentdesk.workflows.work_list import Work, work_list
from tests.helpers.packs import new_version, pack_text
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import rules
from tests.storage.staff import TAYS, admit
from tests.ui.records.conftest import Office
from tests.workflows.checking import REASON, checked
from tests.workflows.releasing import photographed
from tests.workflows.sealing import USES

PLATFORM, TITLE, CAPTION = "Facebook", "Post of the week", "Seen at Example Hospital in Sampletown"
OF_TWO = new_version(pack_text("us")).replace(
    "staff_warnings = true", "staff_warnings = true\nsecond_person = true"
)


@pytest.fixture
def check(office: Office, decoder: ConfinedDecoder) -> Check:
    """Looked through by Sam for a post; Tay sits at the desk now, as the rules ask for a second person."""

    def made() -> Check:
        desk = office.desk
        admit(desk.vault)  # type: ignore[arg-type]
        desk.note(PackAdopted("us", "2026.2", OF_TWO))
        record = photographed(desk, decoder, jpeg(photograph()), uses=(*USES, "social_media"))
        check = checked(desk, record.images[0].source_sha256, "social_media", PLATFORM, TITLE, CAPTION)
        office.desk = change_user(desk, TAYS.passphrase, "TT")
        return check

    return cast(Check, office.on_lane(made))


def open_agreeing(office: Office, check: Check) -> None:
    office.show(agreeing.open_page(office.machine, office.desk, check.id))
    office.qtbot.waitUntil(lambda: office.there("agreeing_going"))


def read_on(office: Office) -> None:
    bar = cast(QScrollArea, office.find("agreeing_reading")).verticalScrollBar()
    bar.setValue(bar.maximum())
    office.qtbot.wait(50)


def reasons(office: Office, check: Check) -> list[str]:
    question = Question(check.image, check.use, check.outlet, check.words)
    (answer,) = office.on_lane(lambda: may_use(office.desk, [question]))
    return [problem.code for problem in answer.verdict.reasons]


def waiting(office: Office) -> list[Work]:
    return [group.kind for group in office.on_lane(lambda: work_list(office.desk)).groups]


def test_what_would_leave_and_what_stays_in_it_is_shown_with_the_warnings(
    office: Office, check: Check
) -> None:
    open_agreeing(office, check)
    assert office.words("agreeing_caption") == CAPTION
    assert "Sam Sample" in office.words("agreeing_checked")
    assert check.left_in and office.there(f"left_in_{len(check.left_in)}")
    assert REASON in " ".join(label.text() for label in _texts(office, "left_in_1"))
    assert office.there("agreeing_note")
    assert all(office.there(f"warning_{n}") for n, _said in enumerate(rules().wording.warnings, start=1))


def test_whoever_agrees_opens_the_way_out(office: Office, check: Check) -> None:
    assert Work.CHECKS in waiting(office) and reasons(office, check) == ["second_person_missing"]
    open_agreeing(office, check)
    read_on(office)
    office.click("agree")
    assert office.find("agreeing_done").accessibleName().startswith("You agreed")
    assert not office.there("agree") and not office.there("decline")
    assert Work.CHECKS not in waiting(office) and reasons(office, check) == []


def test_pressed_early_it_reads_on_and_nobody_has_agreed(office: Office, check: Check) -> None:
    open_agreeing(office, check)
    bar = cast(QScrollArea, office.find("agreeing_reading")).verticalScrollBar()
    assert bar.maximum() > 0
    office.click("agree")
    assert office.words("problems_0") == "Read on to the end" and bar.value() > 0
    assert reasons(office, check) == ["second_person_missing"]


def test_whoever_does_not_agree_says_why_and_it_stays_here(office: Office, check: Check) -> None:
    open_agreeing(office, check)
    office.click("decline")
    office.click("decline_yes")
    assert office.find("decline_reason").accessibleDescription()
    assert reasons(office, check) == ["second_person_missing"]
    office.type("decline_reason", "The place is named")
    office.click("decline_yes")
    assert office.find("agreeing_done").accessibleName().startswith("You did not agree")
    assert reasons(office, check) == ["second_person_declined"] and Work.CHECKS not in waiting(office)
    said = office.on_lane(lambda: declined_words(office.desk, check.id))
    assert said == (("Tay Tester", "The place is named"),)


def test_nobody_agrees_to_a_check_of_their_own(office: Office, check: Check) -> None:
    own = office.on_lane(
        lambda: checked(office.desk, check.image, "social_media", PLATFORM, TITLE, "Other words")
    )
    open_agreeing(office, own)
    read_on(office)
    office.click("agree")
    assert office.there("trouble") and not office.there("agreeing_done")


def _texts(office: Office, name: str) -> list[Text]:
    return office.find(name).findChildren(Text)


LONG = "M" * 30 + " " + "W" * 29


def test_it_stands_in_the_width_of_a_small_screen(qtbot: QtBot) -> None:
    screen = AgreeingScreen()
    qtbot.addWidget(screen)
    rows = (LeftInRow(LONG, LONG, LONG),) * 10
    posting = Posting(
        *(QImage(), LONG, LONG, LONG, LONG, LONG),
        mark=LONG,
        left_in=rows,
        together=(LONG,) * 5,
        ran=LONG,
        note=LONG,
        warnings=rules().wording.warnings,
    )
    screen.draw(AgreeingState(posting, declining=True, problems=(("decline_reason", "Why?"),), tried=1))
    assert screen.minimumSizeHint().width() <= 704
    screen.draw(replace(AgreeingState(posting), done=LONG, trouble=LONG))
    assert screen.minimumSizeHint().width() <= 704
