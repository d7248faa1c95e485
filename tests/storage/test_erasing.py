"""What was erased stands nowhere any more, whoever has the key; everything else is as it was (R40)."""

from __future__ import annotations

import os
import random
import shutil
import signal
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consentdesk.domain.facts import ContentErased
from consentdesk.storage.vault import OpenVault
from consentdesk.storage.views import tables
from tests.helpers.killing import killed
from tests.helpers.pages import readable
from tests.helpers.sessions import NOW, later
from tests.storage.conftest import Place
from tests.storage.consents import codes
from tests.storage.whole_patients import Whole, admit, traces

KILLS, LONGEST_WAIT_S = 15, 0.06

forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a forked process")


def erase(vault: OpenVault, made: Whole, image: str = "") -> None:
    """As the workflow does, an open session of the patient's included."""
    with vault.erasing():
        if image:
            keys = vault.erase_image(image, later(days=1))
        else:
            vault.remove_draft(made.draft)
            keys = vault.erase_patient(made.id, later(days=1))
        vault.append(ContentErased("e", keys), later(days=1))


def found(place: Place, searched: list[bytes]) -> list[bytes]:
    """Which of these the key makes readable anywhere in the vault's folder, whatever the case of letters."""
    everything = readable(place.folder, place.keys.data_key)
    lower = everything.lower()
    return [trace for trace in searched if trace in everything or trace.lower() in lower]


def test_everything_of_a_patient_can_be_found_before_and_nothing_after(place: Place) -> None:
    vault = place.open()
    others = [admit(vault, n, old_copy=n == 2) for n in range(1, 4)]
    gone = others.pop(1)
    searched = traces(vault, gone)
    assert len(searched) > 25 and found(place, searched) == searched, "the search finds what is there"
    erase(vault, gone)
    assert found(place, searched) == []
    assert gone.is_gone(vault) and all(other.is_whole(vault) for other in others)
    assert codes(vault.check()) == set()
    vault.close()
    assert found(place, searched) == []


def test_everything_of_an_image_can_be_found_before_and_nothing_after(place: Place, vault: OpenVault) -> None:
    made = admit(vault, 1)
    image = made.images.pop()
    searched = traces(vault, made, image)
    assert found(place, searched) == searched
    erase(vault, made, image)
    assert found(place, searched) == []
    assert made.is_whole(vault) and vault.copies_of(made.record.id) == ()
    assert codes(vault.check()) == set()


def in_the_log(vault: OpenVault, made: Whole) -> None:
    with vault.transaction():
        vault.erase_patient(made.id, NOW)


def on_free_pages(vault: OpenVault, made: Whole) -> None:
    vault._db.run("PRAGMA secure_delete = OFF")
    erase(vault, made)


def in_the_index(vault: OpenVault, made: Whole) -> None:
    vault._db.run("INSERT INTO patient_words (patient_words, rank) VALUES ('secure-delete', 0)")
    erase(vault, made)


@pytest.mark.parametrize("careless", [in_the_log, on_free_pages, in_the_index])
def test_erasing_carelessly_leaves_traces_that_the_search_finds(
    place: Place, vault: OpenVault, careless: Callable[[OpenVault, Whole], None]
) -> None:
    made, _other = admit(vault, 1), admit(vault, 2)
    searched = traces(vault, made)
    vault._db.checkpoint()
    careless(vault, made)
    assert made.is_gone(vault) and found(place, searched) != []


def test_copies_from_before_a_migration_go_as_well(place: Place, vault: OpenVault) -> None:
    made = admit(vault, 1)
    vault._db.copy_to(place.folder / "vault.db.before-4")
    searched = traces(vault, made)
    erase(vault, made)
    assert found(place, searched) == [] and not list(place.folder.glob("*before*"))


def test_what_a_reader_held_up_is_wiped_when_the_vault_is_closed(place: Place) -> None:
    vault, reader = place.open(), place.open()
    made = admit(vault, 1)
    searched = traces(vault, made)
    with reader._db.snapshot():
        reader._db.rows("SELECT count(*) FROM facts")
        vault._db.run("PRAGMA busy_timeout = 50")
        erase(vault, made)
        assert made.is_gone(vault) and found(place, searched) != []
    reader.close()
    vault.close()
    assert found(place, searched) == []


def test_pages_that_were_signed_for_somebody_else_too_stay(vault: OpenVault) -> None:
    made = admit(vault, 1)
    shared = vault.put_blob(vault.blob(next(iter(made.blobs[""]))), "paper:another session")
    own = vault.put_blob(b"their own page", "paper:another session")
    erase(vault, made)
    assert vault.blob(own) and vault.blob(shared), "only its own keys are destroyed"


