"""The only place where the parts meet: builds what the window, the command line and rehearsals work with.

A room is imported when it is first used, so that the first screen comes at once: only Qt comes before it.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from consentdesk.domain.refusals import Refusal
from consentdesk.system.backup_note import BackupNote
from consentdesk.system.clock import SystemClock
from consentdesk.system.language_note import LanguageNote
from consentdesk.system.late import is_made, late
from consentdesk.system.paths import data_dir, data_place, default_vault, ready_folder, resource_dir
from consentdesk.system.vault_note import VaultNote
from consentdesk.ui.app import MainWindow
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.lane import Lane, Pool
from consentdesk.ui.language import language_among, speak, spoken
from consentdesk.ui.machine import BackupNote as FolderNote
from consentdesk.ui.machine import Files, FleetingNote, Machine
from consentdesk.ui.places import day_order_of, paper_of
from consentdesk.ui.theme import FUSION, apply_theme, theme_of
from consentdesk.ui.window_bars import own_up_to_uncaught_errors
from consentdesk.workflows.held_door import HeldDoor

if TYPE_CHECKING:
    from consentdesk.documents.consent_copy import Copies
    from consentdesk.documents.paper_form import PaperForms
    from consentdesk.documents.papers import Papers
    from consentdesk.domain.lines import CheckReport
    from consentdesk.imaging.decoder import ConfinedDecoder
    from consentdesk.system.single_instance import VaultHold
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.first_run import PackOffer
    from consentdesk.workflows.ports import Clock, Ids, Printers, Progress, Renderer, Saver, Vault, VaultDoor

ONCE_DRAWN_MS = 100  # what can wait for the first screen, and comes before anybody has typed
WARM_UP_AFTER_MS = 150
LOCKED = 64  # how the event loop of a locked window ends
CLOSE_WITHIN_S = 0.1  # of the second after which no key is left
IMAGING_WORKER = "--imaging-worker"


def run_window(vault: Path | None = None, language: str = "") -> bool:
    """The window on the vault at `vault` or on this user's own, until it ends. True when it was locked: then
    this process has to end and a fresh one to take its place. Without a `language` it speaks what was chosen
    at this workstation, else what the system speaks."""
    app = QApplication(["consentdesk", *FUSION])
    app.setApplicationName("ConsentDesk")
    note = LanguageNote(data_place())
    speak_everywhere(language or language_among([note.read(), *QLocale.system().uiLanguages()]))
    tokens = theme_of(app.styleHints())
    apply_theme(app, tokens, resource_dir(), first_screen=True)
    QTimer.singleShot(ONCE_DRAWN_MS, app, lambda: apply_theme(app, tokens, resource_dir()))
    try:
        home = data_dir()
        machine = build_machine(
            vault or default_vault(),
            late(_files),
            lambda: app.exit(LOCKED),
            remember=note.leave,
            backup_note=BackupNote(data_place()),
        )
    except Refusal as refusal:
        from consentdesk.ui.trouble import TroubleWindow

        trouble = TroubleWindow(refusal.problems)
        trouble.show()
        app.exec()
        return False
    window = MainWindow(machine)
    gc.freeze()  # what stands by now stays, and need not be looked through
    gc.enable()
    window.showMaximized()  # small screens have no room to spare, and a patient needs to see nothing else
    QTimer.singleShot(ONCE_DRAWN_MS, window, lambda: guard_process(home))
    QTimer.singleShot(ONCE_DRAWN_MS, window, lambda: own_up_to_uncaught_errors(window.own_up))
    QTimer.singleShot(ONCE_DRAWN_MS, window, lambda: shield(window))
    QTimer.singleShot(WARM_UP_AFTER_MS, window, lambda: machine.lane.run(window, load_rooms, _done, _done))
    locked = app.exec() == LOCKED
    machine.close(CLOSE_WITHIN_S if locked else None)
    return locked


def speak_everywhere(language: str) -> None:
    """Say everything from now on in a language, Qt's own words too where there is a window."""
    from consentdesk.ui.qt_words import speak_with_qt

    speak(language, resource_dir() / "locale")
    if (app := QApplication.instance()) is not None:
        speak_with_qt(app)


