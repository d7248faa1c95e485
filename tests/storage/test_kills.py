"""A process killed in the middle of its work: what was acknowledged is there, and nothing is half written."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count

import pytest

from consentdesk.domain.draft import Draft
from consentdesk.domain.facts import ConsentSigned, LoggedIn
from consentdesk.domain.refusals import Refusal
from consentdesk.storage.vault import OpenVault
from tests.helpers.sessions import NOW, sealed_record
from tests.storage.conftest import Place
from tests.storage.consents import codes, images_of, person, register

RECORD = sealed_record(images=2)
LONGEST_WAIT_S = 0.015  # longer than the longest of the acts
Work = Callable[[Place, Callable[[str], None]], None]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def seal_one(vault: OpenVault, id: str) -> None:
    record = replace(RECORD, id=id)
    with vault.transaction():
        register(vault, person(1))
        for image in images_of(record):
            vault.append(image, NOW, "patient-1")
        vault.append(ConsentSigned(record), NOW, "patient-1")


def busy_desk(place: Place, acknowledge: Callable[[str], None]) -> None:
    """Seal, store and save without end, saying so only after each."""
    vault = place.open()
    acknowledge("open -")
    for n in count():
        id = f"{os.getpid()}-{n}"
        seal_one(vault, id)
        acknowledge(f"record {id}")
        acknowledge(f"blob {vault.put_blob(id.encode() * 9000, f'image:{id}')}")
        vault.save_draft(Draft(id, NOW, "m"), NOW)
        acknowledge(f"draft {id}")


def hasty_desk(place: Place, acknowledge: Callable[[str], None]) -> None:
    """The control: says that it sealed before it did."""
    vault = place.open()
    with vault.transaction():
        vault.append(LoggedIn(), NOW)
        acknowledge("record hasty")
        signal.pause()


@contextmanager
def child(place: Place, work: Work) -> Iterator[tuple[int, int]]:
    """A process that works: its id, and where it acknowledges."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            work(place, lambda line: os.write(write, f"{line}\n".encode()) and None)
        finally:
            os._exit(1)
    os.close(write)
    try:
        yield pid, read
    finally:
        os.close(read)


def killed(place: Place, work: Work, after: int, wait_s: float) -> list[str]:
    """What a process had acknowledged that was killed so soon after so many acknowledgements."""
    said = b""
    with child(place, work) as (pid, read):
        while said.count(b"\n") < after and (more := os.read(read, 1 << 16)):
            said += more
        time.sleep(wait_s)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        while more := os.read(read, 1 << 16):
            said += more
    return said.decode().splitlines()


def lost(vault: OpenVault, acknowledged: list[str]) -> list[str]:
    ask = {"record": vault.record, "blob": vault.blob, "draft": vault.draft, "open": lambda id: id}
    gone = []
    for line in acknowledged:
        what, id = line.split()
        try:
            ask[what](id)
        except Refusal:
            gone.append(line)
    return gone


def half_written(vault: OpenVault) -> bool:
    """Whether a consent is there in part: each has one patient, two images, one record."""
    kinds = dict(vault._db.rows("SELECT kind, count(*) FROM facts GROUP BY kind"))
    sealed = kinds.get("consent_signed", 0)
    return (kinds.get("patient_registered", 0), kinds.get("image_added", 0)) != (sealed, 2 * sealed)


def run_kills(place: Place, times: int, seed: int) -> int:
    chance, acknowledged = random.Random(seed), 0
    for n in range(times):
        said = killed(place, busy_desk, chance.randint(1, 6), chance.uniform(0, LONGEST_WAIT_S))
        acknowledged += len(said) - 1
        vault = place.open()
        assert lost(vault, said) == [] and not half_written(vault)
        if n % 25 == 24 or n == times - 1:
            assert codes(vault.check()) == set()
        vault.close()
    return acknowledged


def test_a_killed_desk_loses_nothing_it_acknowledged(place: Place) -> None:
    assert run_kills(place, 25, seed=4) >= 25


@pytest.mark.long
def test_a_thousand_kills_lose_nothing_that_was_acknowledged(template: Place, place: Place) -> None:
    for batch in range(20):
        fresh = template.copy(place.folder.with_name(f"vault-{batch}"))
        assert run_kills(fresh, 50, seed=100 + batch) >= 50


def test_a_desk_that_acknowledges_too_early_is_caught(place: Place) -> None:
    said = killed(place, hasty_desk, 1, 0)
    vault = place.open()
    assert lost(vault, said) == ["record hasty"]
    vault.close()
