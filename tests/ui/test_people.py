"""The page of people: let in, change, help, remove, and another recovery code."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from consentdesk.domain.access import Role
from consentdesk.domain.refusals import Refusal
from consentdesk.rehearsal.hands import Hands
from consentdesk.storage.door import VaultDoor
from consentdesk.storage.keys.argon import FLOOR
from consentdesk.system.ids import Ids
from consentdesk.ui.kit.buttons import LinkButton
from consentdesk.ui.people.screen import PeopleScreen
from consentdesk.ui.people.state import Entries, PeoplePage, PeopleState, PersonRow, Task
from tests.storage.conftest import CODE, PASSPHRASE, Place
from tests.ui.conftest import PATIENCE_MS, Front
from tests.ui.test_home import give_roles

LONG = "Anneliese-Wilhelmina van der Sample-Muster-Specimen-Beispielxx"
ME = PersonRow(
    *("member-1", "Sam Sample", "Physician", "SS", (Role.CLINICIAN, Role.ADMINISTRATOR)),
    can="Clinician, Administrator",
    hint="Physician · signs in as SS · since 2 March 2026 · here today at 10:00",
    is_me=True,
)
KIM = PersonRow(
    *("member-2", "Kim Muster", "Nurse", "KM", (Role.PHOTOGRAPHER,)),
    can="Photographer",
    hint="Nurse · signs in as KM · since 3 March 2026 · not here yet",
)
LONGEST = replace(KIM, id="member-3", name=LONG, initials="ABCD", can="Clinician, Photographer, Auditor")
GONE = PersonRow("member-4", "Robin Probe", "Nurse", hint="Nurse · 2 March 2026 to 4 May 2026")
LIST = PeopleState(here=(ME, KIM, LONGEST), left=(GONE,), me="Sam Sample", loaded=True)
ENTERED = Entries(LONG, "Physician, dermatology", "AB", (Role.CLINICIAN, Role.AUDITOR), own_code="402917")
RECOVERY_CODE = "8K2Q-77TN-4XW0-M3RD-AJ5P-91VC-EB"


def on(task: Task, page: PeoplePage, entries: Entries = ENTERED, **more: object) -> PeopleState:
    return replace(LIST, task=task, page=page, person=LONGEST, entries=entries, **more)  # type: ignore[arg-type]


STATES = {
    "unread": PeopleState(),
    "list": LIST,
    "alone": replace(LIST, here=(ME,), left=()),
    "due": replace(LIST, due=True, trouble="The disk is full. Make room and try again; nothing was lost"),
    "outcome": replace(LIST, outcome="Kim Muster can sign in now, as KM"),
    "working": replace(LIST, busy="Putting the vault under another key"),
    "who": on(Task.ADMIT, PeoplePage.WHO),
    "who_wrong": on(
        Task.ADMIT,
        PeoplePage.WHO,
        Entries(),
        problems=(("member_name", "Enter the name"), ("initials", "Enter the initials: one to 4 letters")),
    ),
    "roles": on(Task.ADMIT, PeoplePage.ROLES),
    "roles_wrong": on(Task.ADMIT, PeoplePage.ROLES, problems=(("roles", "Choose at least one role"),)),
    "secrets": on(Task.ADMIT, PeoplePage.SECRETS, problems=(("passphrase", "Enter your passphrase"),)),
    "confirm": on(Task.ADMIT, PeoplePage.CONFIRM),
    "person": on(Task.CHANGE, PeoplePage.PERSON),
    "person_wrong": on(Task.CHANGE, PeoplePage.PERSON, problems=(("own_code", "Enter your code"),)),
    "me": replace(on(Task.CHANGE, PeoplePage.PERSON), person=ME),
    "renew": on(Task.RENEW, PeoplePage.CONFIRM),
    "remove": on(Task.REMOVE, PeoplePage.REMOVE, problems=(("reason", "Say why this person leaves"),)),
    "recovery": on(Task.RECOVERY, PeoplePage.RECOVERY),
    "write_down": on(Task.RECOVERY, PeoplePage.WRITE_DOWN, recovery_code=RECOVERY_CODE),
    "type_back": on(Task.RECOVERY, PeoplePage.TYPE_BACK),
}


ROOM_PX = (1046, 700)  # beside the rail of a small window
KIMS_PASSPHRASE, KIMS_CODE = "seven quiet otters swim", "777123"


@pytest.fixture
def screen(qtbot: QtBot) -> Iterator[PeopleScreen]:
    made = PeopleScreen()
    qtbot.addWidget(made)
    made.resize(*ROOM_PX)
    made.show()
    yield made


@pytest.mark.parametrize("state", STATES.values(), ids=STATES)
def test_every_state_is_drawn_in_the_width_there_is(screen: PeopleScreen, state: PeopleState) -> None:
    screen.draw(state)
    assert screen.minimumSizeHint().width() <= ROOM_PX[0], "a long name must wrap"
    problems = screen.findChild(QWidget, "problems")
    assert isinstance(problems, QWidget) and problems.isVisible() is bool(state.problems)


def test_what_is_typed_survives_a_redraw_with_its_cursor(screen: PeopleScreen) -> None:
    hands = Hands(screen, lambda: False)
    screen.draw(STATES["who"])
    name = hands.find("member_name")
    assert isinstance(name, QLineEdit)
    name.setFocus()
    name.setCursorPosition(3)
    screen.draw(replace(STATES["who"], problems=(("initials", "One to 4 letters"),), busy="Working"))
    assert name.cursorPosition() == 3


def test_nobody_but_an_administrator_is_offered_the_page(front: Front) -> None:
    hands = front.unlock()
    assert hands.sees("go_people")
    front.on_lane(lambda: [give_roles(front, Role.CLINICIAN)])
    front.close()
    assert not front.unlock().sees("go_people")


def test_somebody_is_let_in_and_signs_in_with_their_own_passphrase(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front)
    assert hands.find("outcome").accessibleName() == "Kim Muster can sign in now, as KM"
    assert "Kim Muster" in words_of(hands, "here_card") and "not here yet" in words_of(hands, "here_card")
    front.close()
    again = door_of(front)
    vault = again.unlock(KIMS_PASSPHRASE)
    assert (vault.me.name, vault.me.roles) == ("Kim Muster", (Role.PHOTOGRAPHER,))
    vault.check_code(KIMS_CODE)
    vault.close()


def test_initials_follow_the_name_until_somebody_chooses_others(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_people")
    hands.click("admit")
    hands.type("member_name", "Sam Sprout")
    assert hands.text_of("initials") == "SSP", "SS is somebody's already"
    hands.type("initials", "sam")
    hands.type("member_name", "Sam Sapling")
    assert hands.text_of("initials") == "SAM"


def test_what_is_missing_is_said_page_by_page(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_people")
    hands.click("admit")
    hands.click("people_continue")
    assert problems(hands) == ["Enter the name", "Enter the initials: one to 4 letters"]
    hands.type("member_name", "Kim Muster")
    hands.type("initials", "ss")
    hands.click("people_continue")
    assert problems(hands) == ["Somebody else signs in by these letters. Choose others"]
    hands.type("initials", "km")
    hands.click("people_continue")
    hands.click("people_continue")
    assert problems(hands) == ["Choose at least one role"]
    hands.click("role_auditor")
    hands.click("people_continue")
    hands.type("passphrase", KIMS_PASSPHRASE)
    hands.click("people_continue")
    assert problems(hands) == [
        "The two passphrases are not the same. Type the second one again",
        "Choose a code of 6 digits or more",
    ]


def test_a_weak_passphrase_leads_back_to_its_page_and_nothing_else_is_typed_twice(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front, passphrase="password")
    assert hands.sees("people_secrets") and len(problems(hands)) == 1
    hands.type("passphrase", KIMS_PASSPHRASE)
    hands.type("passphrase_again", KIMS_PASSPHRASE)
    hands.click("people_continue")
    assert hands.text_of("own_code") == "", "the code is asked again for another try"
    hands.type("own_code", CODE)
    hands.click("people_continue")
    assert hands.find("outcome").accessibleName() == "Kim Muster can sign in now, as KM"


def test_a_wrong_code_lets_nobody_in_and_three_lock_the_desk(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front, code="111111")
    assert problems(hands) == ["This code is not right. Tries left: 2"]
    for _try in range(2):
        hands.type("own_code", "111111")
        hands.click("people_continue")
    assert front.locked == ["locked"]
    assert members_in(front) == ["Sam Sample"]


def test_roles_and_profession_are_changed_with_one_code(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front)
    hands.click("person_2")
    hands.type("member_role", "Head nurse")
    hands.click("role_auditor")
    hands.type("own_code", CODE)
    hands.click("people_continue")
    assert "Photographer, Auditor" in words_of(hands, "here_card")
    assert "Head nurse" in words_of(hands, "here_card")


def test_the_last_administrator_stays_one(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_people")
    hands.click("person_1")
    assert not hands.sees("remove_person") and not hands.sees("renew_secrets")
    hands.click("role_administrator")
    hands.type("own_code", CODE)
    hands.click("people_continue")
    assert problems(hands) == ["Somebody has to be administrator. Give another person this role first"]


def test_whoever_gives_up_being_administrator_loses_the_page_at_once(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front)
    hands.click("person_2")
    hands.click("role_administrator")
    hands.type("own_code", CODE)
    hands.click("people_continue")
    hands.click("person_1")
    hands.click("role_administrator")
    hands.type("own_code", CODE)
    hands.click("people_continue")
    assert hands.wait_for("home_page") and not hands.sees("go_people")


def test_a_removed_person_opens_nothing_and_the_key_changes_with_them(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front)
    key = front.on_lane(lambda: front.window._desk.vault._db.key)  # type: ignore[union-attr]
    remove_kim(hands)
    front.qtbot.waitUntil(lambda: "another key" in outcome(hands), timeout=PATIENCE_MS)
    assert outcome(hands) == "Kim Muster works here no more. The vault lies under another key now"
    assert "Kim Muster" in words_of(hands, "left_card") and not hands.sees("key_due")
    assert key != front.on_lane(lambda: front.window._desk.vault._db.key)  # type: ignore[union-attr]
    front.close()
    again = door_of(front)
    with pytest.raises(Refusal, match="passphrase_wrong"):
        again.unlock(KIMS_PASSPHRASE)
    again.unlock(PASSPHRASE).close()


def test_a_key_change_that_was_broken_off_waits_on_home_and_is_made_up_for(
    front: Front, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = front.unlock()
    let_kim_in(front)
    with monkeypatch.context() as full:
        full.setattr("consentdesk.storage.rekeying.free_bytes", lambda folder: 0)
        remove_kim(hands)
        assert "disk is full" in hands.find("trouble").accessibleName() and hands.sees("key_due")
    hands.click("go_home")
    hands.click("key_due_review")
    hands.click("key_due_change")
    assert outcome(hands) == "The vault lies under another key now" and not hands.sees("key_due")


def test_somebody_who_forgot_gets_new_secrets_and_the_old_ones_end(front: Front) -> None:
    hands = front.unlock()
    let_kim_in(front)
    hands.click("person_2")
    hands.click("renew_secrets")
    hands.type("passphrase", "five late trains whistle")
    hands.type("passphrase_again", "five late trains whistle")
    hands.type("code", "888456")
    hands.click("people_continue")
    hands.type("own_code", CODE)
    hands.click("people_continue")
    assert outcome(hands) == "Kim Muster has a new passphrase and a new code"
    front.close()
    again = door_of(front)
    with pytest.raises(Refusal, match="passphrase_wrong"):
        again.unlock(KIMS_PASSPHRASE)
    again.unlock("five late trains whistle").close()


def test_a_new_recovery_code_counts_once_it_was_typed_back(front: Front, clinic_place: Place) -> None:
    hands = front.unlock()
    new = see_new_code(hands)
    hands.click("people_continue")
    hands.type("recovery_code", "0000")
    hands.click("people_continue")
    assert problems(hands) == ["This is not the recovery code. Compare it with what you wrote down"]
    hands.type("recovery_code", new.lower().replace("-", " "))
    hands.click("people_continue")
    assert outcome(hands).startswith("The new recovery code counts from now on")
    front.close()
    again = door_of(front)
    with pytest.raises(Refusal, match="passphrase_wrong"):
        again.unlock(clinic_place.recovery_code)
    again.unlock(new).close()


def test_a_recovery_code_that_was_not_typed_back_changes_nothing(front: Front, clinic_place: Place) -> None:
    hands = front.unlock()
    new = see_new_code(hands)
    hands.click("people_back")
    assert hands.sees("people_list")
    front.close()
    again = door_of(front)
    with pytest.raises(Refusal, match="passphrase_wrong"):
        again.unlock(new)
    again.unlock(clinic_place.recovery_code).close()


def test_a_bug_leaves_what_was_typed_and_a_page_that_can_be_used(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_people")
    hands.click("go_home")
    hands.click("go_people")
    hands.click("admit")
    hands.type("member_name", "Kim Muster")
    front.machine.lane.broke.emit("ValueError")
    hands.settle()
    assert hands.text_of("member_name") == "Kim Muster" and not hands.sees("working")
    hands.click("people_continue")
    assert hands.sees("people_roles")


def test_nothing_secret_stays_in_the_page_once_a_task_is_left(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_people")
    hands.click("admit")
    hands.type("member_name", "Kim Muster")
    hands.click("people_back")
    hands.click("admit")
    assert hands.text_of("member_name") == ""


def let_kim_in(front: Front, passphrase: str = KIMS_PASSPHRASE, code: str = CODE) -> None:
    """The whole guided way, Kim's own typing included."""
    front.clock.advance(timedelta(minutes=1))
    hands = front.hands
    hands.click("go_people")
    hands.click("admit")
    hands.type("member_name", "Kim Muster")
    hands.type("member_role", "Nurse")
    hands.click("people_continue")
    hands.click("role_photographer")
    hands.click("people_continue")
    hands.type("passphrase", passphrase)
    hands.type("passphrase_again", passphrase)
    hands.type("code", KIMS_CODE)
    hands.click("people_continue")
    hands.type("own_code", code)
    hands.click("people_continue")


def remove_kim(hands: Hands) -> None:
    hands.click("person_2")
    hands.click("remove_person")
    hands.type("reason", "Moved to another clinic")
    hands.type("own_code", CODE)
    hands.click("people_continue")


def see_new_code(hands: Hands) -> str:
    hands.click("go_people")
    hands.click("new_recovery_code")
    hands.type("own_code", CODE)
    hands.click("people_continue")
    return hands.text_of("recovery_code_shown")


def door_of(front: Front) -> VaultDoor:
    """The way into its vault, past the window."""
    return VaultDoor(front.vault, front.clock.now, Ids(front.clock.now).new_id, FLOOR)


def members_in(front: Front) -> list[str]:
    again = door_of(front)
    front.close()
    vault = again.unlock(PASSPHRASE)
    names = [member.name for member in vault.members()]
    vault.close()
    return names


def problems(hands: Hands) -> list[str]:
    shown = hands.find("problems").findChildren(LinkButton)
    return [link.accessibleName() for link in shown if link.objectName()]


def outcome(hands: Hands) -> str:
    return hands.find("outcome").accessibleName() if hands.sees("outcome") else ""


def words_of(hands: Hands, name: str) -> str:
    return "\n".join(label.text() for label in hands.find(name).findChildren(QLabel))