def guard_process(home: Path) -> None:
    """Before any key is in this process: no core dumps, and errors go to the log without data."""
    from consentdesk.system.log import core_dumps_off, log_uncaught_errors, start_log

    core_dumps_off()
    log_uncaught_errors()
    with suppress(Refusal):  # a full disk must not keep the vault from being opened
        start_log(home)


def shield(window: MainWindow) -> None:
    """Lock when the system says that whoever sat here is gone, and keep what is shown out of screenshots."""
    from consentdesk.system.capture import hide_from_capture
    from consentdesk.ui.system_signals import listen

    listen(window, window.system_left)
    hide_from_capture(int(window.winId()))


def load_rooms() -> None:
    """Import what the first unlocking needs: done while somebody types the passphrase."""
    for room in ("storage.door", "workflows.come_and_go", "ui.open_desk"):
        import_module(f"consentdesk.{room}")


def door_to(vault: Path) -> HeldDoor:
    """The door to a vault for work without a window; to be released."""
    from consentdesk.system.log import core_dumps_off

    core_dumps_off()
    clock = SystemClock()
    return _door(vault, clock, late(lambda: _ids(clock)), rehearsal=False, least_work=False)


@contextmanager
def desk_at(vault: Path, secret: str) -> Iterator[Desk]:
    """The desk of a vault for work without a window; whoever comes and goes is noted (R38)."""
    from consentdesk.workflows.come_and_go import go_out, unlock

    clock, door = SystemClock(), door_to(vault)
    ids = late(lambda: _ids(clock))
    try:
        desk = unlock(door, lambda unlocked: _desk(unlocked, clock, ids), secret)
        try:
            yield desk
        finally:
            go_out(desk, "asked")
    finally:
        door.release()


@contextmanager
def decoder_here() -> Iterator[ConfinedDecoder]:
    """What looks at pictures, for work without a window."""
    decoder = _decoder()
    try:
        yield decoder
    finally:
        decoder.close()


def _desk(unlocked: Vault, clock: Clock, ids: Ids) -> Desk:
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.words_in_force import WordsInForce

    words = WordsInForce(bundled_words(resource_dir()))
    desk = Desk(unlocked, clock, ids, words, late(_copies), late(_forms), late(_papers), spoken())
    desk.wordings.renew(unlocked, desk.pack)
    return desk


def holds_backups(folder: Path) -> bool:
    """Whether a folder is a backup or holds some."""
    from consentdesk.storage.backups.restoring import holds_backups as holds

    return holds(folder.absolute())


def check_backup(folder: Path, secret: str, anchors: Sequence[str]) -> CheckReport:
    """Check the backup in a folder where it lies, as `verify` checks a vault."""
    from consentdesk.storage.backups.restoring import check_backup as check
    from consentdesk.system.log import core_dumps_off

    core_dumps_off()
    return check(folder.absolute(), secret, anchors)


