"""The ways to the ledger and from it, in the program's own window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from consentdesk.domain.access import Role
from consentdesk.domain.facts import MemberChanged
from tests.helpers.sessions import NOW
from tests.storage.conftest import CODE, Place
from tests.ui.conftest import Front, NoFiles


@dataclass
class Desktop(NoFiles):
    """A user who saves where they are told."""

    folder: Path = Path()

    def save_as(self, suggested_name: str) -> Path:
        return self.folder / suggested_name


@pytest.fixture
def give_roles(front: Front, clinic_place: Place) -> Callable[..., None]:
    """Give whoever signs in these roles and no other, before the program starts."""

    def give(*roles: Role) -> None:
        vault = replace(clinic_place, folder=front.vault).open()
        vault.append(MemberChanged(replace(vault.me, roles=roles), "roles"), NOW)
        vault.close()

    return give


def test_the_rail_leads_to_the_ledger_and_from_there_to_a_copy_and_to_integrity(front: Front) -> None:
    hands = front.unlock()
    hands.click("go_ledger")
    assert hands.sees("ledger_page") and hands.sees("line_1")
    hands.click("check_copy")
    assert hands.sees("copy_check_page")
    hands.click("go_ledger")
    hands.click("integrity")
    assert hands.sees("integrity_page")


def test_an_auditor_comes_from_home_to_the_ledger_and_to_a_copy(
    front: Front, give_roles: Callable[..., None]
) -> None:
    give_roles(Role.AUDITOR)
    hands = front.unlock()
    hands.click("way_copy_check")
    assert hands.sees("copy_check_page")
    hands.click("go_home")
    hands.click("way_ledger")
    assert hands.sees("ledger_page")


def test_whoever_may_not_read_the_ledger_finds_no_way_to_it(
    front: Front, give_roles: Callable[..., None]
) -> None:
    give_roles(Role.CLINICIAN)
    hands = front.unlock()
    assert not hands.sees("go_ledger")


def test_a_table_saved_from_the_window_is_noted(
    front: Front, tmp_path: Path, kinds: Callable[[Path], list[str]]
) -> None:
    front.files = Desktop(folder=tmp_path)
    hands = front.unlock()
    hands.click("go_ledger")
    hands.click("save_table")
    hands.type("ledger_code", CODE)
    hands.click("ledger_save")
    front.qtbot.waitUntil(lambda: hands.sees("ledger_saved"), timeout=10_000)
    hands.settle()
    assert len(list(tmp_path.glob("consentdesk-ledger-*.csv"))) == 1
    front.close()
    assert "ledger_exported" in kinds(front.vault)


def test_typing_the_code_of_a_copy_on_home_leads_to_its_check(front: Front) -> None:
    hands = front.unlock()
    assert not hands.sees("check_copy")
    hands.type("search", "K7QF-2M9D-XR41")
    front.qtbot.waitUntil(lambda: hands.sees("check_copy"), timeout=10_000)
    hands.click("check_copy")
    assert hands.sees("copy_check_page")
