"""What a desk is at when it is killed or the power fails. Each act is acknowledged once it is done: what was
acknowledged has to be there afterwards.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import TypeAlias

from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import ConsentSigned
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from tests.helpers.killing import Acknowledge
from tests.helpers.sessions import NOW, sealed_record
from tests.storage.conftest import FIRST, FIRST_FACTS, Place
from tests.storage.consents import images_of, person, register
from tests.storage.staff import admit

RECORD = sealed_record(images=2)
OTHER = "other"
IMAGE_BYTES = 40_000
CLOSED_EVERY = 3
TRIES_AT_MOST = 12
Rounds: TypeAlias = Iterable[int]
Work: TypeAlias = Callable[[Place, Acknowledge, Rounds], None]


def stick_of(place: Place) -> Path:
    """Where its backups go."""
    return place.folder.with_name("stick")


def seal_one(vault: OpenVault, id: str) -> None:
    """A consent with one patient, two images and one record, in one transaction."""
    record = replace(RECORD, id=id)
    with vault.transaction():
        register(vault, person(1))
        for image in images_of(record):
            vault.append(image, NOW, "patient-1")
        vault.append(ConsentSigned(record), NOW, "patient-1")


def fill(vault: OpenVault, acknowledge: Acknowledge, id: str) -> None:
    """Seal, import and save one after the other."""
    seal_one(vault, id)
    acknowledge(f"record {id}")
    acknowledge(f"blob {vault.put_blob(os.urandom(IMAGE_BYTES), f'image:{id}')}")
    vault.save_draft(Draft(id, NOW, "m"), NOW)
    acknowledge(f"draft {id}")


def at_the_desk(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """Sign and import; every so often the vault is closed, which empties its log into the database."""
    vault = place.open()
    acknowledge("open")
    for n in rounds:
        fill(vault, acknowledge, f"{os.getpid()}-{n}")
        if n % CLOSED_EVERY == CLOSED_EVERY - 1:
            vault.close()
            vault = place.open()
            acknowledge("open")


def backing_up(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """Back up to a stick, something new in the vault each time."""
    vault = place.open()
    acknowledge("open")
    for _ in rounds:
        acknowledge(f"blob {vault.put_blob(os.urandom(IMAGE_BYTES), f'image:{os.getpid()}')}")
        place.clock.move(hours=1)
        acknowledge(f"backup {vault.backing_up(stick_of(place)).run().name}")


def people_come_and_go(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """Let somebody in, send them away, put the vault under another key."""
    vault = place.open()
    acknowledge("open")
    for _ in rounds:
        came = admit(vault)
        acknowledge(f"came {came.id}")
        vault.dismiss(came.id, "left", NOW)
        acknowledge(f"left {came.id}")
        vault.rekey(NOW)
        acknowledge("rekeyed")


def opening(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """Open a vault, which brings an older one to the present shape."""
    acknowledge("begun")
    place.open().close()
    acknowledge("open")


def setting_up(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """Make another vault beside this one."""
    other = replace(place, folder=place.folder.with_name(OTHER))
    prepared = other.door.prepare(FIRST, FIRST_FACTS, NOW, rehearsal=False)
    acknowledge("begun")
    prepared.finish(prepared.recovery_code).close()
    acknowledge("open")


def on_a_failing_disk(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """As at the desk, and on after each refusal as staff would, until it goes well."""
    outcomes = (_went_well(place, acknowledge, f"{os.getpid()}-{n}") for n in count())
    for n, well in zip(range(TRIES_AT_MOST), outcomes, strict=False):
        if well and n >= max(rounds):
            acknowledge("went well")
            return


def _went_well(place: Place, acknowledge: Acknowledge, id: str) -> bool:
    try:
        vault = place.open()
        try:
            fill(vault, acknowledge, id)
        finally:
            vault.close()
    except Refusal as refusal:
        acknowledge(f"refused {refusal.code}")
        return False
    return True


def boasting(place: Place, acknowledge: Acknowledge, rounds: Rounds) -> None:
    """The same desk, which says that it sealed whatever the disk said."""
    for n in rounds:
        with suppress(Refusal):
            vault = place.open()
            try:
                seal_one(vault, f"{os.getpid()}-{n}")
            finally:
                vault.close()
        acknowledge(f"record {os.getpid()}-{n}")
