"""Take-downs are for those who work with patients and their pictures."""

from __future__ import annotations

import pytest

from consentdesk.domain.access import Role
from tests.storage.conftest import Place
from tests.ui.colleagues import TAYS, let_in, sign_in
from tests.ui.conftest import Front, clinic_place, empty_front, front

__all__ = ["clinic_place", "empty_front", "front"]


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_does_not_work_with_patients_is_not_led_there(
    front: Front, clinic_place: Place, role: Role
) -> None:
    let_in(front, clinic_place, (role,))
    front.open()
    sign_in(front, "TT", TAYS.passphrase)
    assert front.hands.sees("go_home") and not front.hands.sees("go_removals")


@pytest.mark.parametrize("role", [Role.PHOTOGRAPHER, Role.PRIVACY_OFFICER])
def test_who_works_with_pictures_finds_them_in_the_rail(
    front: Front, clinic_place: Place, role: Role
) -> None:
    let_in(front, clinic_place, (role,))
    front.open()
    sign_in(front, "TT", TAYS.passphrase)
    front.hands.click("go_removals")
    assert "A withdrawal opens" in front.hands.text_of("nothing")
