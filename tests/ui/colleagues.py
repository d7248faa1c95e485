"""Colleagues at the clinic's vault, let in before the program starts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from consentdesk.domain.access import Role
from consentdesk.storage.vault import OpenVault
from tests.storage.conftest import Place
from tests.storage.staff import ADMINISTRATOR, CLINICIAN, OTHERS, TAYS, admit
from tests.ui.conftest import Front

T = TypeVar("T")
__all__ = ["ADMINISTRATOR", "CLINICIAN", "OTHERS", "TAYS", "at_vault", "headers", "let_in", "sign_in"]


def at_vault(front: Front, place: Place, work: Callable[[OpenVault], T]) -> T:
    """Do something in Sam's name while no window is open."""
    vault = replace(place, folder=front.vault).open()
    try:
        return work(vault)
    finally:
        vault.close()


def let_in(front: Front, place: Place, roles: tuple[Role, ...] = CLINICIAN) -> None:
    """Tay Tester signs in as TT from now on."""
    at_vault(front, place, lambda vault: admit(vault, roles))


def headers(front: Front, place: Place) -> list[tuple[str, str]]:
    """Kind and author of every fact, in order, once the window is closed."""

    def read(vault: OpenVault) -> list[tuple[str, str]]:
        names = {line.member.id: line.member.name for line in vault.everyone()}
        rows = vault._db.rows("SELECT kind, actor FROM facts ORDER BY number")
        return [(kind, names.get(actor, "")) for kind, actor in rows]

    return at_vault(front, place, read)


def sign_in(front: Front, who: str, passphrase: str, go: str = "unlock") -> None:
    """Choose the initials, type the passphrase, and go on."""
    front.hands.click(f"who_{who}")
    front.hands.type("passphrase", passphrase)
    front.hands.click(go)
