"""The only place where the parts meet: builds what the window, the command line and rehearsals work with.

A room is imported when it is first used, so that the first screen comes at once: only Qt comes before it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from contextlib import suppress
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
from consentdesk.system.paths import data_dir, data_place, default_vault, resource_dir
from consentdesk.ui.app import MainWindow
from consentdesk.ui.kit.dates import DayOrder
from consentdesk.ui.lane import Lane, Pool
from consentdesk.ui.language import language_among, speak
from consentdesk.ui.machine import BackupNote as FolderNote
from consentdesk.ui.machine import Files, FleetingNote, Machine
from consentdesk.ui.places import day_order_of, paper_of
from consentdesk.ui.theme import FUSION, apply_theme, theme_of
from consentdesk.ui.window_bars import own_up_to_uncaught_errors
from consentdesk.windowless import bundled_words as bundled_words
from consentdesk.windowless import make_decoder, make_desk, make_door, make_ids

if TYPE_CHECKING:
    from consentdesk.imaging.decoder import ConfinedDecoder
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.first_run import PackOffer
    from consentdesk.workflows.ports import Clock, Printers, Renderer, Saver, Vault

ONCE_DRAWN_MS = 100  # what can wait for the first screen, and comes before anybody has typed
WARM_UP_AFTER_MS = 150
LOCKED = 64  # how the event loop of a locked window ends
CLOSE_WITHIN_S = 0.1  # of the second after which no key is left


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
    ids = late(lambda: make_ids(now))
    door = make_door(vault, now, ids, rehearsal, least_work)
    decoder = late(make_decoder)
    lane, pool = Lane(), Pool()

    def desk_for(unlocked: Vault) -> Desk:
        with suppress(Refusal):  # the first image will say it
            decoder.warm()
        return make_desk(unlocked, now, ids)

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


def _renderer(decoder: ConfinedDecoder) -> Renderer:
    from consentdesk.imaging.renditions import Renditions

    return Renditions(decoder, resource_dir() / "fonts")


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


def _done(outcome: object) -> None:
    """Nothing follows."""
