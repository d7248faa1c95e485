"""The vaults that trials start from, each made once for a bench."""

from __future__ import annotations

import random
import shutil
from dataclasses import replace
from pathlib import Path

from consentdesk.storage.connection import Database
from consentdesk.storage.files import database_salt
from consentdesk.storage.keys.slots import to_bytes, write_slots
from consentdesk.storage.migrations import STEPS, shape_new
from tests.faults.works import fill, stick_of
from tests.helpers.campaign import Bench
from tests.storage.conftest import Place, make_place
from tests.storage.staff import of_old_form

PEOPLE_HAVE_KEYS = 4
TABLES = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"


def first_run(bench: Bench) -> Place:
    """A vault as its making leaves it."""
    return make_place(bench.keep() / "vault")


def used(bench: Bench) -> Place:
    """A vault with consents, images and sessions in it, and a backup on its stick."""
    place = copy_of(bench.once(first_run), bench.keep())
    stick_of(place).mkdir()
    vault = place.open()
    for n in range(3):
        fill(vault, lambda line: None, f"before-{n}")
    vault.backing_up(stick_of(place)).run()
    vault.close()
    return place


def of_version(bench: Bench, version: int) -> Place:
    """The same vault in the shape that the program of a schema version gave it."""
    place = copy_of(bench.once(used), bench.keep())
    if version < PEOPLE_HAVE_KEYS:
        place = of_old_form(place)
    older = place.folder / "older.db"
    _reshape(place, older, version)
    older.replace(place.database)
    slots = replace(place.slots, database_salt=database_salt(place.folder).hex())
    db = Database(place.database, place.keys.data_key)
    db.run("UPDATE slots SET data = ?", to_bytes(slots))
    db.close()
    for _ in range(2):
        write_slots(place.folder, slots)
    return replace(place, slots=slots)


def copy_of(place: Place, folder: Path) -> Place:
    """A copy of a vault and its stick in another folder."""
    shutil.copytree(place.folder.parent, folder, dirs_exist_ok=True)
    return replace(place, folder=folder / place.folder.name)


def _reshape(place: Place, older: Path, version: int) -> None:
    db = Database.create(older, place.keys.data_key)
    shape_new(db, STEPS[:version])
    db.attach(place.database, "present")
    for (table,) in db.rows(TABLES):
        if table != "migrations":
            _copy_table(db, table)
    db.run("UPDATE vault SET views = 0")
    db.run("DETACH present")
    db.close()


def _copy_table(db: Database, table: str) -> None:
    columns = ", ".join(name for (name,) in db.rows("SELECT name FROM pragma_table_info(?, 'main')", table))
    db.run(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM present.{table}")


def seeded(seed: int, campaign: str) -> random.Random:
    """The chance of one trial."""
    return random.Random(f"{campaign}/{seed}")
