"""What is made from a suspended image is suspended with it, also where it is made later (R28, R29)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from consentdesk.domain.facts import ImageAdded, SuspensionLifted, UseSuspended
from consentdesk.domain.withdrawal import Asker, Asking, Scope, Way
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, later

FACE, CROP, MASK = "fa" * 32, "c0" * 32, "ad" * 32
AUNT = Asking(Asker.FAMILY, Way.TELEPHONE, "Robin Probe", "aunt")


def added(vault: OpenVault, source: str, made_from: str = "") -> None:
    hashes = source, "01" * 32, "02" * 32, "03" * 32
    image = ImageAdded(*hashes, "JPEG", 40, 30, "left arm", kept=True, derived_from=made_from)
    vault.append(image, NOW, "patient-1")


ACTS: tuple[Callable[[OpenVault], object], ...] = (
    lambda vault: added(vault, FACE),
    lambda vault: added(vault, CROP, FACE),
    lambda vault: added(vault, MASK, CROP),
    lambda vault: vault.append(UseSuspended("s", Scope((FACE,), ("teaching",)), AUNT), NOW, "patient-1"),
)


def held(vault: OpenVault, image: str) -> list[tuple[str, str]]:
    return [(e.id, e.use) for e in vault.endings_on(image) if e.holds(later(days=1))]


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (0, 3, 1, 2), (3, 2, 1, 0), (2, 3, 0, 1)])
def test_a_crop_of_a_suspended_image_is_suspended_whichever_came_first(
    vault: OpenVault, order: tuple[int, ...]
) -> None:
    for n in order:
        ACTS[n](vault)
    assert [held(vault, image) for image in (FACE, CROP, MASK)] == [[("s", "teaching")]] * 3
    vault.rebuild()
    assert held(vault, MASK) == [("s", "teaching")]
    vault.append(SuspensionLifted("s", "She meant another picture"), NOW, "patient-1")
    assert held(vault, MASK) == []


def test_the_source_of_a_suspended_crop_is_not_suspended(vault: OpenVault) -> None:
    added(vault, FACE)
    added(vault, CROP, FACE)
    vault.append(UseSuspended("s", Scope((CROP,)), AUNT), NOW, "patient-1")
    assert held(vault, CROP) == [("s", "")] and held(vault, FACE) == []
