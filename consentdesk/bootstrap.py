"""The only place where the parts meet: builds what the window, the command line and rehearsals work with.

Rooms with heavy libraries are imported when they are first used, so that the first screen comes at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from consentdesk.domain.facts import Body
from consentdesk.domain.lines import SealedRecord
from consentdesk.domain.moment import Moment
from consentdesk.domain.pack import RulePack, parse_pack
from consentdesk.domain.refusals import Refusal, refuse
from consentdesk.domain.wording import Wording, parse_wording
from consentdesk.imaging.decoder import ConfinedDecoder
from consentdesk.imaging.process import WORKER_COMMAND
from consentdesk.system import save
from consentdesk.system.clock import SystemClock
from consentdesk.system.ids import Ids
from consentdesk.system.log import core_dumps_off, log_uncaught_errors, start_log
from consentdesk.system.paths import data_dir, default_vault, ready_folder, resource_dir
from consentdesk.system.printers import printers_here
from consentdesk.system.single_instance import VaultHold
from consentdesk.system.vault_note import VaultNote
from consentdesk.ui.app import MainWindow, TroubleWindow, theme_of
from consentdesk.ui.files import QtFiles
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.lane import Lane, Pool
from consentdesk.ui.machine import Files, Machine
from consentdesk.ui.places import day_order_of, paper_of
from consentdesk.ui.theme import apply_theme
from consentdesk.workflows.desk import Desk
from consentdesk.workflows.ports import Clock, CopyWriter, FirstMember, NewVault, Vault, VaultDoor

LOCKED = 64  # how the event loop of a locked window ends
IMAGING_WORKER = "--imaging-worker"
PACK = "us"
LANGUAGE = "en"


def run_window(vault: Path | None = None) -> bool:
    """The window on the vault at `vault` or on this user's own, until it ends. True when it was locked: then
    this process has to end and a fresh one to take its place."""
    core_dumps_off()
    log_uncaught_errors()
    app = QApplication(["consentdesk"])
    app.setApplicationName("ConsentDesk")
    apply_theme(app, theme_of(app.styleHints()), resource_dir())
    try:
        start_log(data_dir())
        machine = build_machine(vault or default_vault(), QtFiles(), lambda: app.exit(LOCKED))
    except Refusal as refusal:
        trouble = TroubleWindow(refusal.problems)
        trouble.show()
        app.exec()
        return False
    window = MainWindow(machine)
    window.show()
    try:
        return app.exec() == LOCKED
    finally:
        machine.close()


def door_to(vault: Path) -> Door:
    """The door to a vault for work without a window; to be released."""
    core_dumps_off()
    clock = SystemClock()
    return Door(vault, clock, Ids(clock.now), rehearsal=False, least_work=False)


def build_machine(
    vault: Path,
    files: Files,
    lock: Callable[[], None],
    *,
    clock: Clock | None = None,
    rehearsal: bool = False,
    least_work: bool = False,
    paper: str = "",
    day_order: DayOrder | None = None,
) -> Machine:
    """Everything a window needs to work with the vault at `vault`, which is neither opened nor made yet.

    `lock` ends the process that holds keys. `least_work` gives a new vault the least Argon2 work allowed
    instead of measuring this machine. `rehearsal` makes only rehearsal vaults and opens no other. `paper` and
    `day_order` come from the system's locale unless given. Raises Refusal `pack_malformed` and
    `wording_malformed`. Whoever built it ends with its `close`.
    """
    clock = clock or SystemClock()
    pack, pack_text, wordings = read_rules(resource_dir())
    ids = Ids(clock.now)
    door = Door(vault, clock, ids, rehearsal, least_work)
    decoder = ConfinedDecoder(command=imaging_command())
    copies = LateCopies(resource_dir())
    lane, pool = Lane(), Pool()

    def desk_for(unlocked: Vault) -> Desk:
        with suppress(Refusal):  # the first image will say it
            decoder.warm()
        return Desk(unlocked, clock, ids, pack, wordings, copies)

    def close() -> None:
        decoder.close()
        pool.close()
        lane.close()
        door.release()

    return Machine(
        lane=lane,
        pool=pool,
        door=door,
        desk_for=desk_for,
        decoder=decoder,
        printers=printers_here(),
        saver=save,
        files=files,
        clock=clock,
        pack=pack,
        pack_text=pack_text,
        lock=lock,
        close=close,
        rehearsal=rehearsal,
        paper=paper or paper_of(QLocale.system()),
        day_order=day_order or day_order_of(QLocale.system()),
    )


def read_rules(resources: Path) -> tuple[RulePack, str, dict[str, Wording]]:
    """The rule pack, its text, and the wordings by language."""
    pack_file = resources / "rulepacks" / f"{PACK}.toml"
    words_file = resources / "statements" / f"{LANGUAGE}.toml"
    pack_text = pack_file.read_text("utf-8")
    pack = parse_pack(pack_text, pack_file.name)
    wording = parse_wording(words_file.read_text("utf-8"), words_file.name, pack)
    return pack, pack_text, {wording.language: wording}


def imaging_command() -> tuple[str, ...]:
    """What starts an imaging worker: a frozen program has no other interpreter than itself."""
    return (sys.executable, IMAGING_WORKER) if getattr(sys, "frozen", False) else WORKER_COMMAND


class Door:
    """The door of one vault, for one process at a time: who unlocks or makes it holds it until `release`.

    Its storage is imported when it is first needed. A vault that is gone is called missing: `VaultNote`.
    """

    def __init__(self, path: Path, clock: Clock, ids: Ids, rehearsal: bool, least_work: bool) -> None:
        self._path, self._clock, self._ids = path, clock, ids
        self._rehearsal, self._least_work = rehearsal, least_work
        self._note = VaultNote(path)
        self._hold: VaultHold | None = None
        self._unfinished: NewVault | None = None

    @property
    def path(self) -> Path:
        return self._path

    def exists(self) -> bool:
        """Whether a vault lies here, or did once, or anything else that must not be covered up."""
        return self._note.forbids_a_new_one()

    def prepare(self, first: FirstMember, facts: Sequence[Body], at: Moment, rehearsal: bool) -> NewVault:
        """As the port says; besides, raises Refusal `vault_in_use`."""
        ready_folder(self._path.parent)
        self._take_hold()
        try:
            self._unfinished = self._storage.prepare(first, facts, at, rehearsal or self._rehearsal)
            return Preparation(self, self._unfinished)
        except BaseException:
            self.release()
            raise

    def unlock(self, passphrase: str) -> Vault:
        """As the port says; besides, raises Refusal `vault_in_use` and `vault_not_for_rehearsal`."""
        self._take_hold()
        try:
            vault = self._storage.unlock(passphrase)
            self._refuse_clinic(vault)
        except BaseException:
            self.release()
            raise
        self._note.leave()
        return vault

    def moved_in(self) -> None:
        """A new vault lies in its place."""
        self._unfinished = None
        self._note.leave()

    def release(self) -> None:
        """Let other processes open the vault, and leave nothing of one that was not finished; a second call
        does nothing."""
        if self._unfinished:
            self._unfinished.abandon()
        self._unfinished = None
        if self._hold:
            self._hold.release()
        self._hold = None

    def _take_hold(self) -> None:
        self.release()
        if self._path.parent.is_dir():  # else there is nothing to hold, and the vault's room says so
            self._hold = VaultHold(self._path)

    def _refuse_clinic(self, vault: Vault) -> None:
        if self._rehearsal and not vault.rehearsal:
            vault.close()
            raise refuse("vault_not_for_rehearsal", "vault")

    @cached_property
    def _storage(self) -> VaultDoor:
        from consentdesk.storage.door import VaultDoor as StorageDoor
        from consentdesk.storage.keys.argon import FLOOR

        effort = FLOOR if self._least_work else None
        return StorageDoor(self._path, self._clock.now, self._ids.new_id, effort)


class Preparation:
    """A vault in the making: whoever makes it holds the door."""

    def __init__(self, door: Door, prepared: NewVault) -> None:
        self._door, self._prepared = door, prepared

    @property
    def recovery_code(self) -> str:
        return self._prepared.recovery_code

    def finish(self, typed_recovery_code: str) -> Vault:
        """As the port says; the door stays held for the vault that comes out."""
        vault = self._prepared.finish(typed_recovery_code)
        self._door.moved_in()
        return vault

    def abandon(self) -> None:
        self._door.release()


class LateCopies:
    """The press for patients' copies; its room is imported with the first copy or name to be checked."""

    def __init__(self, resources: Path) -> None:
        self._resources = resources

    def consent_copy(
        self, sealed: SealedRecord, thumbnails: dict[str, bytes], paper: str, rehearsal: bool
    ) -> bytes:
        return self._press.consent_copy(sealed, thumbnails, paper, rehearsal)

    def pictures(self, pdf: bytes, width_px: int) -> tuple[bytes, ...]:
        return self._press.pictures(pdf, width_px)

    def missing_characters(self, text: str) -> str:
        return self._press.missing_characters(text)

    @cached_property
    def _press(self) -> CopyWriter:
        from consentdesk.documents.consent_copy import Copies

        resources = self._resources
        return Copies(resources / "fonts", resources / "copy", resources / "statements")
