"""The parts joined for work without a window: what `bootstrap` builds a window on, without any Qt.

A room is imported when it is first used.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from consentdesk.system.clock import SystemClock
from consentdesk.system.late import late
from consentdesk.system.paths import ready_folder, resource_dir
from consentdesk.system.vault_note import VaultNote
from consentdesk.ui.language import spoken
from consentdesk.workflows.held_door import HeldDoor

if TYPE_CHECKING:
    from consentdesk.documents.consent_copy import Copies
    from consentdesk.documents.paper_form import PaperForms
    from consentdesk.documents.papers import Papers
    from consentdesk.domain.lines import CheckReport
    from consentdesk.domain.reidentification.lexicon import Lexicon
    from consentdesk.imaging.decoder import ConfinedDecoder
    from consentdesk.system.single_instance import VaultHold
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.ports import Clock, Ids, Progress, Vault, VaultDoor

IMAGING_WORKER, DETECTING_WORKER = "--imaging-worker", "--detecting-worker"


def door_to(vault: Path) -> HeldDoor:
    """The door to a vault for work without a window; to be released."""
    from consentdesk.system.log import core_dumps_off

    core_dumps_off()
    clock = SystemClock()
    return make_door(vault, clock, late(lambda: make_ids(clock)), rehearsal=False, least_work=False)


@contextmanager
def desk_at(vault: Path, secret: str) -> Iterator[Desk]:
    """The desk of a vault for work without a window; whoever comes and goes is noted (R38)."""
    from consentdesk.workflows.come_and_go import go_out, unlock

    clock, door = SystemClock(), door_to(vault)
    ids = late(lambda: make_ids(clock))
    try:
        desk = unlock(door, lambda unlocked: make_desk(unlocked, clock, ids), secret)
        try:
            yield desk
        finally:
            go_out(desk, "asked")
    finally:
        door.release()


@contextmanager
def decoder_here() -> Iterator[ConfinedDecoder]:
    """What looks at pictures, for work without a window."""
    decoder = make_decoder()
    try:
        yield decoder
    finally:
        decoder.close()


def make_desk(unlocked: Vault, clock: Clock, ids: Ids) -> Desk:
    """The desk over an unlocked vault."""
    from consentdesk.workflows.desk import Desk
    from consentdesk.workflows.words_in_force import WordsInForce

    words = WordsInForce(bundled_words(resource_dir()))
    papers = (late(_copies), late(_forms), late(_papers))
    desk = Desk(unlocked, clock, ids, words, *papers, spoken(), late(_lexicon))
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


def bundled_words(resources: Path) -> dict[str, str]:
    """The program's texts for patients as TOML, by language."""
    return {file.stem: file.read_text("utf-8") for file in (resources / "statements").glob("*.toml")}


def make_door(vault: Path, clock: Clock, ids: Ids, rehearsal: bool, least_work: bool) -> HeldDoor:
    """The door to a vault, as `bootstrap.build_machine` tells it."""
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


def make_decoder() -> ConfinedDecoder:
    """What looks at pictures; to be closed."""
    from consentdesk.imaging.decoder import ConfinedDecoder

    if not getattr(sys, "frozen", False):
        return ConfinedDecoder()
    # a frozen program has no other interpreter than itself
    worker, detector = ((sys.executable, option) for option in (IMAGING_WORKER, DETECTING_WORKER))
    return ConfinedDecoder(command=worker, detector_command=detector)


def _copies() -> Copies:
    from consentdesk.documents.consent_copy import Copies

    return Copies(*(resource_dir() / room for room in ("fonts", "copy", "statements")))


def _forms() -> PaperForms:
    from consentdesk.documents.paper_form import PaperForms

    return PaperForms(*(resource_dir() / room for room in ("fonts", "copy", "statements")))


def _papers() -> Papers:
    from consentdesk.documents.papers import Papers

    return Papers(*(resource_dir() / room for room in ("fonts", "copy", "statements")))


def _lexicon() -> Lexicon:
    from consentdesk.domain.reidentification.lexicon import parse_lexicon

    return parse_lexicon(
        {file.stem: file.read_text("utf-8") for file in (resource_dir() / "identifying").glob("*.toml")}
    )


def make_ids(clock: Clock) -> Ids:
    """Ids by this clock."""
    from consentdesk.system.ids import Ids

    return Ids(clock.now)