def restore_vault(folder: Path, place: Path, secret: str, progress: Progress) -> CheckReport:
    """Bring a vault back from the backup in a folder, and leave the note beside it that every vault has."""
    return door_to(place).restore(folder.absolute(), secret, progress)


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
    remember: Callable[[str], None] = lambda language: None,
    backup_note: FolderNote | None = None,
) -> Machine:
    """Everything a window needs to work with the vault at `vault`, which is neither opened nor made yet.

    `lock` ends the process that holds keys. `least_work` gives a new vault the least Argon2 work allowed
    instead of measuring this machine. `rehearsal` makes only rehearsal vaults and opens no other. `paper` and
    `day_order` come from the system's locale unless given. `remember` is told the language that staff choose,
    `backup_note` the folder that backups go to; without one it is forgotten with the window.
    Whoever built it ends with its `close`. Rules or
    texts that are malformed are refused where they are first used (`pack_malformed`, `wording_malformed`).
    """
    now = clock or SystemClock()
    ids = late(lambda: _ids(now))
    door = _door(vault, now, ids, rehearsal, least_work)
    decoder = late(_decoder)
    lane, pool = Lane(), Pool()

    def desk_for(unlocked: Vault) -> Desk:
        with suppress(Refusal):  # the first image will say it
            decoder.warm()
        return _desk(unlocked, now, ids)

    def choose_language(language: str) -> None:
        speak_everywhere(language)
        remember(language)

    def close(within_s: float | None = None) -> None:
        if is_made(decoder):
            decoder.close()
        pool.close(within_s)
        lane.close(within_s)
        door.release()

    return Machine(
        lane=lane,
        pool=pool,
        door=door,
        desk_for=desk_for,
        decoder=decoder,
        renderer=late(lambda: _renderer(decoder)),
        printers=late(_printers),
        saver=late(_saver),
        files=files,
        clock=now,
        packs=_packs,
        lock=lock,
        choose_language=choose_language,
        close=close,
        rehearsal=rehearsal,
        paper=paper or paper_of(QLocale.system()),
        day_order=day_order or day_order_of(QLocale.system()),
        backup_note=backup_note or FleetingNote(),
        catalogue=lambda: (resource_dir() / "uses" / "catalogue.toml").read_text("utf-8"),
    )


def bundled_words(resources: Path) -> dict[str, str]:
    """The program's texts for patients as TOML, by language."""
    return {file.stem: file.read_text("utf-8") for file in (resources / "statements").glob("*.toml")}


def _door(vault: Path, clock: Clock, ids: Ids, rehearsal: bool, least_work: bool) -> HeldDoor:
    storage = late(lambda: _storage(vault, clock, ids, least_work))
    return HeldDoor(vault, storage, _hold, VaultNote(vault), rehearsal)


def _storage(vault: Path, clock: Clock, ids: Ids, least_work: bool) -> VaultDoor:
    from consentdesk.storage.door import VaultDoor
    from consentdesk.storage.keys.argon import FLOOR

    return VaultDoor(vault, clock.now, ids.new_id, FLOOR if least_work else None)


def _hold(vault: Path) -> VaultHold:
    from consentdesk.system.single_instance import VaultHold

    ready_folder(vault.parent)
    return VaultHold(vault)


def _decoder() -> ConfinedDecoder:
    from consentdesk.imaging.decoder import ConfinedDecoder
    from consentdesk.imaging.process import WORKER_COMMAND

    # a frozen program has no other interpreter than itself
    frozen = getattr(sys, "frozen", False)
    return ConfinedDecoder(command=(sys.executable, IMAGING_WORKER) if frozen else WORKER_COMMAND)


def _renderer(decoder: ConfinedDecoder) -> Renderer:
    from consentdesk.imaging.renditions import Renditions

    return Renditions(decoder, resource_dir() / "fonts")


def _copies() -> Copies:
    from consentdesk.documents.consent_copy import Copies

    return Copies(*(resource_dir() / room for room in ("fonts", "copy", "statements")))


def _forms() -> PaperForms:
    from consentdesk.documents.paper_form import PaperForms

    return PaperForms(*(resource_dir() / room for room in ("fonts", "copy", "statements")))


def _papers() -> Papers:
    from consentdesk.documents.papers import Papers

    return Papers(*(resource_dir() / room for room in ("fonts", "copy", "statements")))


def _files() -> Files:
    from consentdesk.ui.files import QtFiles

    return QtFiles()


def _printers() -> Printers:
    from consentdesk.system.printers import printers_here

    return printers_here()


def _saver() -> Saver:
    from consentdesk.system import save

    return save


def _packs() -> tuple[PackOffer, ...]:
    from consentdesk.workflows.first_run import packs_on_offer

    files = (resource_dir() / "rulepacks").glob("*.toml")
    return packs_on_offer({file.stem: file.read_text("utf-8") for file in files})


def _ids(clock: Clock) -> Ids:
    from consentdesk.system.ids import Ids

    return Ids(clock.now)


def _done(outcome: object) -> None:
    """Nothing follows."""