def test_what_is_not_there_is_erased_without_a_word(vault: OpenVault) -> None:
    with vault.erasing():
        assert vault.erase_patient("nobody", NOW) == () == vault.erase_image("00" * 32, NOW)
    assert codes(vault.check()) == set()


histories = st.lists(
    st.tuples(st.sampled_from(["admit", "image", "patient", "rebuild"]), st.integers(0, 9)), max_size=12
)


@settings(max_examples=12)
@given(histories, st.integers(0, 2**16))
def test_whatever_was_erased_and_when_nothing_of_it_is_readable_and_all_else_is(
    template: Place, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, int]], seed: int
) -> None:
    place = template.copy(tmp_path_factory.mktemp("history") / "vault")
    vault = place.open()
    here, gone, searched = [admit(vault, seed), admit(vault, seed + 1, old_copy=True)], [], []
    for at, (act, which) in enumerate(history, start=2):
        made = here[which % len(here)] if here else None
        if act == "admit" or made is None:
            here.append(admit(vault, seed + at, images=1 + which % 3, old_copy=which % 2 == 0))
        elif act == "rebuild":
            vault.rebuild()
        elif act == "patient":
            searched += traces(vault, made)
            here.remove(made)
            gone.append(made)
            erase(vault, made)
        elif made.images:
            image = made.images.pop(which % len(made.images))
            searched += traces(vault, made, image)
            erase(vault, made, image)
    everything_is_as_it_should_be(vault, here, gone)
    assert found(place, searched) == []
    vault.close()
    shutil.rmtree(place.folder)


def everything_is_as_it_should_be(vault: OpenVault, here: list[Whole], gone: list[Whole]) -> None:
    assert all(made.is_whole(vault) for made in here) and all(made.is_gone(vault) for made in gone)
    before = tables.fingerprint(vault._db)
    vault.rebuild()
    assert tables.fingerprint(vault._db) == before
    assert codes(vault.check()) == set()


def erasing_desk(place: Place, acknowledge: Callable[[str], None]) -> None:
    """Admit and erase without end, saying so only after each."""
    vault = place.open()
    for n in count(os.getpid() * 100):
        made = admit(vault, n, images=1)
        acknowledge(f"{n} here")
        erase(vault, made)
        acknowledge(f"{n} gone")


def halving_desk(place: Place, acknowledge: Callable[[str], None]) -> None:
    """The control: destroys a key, and what goes with it later."""
    vault = place.open()
    admit(vault, 1)
    vault._keys.destroy("patient:patient-1", NOW)
    acknowledge("1 here")
    signal.pause()


def wrong(vault: OpenVault, said: list[str]) -> list[str]:
    """Whoever is half erased, and whoever is there although they were said to be gone."""
    found = []
    for id, state in dict(line.split() for line in said).items():
        key = vault._db.row("SELECT 1 FROM keys WHERE name = ?", f"patient:patient-{id}")
        there = [bool(key), bool(vault.records_of(f"patient-{id}")), bool(vault.images_of(f"patient-{id}"))]
        if len(set(there)) > 1 or (state == "gone" and any(there)):
            found.append(id)
    return found


def run_kills(place: Place, times: int, seed: int) -> None:
    chance = random.Random(seed)
    for _kill in range(times):
        said = killed(place, erasing_desk, chance.randint(1, 3), chance.uniform(0, LONGEST_WAIT_S))
        vault = place.open()
        assert wrong(vault, said) == []
        vault.close()
    vault = place.open()
    assert codes(vault.check()) == set()
    vault.close()


@forks
def test_a_desk_killed_while_erasing_has_erased_everything_or_nothing(place: Place) -> None:
    run_kills(place, KILLS, seed=7)


@forks
@pytest.mark.long
def test_three_hundred_kills_while_erasing_leave_nothing_half_erased(template: Place, place: Place) -> None:
    for batch in range(10):
        run_kills(template.copy(place.folder.with_name(f"vault-{batch}")), 30, seed=100 + batch)


@forks
def test_a_desk_that_erases_by_halves_is_caught(place: Place) -> None:
    said = killed(place, halving_desk, 1, 0)
    vault = place.open()
    assert wrong(vault, said) == ["1"]
    vault.close()


def test_a_key_that_was_in_the_log_of_a_killed_desk_is_gone_after_the_next_opening(
    place: Place, tmp_path: Path
) -> None:
    vault = place.open()
    made = admit(vault, 1)
    searched = traces(vault, made)
    vault._db.checkpoint = lambda: None  # type: ignore[method-assign]  # killed right before it
    erase(vault, made)
    shutil.copytree(place.folder, tmp_path / "killed")
    killed_desk = Place(tmp_path / "killed", place.slots, place.keys, place.recovery_code)
    assert found(killed_desk, searched) != []
    killed_desk.open().close()
    assert found(killed_desk, searched) == []
    del vault._db.checkpoint  # type: ignore[attr-defined]
    vault.close()
