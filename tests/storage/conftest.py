"""Real vaults: one is made once, with the least Argon2 allowed, and every test works on its own copy."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest

from consentdesk.domain.facts import ClinicDescribed, PackAdopted, UsesPreset
from consentdesk.domain.moment import Moment
from consentdesk.storage.connection import Database
from consentdesk.storage.door import VaultDoor
from consentdesk.storage.keys.argon import FLOOR
from consentdesk.storage.keys.slots import Keys, Slots, open_slots
from consentdesk.storage.opening import DATABASE_FILE, Surroundings, newest_slots, open_folder
from consentdesk.storage.vault import OpenVault
from consentdesk.system.ids import Ids
from consentdesk.workflows.ports import FirstMember
from tests.helpers.sessions import CLINIC, NOW, RESOURCES

PASSPHRASE = "green ladder under seven clouds"
CODE = "402917"
FIRST = FirstMember("Sam Sample", "physician", PASSPHRASE, CODE)
US = PackAdopted("us", "2026.1", (RESOURCES / "rulepacks" / "us.toml").read_text("utf-8"))
FIRST_FACTS = (ClinicDescribed(CLINIC), US, UsesPreset(("medical_record", "teaching")))


class HandClock:
    """Stands still until a test moves it, either way."""

    def __init__(self, moment: Moment = NOW) -> None:
        self.moment = moment

    def __call__(self) -> Moment:
        return self.moment

    def move(self, **delta: float) -> None:
        self.moment = Moment(self.moment.utc + timedelta(**delta), self.moment.offset_minutes)


@dataclass
class Place:
    """A vault's folder in a test, with the keys that a passphrase would give."""

    folder: Path
    slots: Slots
    keys: Keys
    recovery_code: str
    clock: HandClock = field(default_factory=HandClock)

    @property
    def database(self) -> Path:
        return self.folder / DATABASE_FILE

    @property
    def door(self) -> VaultDoor:
        return VaultDoor(self.folder, self.clock, Ids(self.clock).new_id, FLOOR)

    def open(self) -> OpenVault:
        """The vault, unlocked without the work of a passphrase."""
        around = Surroundings(self.clock, Ids(self.clock).new_id)
        return open_folder(self.folder, self.slots, self.keys, around)

    def copy(self, folder: Path) -> "Place":
        shutil.copytree(self.folder, folder)
        return Place(folder, self.slots, self.keys, self.recovery_code)

    @contextmanager
    def by_hand(self) -> Iterator[Database]:
        """The database as someone with the key and a SQL prompt has it: the ledger's triggers out of the way
        and back again."""
        db = Database(self.database, self.keys.data_key)
        triggers = db.rows("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        for name, _ in triggers:
            db.run(f"DROP TRIGGER {name}")
        yield db
        for _, sql in triggers:
            db.run(sql)
        db.close()


def make_place(folder: Path, first: FirstMember = FIRST, rehearsal: bool = False) -> Place:
    clock = HandClock()
    door = VaultDoor(folder, clock, Ids(clock).new_id, FLOOR)
    prepared = door.prepare(first, FIRST_FACTS, NOW, rehearsal)
    prepared.finish(prepared.recovery_code).close()
    slots = newest_slots(folder)
    keys = open_slots(slots, first.passphrase)
    assert keys is not None
    return Place(folder, slots, keys, prepared.recovery_code, clock)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return make_place(tmp_path_factory.mktemp("template") / "vault")


@pytest.fixture(scope="session")
def another(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """Somebody else's vault."""
    return make_place(tmp_path_factory.mktemp("another") / "vault")


@pytest.fixture
def place(template: Place, tmp_path: Path) -> Place:
    return template.copy(tmp_path / "vault")


@pytest.fixture
def vault(place: Place) -> Iterator[OpenVault]:
    opened = place.open()
    yield opened
    opened.close()


@pytest.fixture
def new_door(tmp_path: Path) -> Callable[[], VaultDoor]:
    """A door where nothing lies yet."""
    clock = HandClock()
    return lambda: VaultDoor(tmp_path / "home" / "vault", clock, Ids(clock).new_id, FLOOR)
