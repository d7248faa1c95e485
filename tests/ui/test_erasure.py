"""Erasing for good from the window: proposed in a patient's file, answered on a page of its own (R40)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Role
from consentdesk.domain.erasure import Target
from consentdesk.rehearsal.hands import Hands
from consentdesk.storage.vault import OpenVault
from consentdesk.ui.backup.keeper import Backups
from consentdesk.ui.erasure.proposing.screen import ProposingScreen
from consentdesk.ui.erasure.proposing.state import ImageChoice, ProposingState
from consentdesk.ui.erasure.screen import ErasureScreen
from consentdesk.ui.erasure.state import Asked, EndedRow, ErasureRow, ErasureState
from consentdesk.ui.erasure.told import beyond_reach, what_goes, what_stays
from tests.helpers.sessions import NOW
from tests.storage.conftest import CODE, PASSPHRASE, Place
from tests.storage.test_erasing import erase
from tests.storage.whole_patients import Whole, admit
from tests.ui.colleagues import ADMINISTRATOR, TAYS, at_vault, headers, let_in, sign_in
from tests.ui.conftest import PATIENCE_MS, Front
from tests.ui.test_home import give_roles

LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
ROOM_PX = (1046, 700)  # beside the rail of a small window
MINE = ErasureRow(
    *("e1", f"Everything that identifies {LONG}"),
    about="The patient asks, and the law gives the right · Proposed by Sam Sample on 2 March 2026",
    note="Letter of 1 March",
    verdict="Nobody else here can agree: you can confirm it from 9 March 2026",
    declines="Take it back",
)
THEIRS = ErasureRow(
    *("e2", "The picture “left forearm” of Kim Muster"),
    about="It was entered by mistake · Proposed by Tay Tester on 3 March 2026",
    agrees="Agree",
    declines="Decline",
)
ENDED = (
    EndedRow(
        "A patient, reference 9C41F0", "Erased on 4 March 2026, Sam Sample · It was entered by mistake", True
    ),
    EndedRow(
        "The picture “back” of Kim Muster",
        "Declined on 4 March 2026, Tay Tester · Pictures were refused later",
        False,
    ),
)
WHOLE = Asked(
    *("e2", True, "Erase this for good?", f"Everything that identifies {LONG}"),
    lines=(
        ("Nobody can read any more", what_goes(Target.PATIENT)),
        ("Stays", what_stays(Target.PATIENT)),
        ("Cannot be reached from here", beyond_reach()),
    ),
    action="Erase for good",
)
LIST = ErasureState((MINE, THEIRS), ENDED, loaded=True)
LISTS = {
    "unread": ErasureState(),
    "nothing": ErasureState(loaded=True),
    "waiting": LIST,
    "outcome": replace(
        LIST, outcome="Erased for good. Take a backup, so that older ones give it up too", erased=True
    ),
    "trouble": replace(LIST, trouble="This proposal has had its answer"),
    "asked": replace(LIST, asked=WHOLE, tries=1),
    "wrong": replace(LIST, asked=WHOLE, problem="The code is wrong. 2 tries are left", tries=2),
    "erasing": replace(LIST, asked=WHOLE, busy="Erasing"),
}
PICTURE = QImage(400, 300, QImage.Format.Format_RGB32)
PICTURE.fill(Qt.GlobalColor.lightGray)
IMAGES = tuple(ImageChoice(f"{n:064x}", f"left forearm, near · {n:06x}", PICTURE) for n in range(1, 5))
READ = ProposingState(
    *("patient-1", LONG, IMAGES),
    beyond=beyond_reach(),
    agreed_by="Nothing is erased yet: somebody else with the right to erase has to agree.",
    loaded=True,
)
PATIENT = replace(
    READ,
    target="patient",
    goes=what_goes(Target.PATIENT),
    stays=what_stays(Target.PATIENT),
    keep=(
        "Your rules ask to keep the medical record until 2 March 2036 and the consent record until "
        "2 March 2032, at least"
    ),
    keep_warns=True,
)
IMAGE = replace(
    PATIENT,
    target="image",
    image=IMAGES[1].source_sha256,
    ground="by_mistake",
    goes=what_goes(Target.IMAGE),
    stays=what_stays(Target.IMAGE),
)
PROPOSALS = {
    "unread": ProposingState("patient-1"),
    "read": READ,
    "patient": PATIENT,
    "image": IMAGE,
    "no_images": replace(READ, images=()),
    "wrong": replace(
        PATIENT,
        problems=(("ground", "Choose why it is erased"), ("own_code", "Enter your code")),
        tries=1,
    ),
    "trouble": replace(PATIENT, trouble="This erasure was proposed already and waits for an answer"),
}


@pytest.mark.parametrize("state", LISTS.values(), ids=LISTS)
def test_every_state_of_the_lists_is_drawn_in_the_room_there_is(qtbot: QtBot, state: ErasureState) -> None:
    screen = ErasureScreen()
    qtbot.addWidget(screen)
    screen.resize(*ROOM_PX)
    screen.show()
    screen.draw(state)
    assert screen.minimumSizeHint().width() <= ROOM_PX[0] and screen.sizeHint().height() <= ROOM_PX[1]
    answers = screen.findChild(QWidget, "answer_page")
    assert isinstance(answers, QWidget) and answers.isVisible() is (state.asked is not None)


@pytest.mark.parametrize("state", PROPOSALS.values(), ids=PROPOSALS)
def test_every_state_of_a_proposal_is_drawn_in_the_width_there_is(
    qtbot: QtBot, state: ProposingState
) -> None:
    screen = ProposingScreen(state)
    qtbot.addWidget(screen)
    screen.resize(*ROOM_PX)
    screen.show()
    screen.draw(state)
    assert screen.minimumSizeHint().width() <= ROOM_PX[0]
    problems = screen.findChild(QWidget, "problems")
    assert isinstance(problems, QWidget) and problems.isVisible() is bool(state.problems)


def test_what_is_typed_survives_a_redraw_and_a_wrong_code_empties_its_field_alone(qtbot: QtBot) -> None:
    screen = ProposingScreen(PATIENT)
    qtbot.addWidget(screen)
    screen.show()
    hands = Hands(screen, lambda: False)
    screen.draw(PATIENT)
    hands.type("note", "by letter")
    hands.type("own_code", "000000")
    screen.draw(replace(PATIENT, ground="ordered"))
    assert (line(hands, "note"), line(hands, "own_code")) == ("by letter", "000000")
    screen.draw(replace(PATIENT, problems=(("own_code", "The code is wrong"),), tries=1))
    assert (line(hands, "note"), line(hands, "own_code")) == ("by letter", "")


def line(hands: Hands, name: str) -> str:
    found = hands.find(name)
    assert isinstance(found, QLineEdit)
    return found.text()


def said(front: Front, name: str) -> str:
    """All words that stand in a part of the window."""
    part = front.hands.find(name)
    own = [part.text()] if isinstance(part, QLabel) else []
    return " ".join([*own, *(label.text() for label in part.findChildren(QLabel) if label.isVisible())])


@pytest.fixture
def known(front: Front, clinic_place: Place) -> Whole:
    """A patient with a record and two pictures, and a colleague of a week who may erase, not look."""
    let_in(front, clinic_place, ADMINISTRATOR)
    front.clock.advance(timedelta(days=7))
    return at_vault(front, clinic_place, lambda vault: admit(vault, 1))


@pytest.fixture
def alone(front: Front, clinic_place: Place) -> Whole:
    return at_vault(front, clinic_place, lambda vault: admit(vault, 1))


def to_the_file(front: Front, whole: Whole) -> Hands:
    hands = front.hands
    hands.type("search", whole.words[0])
    front.qtbot.waitUntil(lambda: hands.sees("found_1"), timeout=PATIENCE_MS)
    hands.click("found_1")
    return hands


def propose(front: Front, whole: Whole, target: str = "patient") -> Hands:
    hands = to_the_file(front, whole)
    hands.click("erase")
    hands.click(f"target_{target}")
    hands.click("ground_patient_asks")
    hands.type("own_code", CODE)
    if target == "image":
        hands.click(f"image_{whole.images[0]}")
    hands.click("propose")
    return hands


def test_one_proposes_another_agrees_and_nobody_finds_the_patient_any_more(
    front: Front, clinic_place: Place, known: Whole
) -> None:
    front.open()
    sign_in(front, "SS", PASSPHRASE)
    hands = propose(front, known)
    assert "Somebody else has to agree" in said(front, "erasure_1") and not hands.sees("agree_1")
    assert known.words[0] in said(front, "erasure_1"), "Sam may look at patients"
    front.close()
    front.open()
    sign_in(front, "TT", TAYS.passphrase)
    assert "1 proposal to erase for good waits" in said(front, "erasures")
    front.hands.click("erasures_review")
    assert front.hands.find("home").hasFocus()
    assert "A patient, reference" in said(front, "erasure_1"), "Tay may not"
    assert not any(word in said(front, "erasure_page") for word in known.words)
    front.hands.click("agree_1")
    assert "Erase this for good?" in said(front, "answer_page")
    front.hands.type("own_code", TAYS.code)
    front.hands.click("answer")
    assert "Erased for good" in said(front, "outcome") and front.hands.sees("nothing_waits")
    assert "Tay Tester" in said(front, "ended")
    front.hands.click("outcome_backup")
    assert front.hands.sees("backup_page")
    front.close()
    assert at_vault(front, clinic_place, known.is_gone)
    kinds = [kind for kind, _author in headers(front, clinic_place)]
    assert kinds.count("erasure_proposed") == kinds.count("content_erased") == 1


def test_alone_one_confirms_after_a_week(front: Front, alone: Whole) -> None:
    hands = front.unlock()
    propose(front, alone, "image")
    assert "you can confirm it from 9 March 2026" in said(front, "erasure_1") and not hands.sees("agree_1")
    front.clock.advance(timedelta(days=7, minutes=1))
    hands.click("home")
    hands.click("erasures_review")
    hands.click("agree_1")
    hands.type("own_code", CODE)
    hands.click("answer")
    assert "Erased for good" in said(front, "outcome")
    hands.click("home")
    to_the_file(front, alone)
    assert said(front, f"image_{alone.images[0][:6]}").endswith("Erased")
    hands.click("open_1")
    assert said(front, f"image_{alone.images[0][:6]}").endswith("Erased"), "the record says it as well"


def test_a_proposal_is_taken_back(front: Front, alone: Whole) -> None:
    hands = front.unlock()
    propose(front, alone)
    hands.click("decline_1")
    hands.click("go_back")
    assert hands.sees("erasure_1")
    hands.click("decline_1")
    hands.click("answer")
    assert "Enter your code" in said(front, "answer_page")
    hands.type("own_code", CODE)
    hands.click("answer")
    assert hands.sees("nothing_waits") and "Declined on 2 March 2026, Sam Sample" in said(front, "ended")
    hands.click("home")
    assert not hands.sees("erasures")


def test_what_is_missing_is_said_at_once_and_a_name_in_the_note_is_refused(
    front: Front, alone: Whole
) -> None:
    hands = front.unlock()
    to_the_file(front, alone).click("erase")
    hands.click("propose")
    asked = said(front, "propose_erasure")
    assert (
        "Choose what is erased" in asked and "Choose why it is erased" in asked and "Enter your code" in asked
    )
    hands.click("target_image")
    hands.click("ground_ordered")
    hands.click("propose")
    assert "Choose the picture" in said(front, "propose_erasure")
    hands.click("target_patient")
    hands.type("note", f"a letter of {alone.words[1]}")
    hands.type("own_code", CODE)
    hands.click("propose")
    assert "Leave out the patient's name" in said(front, "propose_erasure")
    assert line(hands, "note").startswith("a letter") and line(hands, "own_code") == ""
    hands.type("note", "a letter")
    hands.type("own_code", CODE)
    hands.click("propose")
    assert hands.sees("erasure_page")


def test_the_rules_say_what_has_to_be_kept_and_until_when(front: Front, alone: Whole) -> None:
    hands = front.unlock()
    to_the_file(front, alone).click("erase")
    assert not hands.sees("keep")
    hands.click("target_patient")
    assert "the medical record until 2 March 2036 and the consent record until" in said(front, "keep")
    hands.click("back_to_patient")
    assert hands.sees("patient_file")


def test_three_wrong_codes_lock_the_desk_and_erase_nothing(
    front: Front, clinic_place: Place, alone: Whole
) -> None:
    hands = front.unlock()
    to_the_file(front, alone).click("erase")
    hands.click("target_patient")
    hands.click("ground_ordered")
    for _try in range(3):
        hands.type("own_code", "000000")
        hands.click("propose")
    front.qtbot.waitUntil(lambda: front.locked == ["locked"], timeout=PATIENCE_MS)
    front.close()
    assert at_vault(front, clinic_place, alone.is_whole)


def test_who_may_not_erase_is_offered_nothing(front: Front, alone: Whole) -> None:
    hands = front.unlock()
    give_roles(front, Role.CLINICIAN)
    to_the_file(front, alone)
    assert not hands.sees("erase") and hands.sees("patient_file")


def test_an_older_backup_that_could_not_give_it_up_is_told(
    front: Front, clinic_place: Place, alone: Whole, tmp_path: Path
) -> None:
    front.files.backups = tmp_path / "stick"
    front.files.backups.mkdir()
    hands = front.unlock()
    hands.click("backup")
    backed_up(front)
    front.on_lane(lambda: erase(vault_of(front), alone) or vault_of(front).rekey(NOW))
    front.clock.advance(timedelta(days=1))
    backed_up(front)
    assert "1 older backup could not be opened to give up what was erased since" in said(
        front, "backup_outcome"
    )


def backed_up(front: Front) -> None:
    front.hands.click("back_up")
    (keeper,) = front.window.findChildren(Backups)
    front.qtbot.waitUntil(lambda: not keeper.running, timeout=PATIENCE_MS)
    front.hands.settle()


def vault_of(front: Front) -> OpenVault:
    desk = front.window._desk
    assert desk is not None and isinstance(desk.vault, OpenVault)
    return desk.vault
