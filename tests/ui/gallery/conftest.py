"""The gallery at a real desk, over a vault with as many consents as a test asks for."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from tests.benchmarks import big_vault
from tests.helpers.pictures import jpeg, photograph
from tests.helpers.sessions import NOW
from tests.ui.records.conftest import Office, office
from tests.ui.session.conftest import bedside, clinic_vault, decoder

__all__ = ["bedside", "clinic_vault", "decoder", "office"]

SCENES = 12


@cache
def scene(n: int) -> bytes:
    return jpeg(photograph(320, 240 if n % 3 else 320, seed=n))


def small(source_sha256: str) -> bytes:
    """A small picture that no other image has: one of a few, with a tail that nobody draws."""
    return scene(int(source_sha256[:4], 16) % SCENES) + source_sha256.encode()


@pytest.fixture
def fill(office: Office) -> Callable[[int], None]:
    """Puts so many consents, of two pictures each, into the desk's vault."""
    vault: Any = office.desk.vault

    def put(consents: int) -> None:
        with vault.transaction():
            for n in range(consents):
                big_vault.seal(vault, n, NOW, small)

    return lambda consents: office.on_lane(lambda: put(consents))
